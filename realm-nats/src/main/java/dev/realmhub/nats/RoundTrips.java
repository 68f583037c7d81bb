package dev.realmhub.nats;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits for the server to have taken what was sent. One at a time: each is a ping, and jnats hangs up when more than two are on
 * their way.
 *
 * <p>Thread-safe.
 */
final class RoundTrips {
    /** Waits for one, or until the limit. */
    synchronized void one(Connection connection, Duration limit) {
        try {
            if (connection.getStatus() == Connection.Status.CONNECTED) {
                connection.flush(limit);
            }
        } catch (TimeoutException | IllegalStateException broke) {
            // whatever was on its way is lost, or comes again with the next connection
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends a dispatcher: waits until the server sends it nothing more, and all that was sent is handed over, or until the limit. */
    void last(Dispatcher dispatcher, Duration limit) {
        try {
            drained(dispatcher, limit).get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException | IllegalStateException broke) {
            // the connection is gone, and with it what was on its way
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized CompletableFuture<Boolean> drained(Dispatcher dispatcher, Duration limit)
            throws InterruptedException {
        return dispatcher.drain(limit);
    }
}
