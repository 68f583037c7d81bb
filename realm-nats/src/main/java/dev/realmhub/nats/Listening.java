package dev.realmhub.nats;

import dev.realmhub.Broker;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.nats.client.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
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

    private static final Logger log = LoggerFactory.getLogger(NatsBroker.class);

    private final Link.Way way;
    private final List<String> subjects;
    private final @Nullable String queue;
    private final Reader reader;
    private final Incident malformed;
    private final Consumer<Listening> onClose;

    // Guarded by this.
    private final List<Subscription> subscriptions = new ArrayList<>();
    private @Nullable Dispatcher dispatcher;
    private boolean closed;

    Listening(
            Link.Way way,
            List<String> subjects,
            @Nullable String queue,
            Reader reader,
            Incident malformed,
            Consumer<Listening> onClose) {
        this.way = way;
        this.subjects = subjects;
        this.queue = queue;
        this.reader = reader;
        this.malformed = malformed;
        this.onClose = onClose;
    }

    Link.Way way() {
        return way;
    }

    /** Begins on a connection's dispatcher, once; whatever was before is gone with the old connection. */
    synchronized void begin(Dispatcher on) {
        if (closed || on.equals(dispatcher)) {
            return;
        }
        dispatcher = on;
        subscriptions.clear();
        for (String subject : subjects) {
            subscriptions.add(
                    queue == null ? on.subscribe(subject, this::hear) : on.subscribe(subject, queue, this::hear));
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

    /** Under the lock, so that no call begins once {@link #close} has returned. */
    private synchronized void handOver(Runnable handOver) {
        if (closed) {
            return;
        }
        try {
            handOver.run();
        } catch (RuntimeException thrown) {
            log.error("a subscriber of the bus threw; it should only hand over", thrown);
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            subscriptions.forEach(Listening::end);
            subscriptions.clear();
        }
        onClose.accept(this);
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
