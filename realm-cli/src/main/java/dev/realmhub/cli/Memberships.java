package dev.realmhub.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The realms that we are in. All that a path gives are joined before the first pong; so then it is known what it does not give. */
final class Memberships {
    private final Set<String> realms = new LinkedHashSet<>();
    private boolean complete;

    void take(JsonNode message) {
        String realm = Messages.body(message).path("realm").asText();
        switch (Messages.name(message)) {
            case "joined" -> realms.add(realm);
            case "left" -> realms.remove(realm);
            case "pong" -> complete = true;
            default -> {}
        }
    }

    Optional<String> first() {
        return realms.stream().findFirst();
    }

    /** Checks that the path gives a realm, if it was asked for. */
    void require(@Nullable String realm) {
        if (complete && realm != null && !realms.contains(realm)) {
            String given = realms.isEmpty() ? "none" : String.join(", ", realms);
            throw new Failed(Exit.REFUSED, "this path gives no realm " + realm + "; it gives " + given);
        }
    }
}
