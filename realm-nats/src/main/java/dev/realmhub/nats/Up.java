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
                    Fault.TOO_LARGE,
                    size + " bytes to " + subject + "; the server takes " + most
                            + ": send less, or raise its max_payload",
                    null);
        }
    }
}
