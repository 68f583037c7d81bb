package dev.realmhub.test;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes from event to event; all of a simulation happens in here, one thing after the other. For one thread. */
final class SimulatedTime {
    private record Event(long at, long order, Runnable what) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
    private long now;
    private long count;

    /** Returns the nanoseconds since the beginning. */
    long now() {
        return now;
    }

    long millis() {
        return now / 1_000_000;
    }

    void after(long nanos, Runnable what) {
        at(now + nanos, what);
    }

    void at(long nanos, Runnable what) {
        events.add(new Event(Math.max(nanos, now), count++, what));
    }

    void runUntil(long end) {
        for (Event next = events.peek(); next != null && next.at <= end; next = events.peek()) {
            events.remove();
            now = next.at;
            next.what.run();
        }
        now = end;
    }

    /** Returns how many things have been planned so far. */
    long count() {
        return count;
    }
}
