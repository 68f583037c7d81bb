package dev.realmhub;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Makes and reads resume tickets: who had the connection, until when, and a {@link Seal}.
 * So any hub of a cluster knows them, and none has to remember any.
 *
 * <p>Thread-safe.
 */
final class Tickets {
    /** Whose a connection was. */
    record Holder(String user, boolean anonymous) {
        boolean isOf(User other) {
            return anonymous == other.anonymous() && user.equals(other.id());
        }
    }

    private final Seal seal;
    private final Duration limit;
    private final Timers timers;

    Tickets(Seal.Key key, Duration limit, Timers timers) {
        this.seal = new Seal(key, "resume");
        this.limit = limit;
        this.timers = timers;
    }

    /** Returns a ticket that is good for twice the limit: for the limit at least after it should have been replaced. */
    String issue(User user) {
        long until = timers.wall().millis() + 2 * limit.toMillis();
        return seal.put(until + (user.anonymous() ? ":a:" : ":u:") + user.id());
    }

    /** Returns how long after it was issued a ticket should be replaced: it is good for longer than the limit still. */
    Duration renewal() {
        return limit.dividedBy(2);
    }

    /** Returns whose ticket it is; null if it is none of this cluster's, or no longer good. */
    @Nullable
    Holder read(String ticket) {
        String words = seal.read(ticket);
        return words == null ? null : holder(words);
    }

    /** Reads what a hub has written: the seal is good. */
    private @Nullable Holder holder(String words) {
        String[] parts = words.split(":", 3);
        boolean good = Long.parseLong(parts[0]) >= timers.wall().millis();
        return good ? new Holder(parts[2], parts[1].equals("a")) : null;
    }
}
