package dev.realmhub;

/**
 * Hears who comes and goes in the whole cluster, each change once. Called on a thread of {@link Presence}, one call at a time;
 * should not block.
 *
 * <p>It is told of those who are there already when it begins, and again of whoever comes back after {@code left}.
 */
public interface PresenceListener {
    /** A user's first client came, on whatever node. */
    default void userOnline(String user) {}

    /** A user has no client any more, on no node, and did not come back in time. */
    default void userOffline(String user, LeaveReason reason) {}

    /** A user came into a realm whose kind has presence. */
    default void joined(Realm realm, Present member) {}

    /** A user has left a realm with his last client, and did not come back in time. */
    default void left(Realm realm, Present member, LeaveReason reason) {}
}
