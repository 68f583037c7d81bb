package dev.realmhub;

import java.time.Duration;
import org.slf4j.LoggerFactory;

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

    /**
     * Connections were turned away before they were clients: over a {@linkplain Bounds bound}, from a foreign origin, or by the
     * {@link Authenticator}. Told at most twice a second per code.
     *
     * @param code of the {@link CloseReason}
     * @param times how many since the last call
     */
    default void refused(int code, int times) {}

    /**
     * A client has answered a ping. Told only where {@linkplain HubBuilder#steadyPings() all clients are pinged}.
     *
     * @param roundTrip from the ping to its answer; of several that are open, from the first
     */
    default void ponged(Client client, Duration roundTrip) {}

    /**
     * Messages did not reach a client because it is behind: the rule of their publications let go of them. Told at most twice a
     * second per client, and before {@link #closed}. Of messages that must be delivered none is lost this way: the client is
     * closed with {@link CloseReason#TOO_SLOW} instead.
     *
     * @param messages how many since the last call
     */
    default void dropped(Client client, Publication.Overflow rule, int messages) {}

    /** Events of a realm had not come, and were read from its stream before anything later was let on. */
    default void repaired(Realm realm, int events) {}

    /** A client was told that it must begin anew in a realm: something was missed that cannot be had any more, or may have been. */
    default void resynced(Client client, Realm realm) {}

    /** Something went wrong that no client is to blame for: a resolver, the broker, a protocol, a transport. Default: it is logged. */
    default void failed(RealmException failure) {
        LoggerFactory.getLogger(Hub.class).warn("{}", failure.getMessage(), failure);
    }
}
