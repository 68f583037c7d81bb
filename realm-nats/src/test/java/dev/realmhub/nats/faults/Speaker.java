package dev.realmhub.nats.faults;

import dev.realmhub.Address;
import dev.realmhub.Broker;
import dev.realmhub.BrokerException;
import dev.realmhub.EventLog;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Publishes numbers to a plain realm and to one that keeps a stream, some hundred in a second, and writes down those that were
 * taken: in the plain one, those whose {@code publish} returned; in the other, those that were acknowledged.
 */
final class Speaker implements AutoCloseable {
    private static final long PAUSE_NANOS = 5_000_000;
    private static final int MOST_UNANSWERED = 2_000;

    private final Broker broker;
    private final EventLog log;
    private final Realm plain;
    private final Realm kept;
    private final Map<Long, Long> published = new ConcurrentHashMap<>();
    private final Map<Long, Long> acknowledged = new ConcurrentHashMap<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final Thread thread = new Thread(this::speak, "speaker");
    private volatile long number;
    private volatile boolean over;

    Speaker(Broker broker, Realm plain, Realm kept) {
        this.broker = broker;
        this.log = broker.eventLog(kept).orElseThrow();
        this.plain = plain;
        this.kept = kept;
        thread.start();
    }

    private void speak() {
        while (!over) {
            long now = number + 1;
            publish(now);
            if (unanswered.get() < MOST_UNANSWERED) {
                append(now);
            }
            number = now;
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void publish(long now) {
        long nanos = System.nanoTime();
        try {
            broker.publish(Address.realm(plain), Publication.of(Long.toString(now)));
            published.put(now, nanos);
        } catch (BrokerException refused) {
            // so it is not lost
        }
    }

    private void append(long now) {
        unanswered.incrementAndGet();
        log.append(kept, Publication.of(Long.toString(now)), null).whenComplete((position, failure) -> {
            unanswered.decrementAndGet();
            if (position != null) {
                acknowledged.put(now, position.sequence());
            }
        });
    }

    /** Returns the number that it has come to. */
    long number() {
        return number;
    }

    /** Returns when each number was published to the plain realm. */
    Map<Long, Long> published() {
        return published;
    }

    /** Returns the place of each number that was acknowledged in the other realm. */
    Map<Long, Long> acknowledged() {
        return acknowledged;
    }

    /** Says how far it has come, and what the stream says of that. */
    @Override
    public String toString() {
        long last =
                acknowledged.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
        String stream = log.last(kept)
                .handle((position, failure) -> position + (failure == null ? "" : " " + failure))
                .toCompletableFuture()
                .join();
        return "said " + number + ", acknowledged " + last + " at " + acknowledged.get(last) + ", the stream is at "
                + stream;
    }

    /** Ends, once all that was sent is acknowledged or given up. */
    @Override
    public void close() {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
        Until.holds("answers to all appends", () -> unanswered.get() == 0);
    }
}
