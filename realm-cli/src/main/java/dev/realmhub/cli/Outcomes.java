package dev.realmhub.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** What became of what a client has asked for. */
final class Outcomes {
    private static final Set<String> ANSWERS = Set.of("outcome", "navigated", "refused");

    private Outcomes() {}

    static boolean isAnswer(JsonNode message) {
        return ANSWERS.contains(Messages.name(message));
    }

    static Exit exit(JsonNode answer) {
        return switch (Messages.name(answer)) {
            case "navigated" -> Exit.OK;
            case "refused" -> Exit.REFUSED;
            default -> ofStatus(Messages.body(answer).path("status").asText());
        };
    }

    private static Exit ofStatus(String status) {
        return switch (status) {
            case "ok" -> Exit.OK;
            case "rejected" -> Exit.REFUSED;
            case "unavailable" -> Exit.NOBODY;
            default -> Exit.LATE;
        };
    }
}
