package dev.realmhub.test;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Time that passes when the test says so, and work that is done when the test waits: on the test's thread, one thing after
 * the other. Threads of the application's own may add work at any time.
 *
 * <p>Thread-safe.
 */
final class TestTime extends ScheduledThreadPoolExecutor implements Executor, InstantSource {
    private static final Instant BEGINNING = Instant.parse("2026-01-01T12:00:00Z");

    /** Only ends tests that would hang: what an application does on its own threads takes real time. */
    private static final long LIMIT_SECONDS = 10;

    private final BlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>(
            Comparator.comparingLong((Alarm alarm) -> alarm.at).thenComparingLong(alarm -> alarm.number));
    private long now;
    private long count;

    TestTime() {
        super(0);
    }

    @Override
    public void execute(Runnable task) {
        work.add(task);
    }

    /** Does all that is to be done now. */
    void settle() {
        for (Runnable next = work.poll(); next != null; next = work.poll()) {
            next.run();
        }
    }

    /** Waits, working, for the first of a queue; returns null if nothing comes. */
    <T> @Nullable T first(Queue<T> queue) {
        try {
            for (Runnable next = () -> {}; next != null; next = work.poll(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                next.run();
                settle();
                T found = queue.poll();
                if (found != null) {
                    return found;
                }
            }
            return null;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** Lets time pass, and does what falls due, in order. */
    void pass(Duration duration) {
        long end = nanoTime() + duration.toNanos();
        settle();
        for (Alarm next = due(end); next != null; next = due(end)) {
            next.run();
            settle();
        }
    }

    /** Moves the clock to the next alarm up to then, or to the end. */
    private synchronized @Nullable Alarm due(long end) {
        Alarm next = alarms.peek();
        boolean isDue = next != null && next.at <= end;
        now = isDue ? Math.max(now, next.at) : end;
        return isDue ? alarms.poll() : null;
    }

    synchronized long nanoTime() {
        return now;
    }

    @Override
    public Instant instant() {
        return BEGINNING.plusNanos(nanoTime());
    }

    @Override
    public synchronized ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        Alarm alarm = new Alarm(task, now + unit.toNanos(delay), count++);
        alarms.add(alarm);
        return alarm;
    }

    private final class Alarm extends FutureTask<Void> implements ScheduledFuture<Void> {
        private final long at;
        private final long number;

        Alarm(Runnable task, long at, long number) {
            super(task, null);
            this.at = at;
            this.number = number;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(at - nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
