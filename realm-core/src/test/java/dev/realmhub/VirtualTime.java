package dev.realmhub;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Time that passes when the test says so; tasks run on the test's thread. */
final class VirtualTime extends ScheduledThreadPoolExecutor implements InstantSource {
    static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    private final List<Alarm> alarms = new ArrayList<>();
    private long now;

    VirtualTime() {
        super(0);
    }

    /** Lets time pass and runs what falls due, in order. */
    void pass(Duration duration) {
        long end = now + duration.toNanos();
        for (Alarm next = due(end); next != null; next = due(end)) {
            now = Math.max(now, next.at);
            alarms.remove(next);
            next.run();
        }
        now = end;
    }

    /** Lets time pass while nothing runs: what falls due comes late. */
    void skip(Duration duration) {
        now += duration.toNanos();
    }

    @org.jspecify.annotations.Nullable
    private Alarm due(long end) {
        alarms.removeIf(FutureTask::isDone);
        return alarms.stream()
                .filter(alarm -> alarm.at <= end)
                .min(Comparator.comparingLong(alarm -> alarm.at))
                .orElse(null);
    }

    long nanoTime() {
        return now;
    }

    @Override
    public Instant instant() {
        return START.plusNanos(now);
    }

    Timers timers() {
        return Timers.of(this, this::nanoTime, this, Runnable::run);
    }

    /** Returns how many tasks still wait. */
    int waiting() {
        alarms.removeIf(FutureTask::isDone);
        return alarms.size();
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        Alarm alarm = new Alarm(task, now + unit.toNanos(delay));
        alarms.add(alarm);
        return alarm;
    }

    private final class Alarm extends FutureTask<Void> implements ScheduledFuture<Void> {
        private final long at;

        Alarm(Runnable task, long at) {
            super(task, null);
            this.at = at;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(at - now, TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
