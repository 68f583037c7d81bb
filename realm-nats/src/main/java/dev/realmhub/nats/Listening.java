package dev.realmhub.nats;

import dev.realmhub.Broker;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.nats.client.Subscription;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Some subjects that one function hears, in the order of arrival. Lives until it is closed, on whatever connection the
 * link has.
 *
 * <p>Thread-safe.
 */
final class Listening implements Broker.Subscription {
    /** Reads a message on the dispatcher's thread. */
    interface Reader {
        /**
         * Returns what hands the message over.
         *
         * @throws IllegalArgumentException if it is malformed
         */
        Runnable read(Message message);
    }

    /** What is to be done when it ends; both may wait for round trips. */
    interface End {
        /** Ends a dispatcher that it had for itself, when what was sent to it is handed over. */
        void leave(Dispatcher group);

        /** It has ended. */
        void ended(Listening listening);
    }

    private static final Logger log = LoggerFactory.getLogger(NatsBroker.class);

    private final Link.Way way;
    private final @Nullable String queue;
    private final Reader reader;
    private final Incident malformed;
    private final End end;

    /** Held while a message is handed over, and by nobody who is handed one: those may come back for the other lock. */
    private final Object handingOver = new Object();

    // Guarded by this.
    private final Set<String> subjects;
    private final Map<String, Subscription> subscriptions = new HashMap<>();
    private @Nullable Up up;
    private @Nullable Dispatcher dispatcher;

    /** Set with handingOver held. */
    private volatile boolean closed;

    Listening(Link.Way way, List<String> subjects, @Nullable String queue, Reader reader, Incident malformed, End end) {
        this.way = way;
        this.subjects = new LinkedHashSet<>(subjects);
        this.queue = queue;
        this.reader = reader;
        this.malformed = malformed;
        this.end = end;
    }

    /**
     * Begins on a connection, once; whatever was before is gone with the old one. A member of a group has a dispatcher for itself:
     * only that way jnats gives out what waits when a subscription ends.
     */
    synchronized void begin(Up now) {
        if (closed || now.equals(up)) {
            return;
        }
        try {
            Dispatcher on =
                    queue == null ? now.dispatcher(way) : now.connection().createDispatcher();
            up = now;
            dispatcher = on;
            subscriptions.clear();
            subjects.forEach(subject -> subscribe(subject, on));
        } catch (IllegalStateException connectionIsGone) {
            // the next one begins it
        }
    }

    /** Adds a subject. */
    synchronized void add(String subject) {
        Dispatcher on = dispatcher;
        if (!closed && subjects.add(subject) && on != null) {
            subscribe(subject, on);
        }
    }

    /** Takes a subject away; does not wait for the server to know. */
    synchronized void remove(String subject) {
        subjects.remove(subject);
        Subscription subscription = subscriptions.remove(subject);
        if (subscription != null) {
            end(subscription);
        }
    }

    private void subscribe(String subject, Dispatcher on) {
        try {
            subscriptions.put(
                    subject,
                    queue == null ? on.subscribe(subject, this::hear) : on.subscribe(subject, queue, this::hear));
        } catch (IllegalStateException connectionIsGone) {
            // the next one begins it
        }
    }

    private void hear(Message message) {
        Runnable handOver;
        try {
            handOver = reader.read(message);
        } catch (IllegalArgumentException notOurs) {
            malformed.happened("on " + message.getSubject() + ": " + notOurs.getMessage());
            return;
        }
        handOver(handOver);
    }

    /** Under a lock, so that no call begins once {@link #close} has returned. */
    private void handOver(Runnable handOver) {
        synchronized (handingOver) {
            if (closed) {
                return;
            }
            try {
                handOver.run();
            } catch (RuntimeException thrown) {
                log.error("a subscriber of the bus threw; it should only hand over", thrown);
            }
        }
    }

    @Override
    public void close() {
        Dispatcher group = queue == null ? null : takeDispatcher();
        if (group != null) {
            end.leave(group);
        }
        synchronized (handingOver) {
            closed = true;
        }
        synchronized (this) {
            subscriptions.values().forEach(Listening::end);
            subscriptions.clear();
        }
        end.ended(this);
    }

    private synchronized @Nullable Dispatcher takeDispatcher() {
        Dispatcher taken = dispatcher;
        dispatcher = null;
        return taken;
    }

    private static void end(Subscription subscription) {
        if (subscription.isActive() && subscription.getDispatcher() != null) {
            try {
                subscription.getDispatcher().unsubscribe(subscription);
            } catch (IllegalStateException connectionIsGone) {
                // and the subscription with it
            }
        }
    }
}
