package dev.realmhub;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A client's message on its way to a backend. All but type and payload comes from the hub, so a backend may trust it.
 *
 * @param type which handler it is for, 1 to 64 of {@code A-Z a-z 0-9 _ -}
 * @param payload the application's own
 * @param user who sent it
 * @param client which of his clients
 * @param membership the client's place in the realm that the command is for, checked by the hub; empty if it is in none
 * @param deadline after which it must not be run any more
 * @param answered whether the client waits for an {@link Outcome}; if not, it is fire and forget
 * @param id the client's own, unique on its connection, so that a store can tell a command that it has seen by {@code client}
 *     and id; 0 if the client gave none
 * @param lagMillis the client's round trip to its node, averaged; 0 while it is not known. Its own word: a cheat may lie
 * @param trace the W3C {@code traceparent} of the trace that it is part of; null if it is in none
 */
public record Command(
        String type,
        Payload payload,
        User user,
        Address.OfClient client,
        Optional<Membership> membership,
        Instant deadline,
        boolean answered,
        long id,
        long lagMillis,
        @Nullable String trace)
        implements Broker.Request<Outcome> {
    /** Checks the type. */
    public Command {
        Names.checkPlain("command type", type);
    }

    /** Makes one without an id. */
    public Command(
            String type,
            Payload payload,
            User user,
            Address.OfClient client,
            Optional<Membership> membership,
            Instant deadline,
            boolean answered) {
        this(type, payload, user, client, membership, deadline, answered, 0);
    }

    /** Makes one of unknown lag, and of no trace. */
    public Command(
            String type,
            Payload payload,
            User user,
            Address.OfClient client,
            Optional<Membership> membership,
            Instant deadline,
            boolean answered,
            long id) {
        this(type, payload, user, client, membership, deadline, answered, id, 0, null);
    }

    /** Returns the same with what a broker carries beside it. */
    public Command with(long lag, @Nullable String context) {
        return new Command(type, payload, user, client, membership, deadline, answered, id, lag, context);
    }

    /**
     * Returns the realm that the command is for.
     *
     * @throws RefusedException if the client is in none
     */
    public Realm realm() {
        return membership
                .orElseThrow(() -> new RefusedException(CloseReason.FORBIDDEN.withText("not in any realm")))
                .realm();
    }

    /** Returns whether the client is in the command's realm in this role. */
    public boolean isFrom(String role) {
        return membership.map(m -> m.role().equals(role)).orElse(false);
    }

    @Override
    public String toString() {
        return "command " + type + " of " + user;
    }
}
