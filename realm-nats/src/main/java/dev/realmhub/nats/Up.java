package dev.realmhub.nats;

import dev.realmhub.BrokerException;
import dev.realmhub.BrokerException.Fault;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.impl.Headers;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is there, or was, with a dispatcher for each way in.
 *
 * <p>Thread-safe.
 */
record Up(Connection connection, Map<Link.Way, Dispatcher> dispatchers) {
    /** Each waits up to {@link LinkOptions#QUEUE_LOCK_LIMIT}, and only on a machine that has no time for who holds the lock. */
    private static final int ATTEMPTS = 10;

    static Up on(Connection connection) {
        Map<Link.Way, Dispatcher> dispatchers = new EnumMap<>(Link.Way.class);
        for (Link.Way way : Link.Way.values()) {
            dispatchers.put(way, connection.createDispatcher());
        }
        return new Up(connection, dispatchers);
    }

    Dispatcher dispatcher(Link.Way way) {
        return Objects.requireNonNull(dispatchers.get(way));
    }

    boolean isConnected() {
        return connection.getStatus() == Connection.Status.CONNECTED;
    }

    /**
     * Gives a message to the connection's queue. jnats refuses it, even with an empty queue, when another thread that holds
     * the queue's lock gets no CPU in time; then it is given again, because nothing is wrong with the link.
     *
     * @throws IllegalStateException if there is no connection any more, or the lock could not be had ten times; it was not sent
     */
    void publish(String subject, @Nullable String replyTo, @Nullable Headers headers, byte[] body) {
        for (int left = ATTEMPTS - 1; ; left--) {
            try {
                connection.publish(subject, replyTo, headers, body);
                return;
            } catch (IllegalStateException refused) {
                if (left == 0 || !isConnected()) {
                    throw refused;
                }
            }
        }
    }

    /** Returns the version of the server; empty if it has none. */
    String serverVersion() {
        String version = connection.getServerInfo().getVersion();
        return version == null ? "" : version;
    }

    /**
     * Checks that the server can do what everything here relies on.
     *
     * @throws BrokerException {@code FAILED}, saying what it lacks
     */
    void checkServer() {
        if (!connection.getServerInfo().isHeadersSupported()) {
            throw new BrokerException(
                    Fault.FAILED,
                    "needs a nats-server of 2.2.0 or later, with headers; this one is " + serverVersion() + ", without",
                    null);
        }
    }

    /**
     * Checks that the server takes a message of this size.
     *
     * @throws BrokerException {@code TOO_LARGE}
     */
    void checkSize(String subject, @Nullable Headers headers, byte[] body) {
        long most = connection.getMaxPayload();
        long size = body.length + (headers == null ? 0L : headers.serializedLength());
        if (most > 0 && size > most) {
            throw new BrokerException(
                    Fault.TOO_LARGE, size + " bytes to " + subject + "; the server takes " + most, null);
        }
    }
}
