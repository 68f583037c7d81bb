package dev.realmhub.nats;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the server to have taken what was sent.
 *
 * <p>By a canary, and all who wait at a time by the same one. By a ping only where there is none: jnats hangs up when more than two
 * pings are on their way, and one that it could not put into its busy queue counts as such for ever, so that each later one
 * is answered by the pong of the one before, or not at all.
 *
 * <p>Thread-safe.
 */
final class RoundTrips {
    private volatile @Nullable Canary canary;

    /** From now on they are made by a canary, once it has come back for the first time. */
    void by(Canary one) {
        canary = one;
    }

    /** Waits for one on the connection that is up, or until the limit. */
    void one(Connection connection, Duration limit) {
        Canary bird = canary;
        if (bird != null && bird.isProven()) {
            bird.awaitRoundTrip(limit);
        } else {
            ping(connection, limit);
        }
    }

    /** Waits for a ping on any connection; one at a time. */
    synchronized void ping(Connection connection, Duration limit) {
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
