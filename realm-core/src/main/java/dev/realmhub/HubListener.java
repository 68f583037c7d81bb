package dev.realmhub;

/**
 * Hears what happens on a hub: the home of metrics and logs. Called on the hub's executor, in order per client, never on
 * a container's or the broker's thread; should not block. What it throws is logged once and forgotten.
 */
public interface HubListener {
    /** A client's realms are known and it is live. */
    default void connected(Client client) {}

    /** A client came into a realm. */
    default void joined(Client client, Membership membership) {}

    /** A client left a realm, by navigation or by closing. */
    default void left(Client client, Membership membership) {}

    /** A client is gone, once, whatever the cause; also when it never got its realms. */
    default void closed(Client client, CloseReason reason) {}

    /** Something went wrong that no client is to blame for: a resolver, the broker, a protocol, a transport. */
    default void failed(RealmException failure) {}
}
