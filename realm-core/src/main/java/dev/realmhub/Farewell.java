package dev.realmhub;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Closes clients: first our own bookkeeping, then the last words, then the socket. Containers tell late or never that a
 * socket is gone, so nothing waits for their word.
 *
 * <p>Thread-safe.
 */
final class Farewell {
    /** How long a client that is closed may take to read what waits for it. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final Memberships memberships;
    private final Timers timers;
    private final Executor executor;
    private final HubEvents events;

    Farewell(Memberships memberships, Timers timers, Executor executor, HubEvents events) {
        this.memberships = memberships;
        this.timers = timers;
        this.executor = executor;
        this.events = events;
    }

    /** Closes a client for a reason, which it is told if it still reads. Idempotent. */
    void close(Client client, CloseReason reason) {
        if (!memberships.close(client, reason)) {
            return;
        }
        if (reason.code() == CloseReason.TOO_SLOW.code()) {
            client.outbox().abandon();
            executor.execute(() -> closeSocket(client, reason));
        } else {
            sayLastWords(client, reason);
        }
    }

    /** A send failed: some containers leave such a socket open until they are told to close it. */
    void broken(Client client) {
        if (memberships.close(client, CloseReason.GONE)) {
            executor.execute(() -> closeSocket(client, CloseReason.GONE));
        }
    }

    private void sayLastWords(Client client, CloseReason reason) {
        AtomicBoolean done = new AtomicBoolean();
        Runnable hangUp = () -> {
            if (done.compareAndSet(false, true)) {
                executor.execute(() -> closeSocket(client, reason));
            }
        };
        timers.after(LAST_WORDS, hangUp);
        client.outbox().finish(closing(client, reason), hangUp);
    }

    private @Nullable Payload closing(Client client, CloseReason reason) {
        try {
            return client.protocol().encode(new ClientProtocol.Closing(reason));
        } catch (RuntimeException thrown) {
            events.failed(new RealmException("could not tell " + client + " that it is closed", thrown));
            return null;
        }
    }

    private void closeSocket(Client client, CloseReason reason) {
        try {
            client.transport().close(reason);
            client.outbox().abandon(); // a completion that never comes must not hold the node's budget
        } catch (RuntimeException thrown) {
            events.failed(new RealmException("could not close the socket of " + client, thrown));
        }
    }
}
