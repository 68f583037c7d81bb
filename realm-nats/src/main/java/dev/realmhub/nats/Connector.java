package dev.realmhub.nats;

import dev.realmhub.BrokerException;
import dev.realmhub.BrokerException.Fault;
import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Makes connections until it is closed. jnats connects again by itself, but for one case: when a server refuses the same
 * login twice it gives the connection up for good. Then another is made, because whoever changed the server's users may
 * change them back.
 *
 * <p>Thread-safe. Nothing waits but {@link #awaitFirst} and {@link #close}.
 */
final class Connector implements AutoCloseable {
    private static final Duration BEFORE_ANOTHER = Duration.ofSeconds(1);

    private final LinkEvents events;
    private final Options options;
    private final Watcher watcher;
    private final CompletableFuture<Connection> first = new CompletableFuture<>();
    private volatile @Nullable Connection current;
    private volatile boolean closed;

    /** What hears of connections; on the callbacks' thread if nothing else is said. */
    interface Watcher {
        /** There is a connection, made anew; on a thread of its own. */
        void connected(Connection connection);

        /** It was lost. */
        void lost();

        /** jnats made it again by itself, and told the server all that listens. */
        void reconnected();

        /** Messages begin to be dropped. */
        void overrun();
    }

    /** Makes one that does nothing until it is started. */
    Connector(Options.Builder builder, Watcher watcher) {
        this.watcher = watcher;
        this.events = new LinkEvents(this::changed, watcher::overrun);
        this.options = LinkOptions.binding(builder, events).build();
    }

    Options options() {
        return options;
    }

    LinkEvents events() {
        return events;
    }

    /** Begins to connect, on a thread of its own. */
    void start() {
        if (closed) {
            return;
        }
        Thread connecting = new Thread(this::connect, "realmhub-nats-connect");
        connecting.setDaemon(true);
        connecting.start();
    }

    /**
     * Waits for the first connection.
     *
     * @throws BrokerException {@code NOT_CONNECTED} if there is none by then, or the server refused the login
     */
    void awaitFirst(Duration limit) {
        try {
            first.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw notConnected("no connection within " + limit + ": " + events.lastTrouble(), late);
        } catch (ExecutionException failed) {
            Throwable why = failed.getCause();
            throw notConnected("no connection: " + (why == null ? failed : why).getMessage(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw notConnected("interrupted while connecting", interrupted);
        }
    }

    /** Hangs up for good, even while it tries to connect. Idempotent. */
    @Override
    public void close() {
        closed = true;
        events.closing();
        Connection connection = current != null ? current : events.latest();
        if (connection != null) {
            hangUp(connection);
        }
    }

    private void connect() {
        try {
            connected(Nats.connectReconnectOnConnect(options));
        } catch (IOException | RuntimeException failed) {
            events.failed(failed);
            first.completeExceptionally(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void connected(Connection connection) throws IOException {
        if (connection.getStatus() == Connection.Status.CLOSED) {
            throw new IOException(connection.getLastError());
        }
        current = connection;
        events.selfCheck().look(connection);
        watcher.connected(connection); // waits for a round trip
        events.callbacks().execute(() -> events.selfCheck().conclude(connection));
        first.complete(connection);
        if (closed) {
            hangUp(connection);
        }
    }

    private void changed(Connection connection, ConnectionListener.Events event) {
        if (closed) {
            hangUp(connection);
        } else if (event == ConnectionListener.Events.CLOSED) {
            events.gaveUp(connection);
            CompletableFuture.delayedExecutor(BEFORE_ANOTHER.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(this::start);
        } else if (event == ConnectionListener.Events.DISCONNECTED) {
            watcher.lost();
        } else if (event == ConnectionListener.Events.RESUBSCRIBED) {
            watcher.reconnected();
        }
    }

    private static void hangUp(Connection connection) {
        try {
            connection.close();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static BrokerException notConnected(String why, Exception cause) {
        return new BrokerException(Fault.NOT_CONNECTED, why, cause);
    }
}
