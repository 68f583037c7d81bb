package dev.realmhub;

import java.time.Duration;
import java.util.List;

/**
 * What a backend has done with clients, wherever they are connected: see {@link Backend#move} and {@link Backend#kick}.
 *
 * <p>Immutable and thread-safe.
 */
public sealed interface Order {
    /** Takes live clients to another path: it is resolved as if they had asked. */
    record Move(String path) implements Order {}

    /**
     * Takes live clients to a path without asking the resolver.
     *
     * @param memberships all that they are to have there
     */
    record Place(String path, List<Membership> memberships) implements Order {
        /** Copies the memberships. */
        public Place {
            memberships = List.copyOf(memberships);
        }
    }

    /**
     * Lets clients stay where they are for a while, should their node send its clients to others: see {@link Hub#drain}.
     *
     * @param time from when the node hears of it
     */
    record Stay(Duration time) implements Order {}

    /** Closes clients, those still connecting included. */
    record Kick(CloseReason reason) implements Order {}
}
