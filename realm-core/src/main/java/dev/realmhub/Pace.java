package dev.realmhub;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * How much clients may say, each by itself and each user's together.
 *
 * <p>Thread-safe.
 */
final class Pace {
    private final Bounds bounds;
    private final Timers timers;
    private final ConcurrentMap<String, Allowance> byUser = new ConcurrentHashMap<>();

    Pace(Bounds bounds, Timers timers) {
        this.bounds = bounds;
        this.timers = timers;
    }

    /** Takes note of one message; closes the client that says too much, by its exception. */
    void check(Client client) {
        long now = timers.nanoTime();
        Allowance ofUser = byUser.computeIfAbsent(client.user().id(), user -> new Allowance(now));
        boolean own = client.visit().allowance().take(bounds.messagesPerSecond(), bounds.messageBurst(), now);
        if (!own || !ofUser.take(bounds.userMessagesPerSecond(), bounds.userMessageBurst(), now)) {
            throw new RefusedException(CloseReason.TOO_MANY_MESSAGES);
        }
    }

    /** Forgets users who could say as much as a new one. */
    void sweep() {
        long now = timers.nanoTime();
        byUser.values().removeIf(allowance -> allowance.isFull(now));
    }

    /** Returns how many users it remembers. */
    int users() {
        return byUser.size();
    }
}
