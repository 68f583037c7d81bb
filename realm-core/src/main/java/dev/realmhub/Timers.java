package dev.realmhub;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * All that a hub or a backend knows of time. Tasks run on the given executor, so that a slow one delays no other timer.
 */
final class Timers {
    /** A task that has not run yet. */
    interface Pending {
        /** Makes sure that it does not run, unless it has begun. */
        void cancel();
    }

    private interface Alarm {
        Pending ring(Duration delay, Runnable task);
    }

    private final Alarm alarm;
    private final LongSupplier nanos;
    private final InstantSource wall;
    private final Executor executor;

    private Timers(Alarm alarm, LongSupplier nanos, InstantSource wall, Executor executor) {
        this.alarm = alarm;
        this.nanos = nanos;
        this.wall = wall;
        this.executor = executor;
    }

    /** Timers on the JDK's own delay thread, which {@link CompletableFuture#orTimeout} uses. */
    static Timers ofJdk(Executor executor) {
        return new Timers(Timers::ringOfJdk, System::nanoTime, InstantSource.system(), executor);
    }

    /** Timers of somebody else's making: tests with virtual time. */
    static Timers of(ScheduledExecutorService scheduler, LongSupplier nanos, InstantSource wall, Executor executor) {
        Alarm alarm = (delay, task) -> {
            ScheduledFuture<?> future = scheduler.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        };
        return new Timers(alarm, nanos, wall, executor);
    }

    Pending after(Duration delay, Runnable task) {
        return alarm.ring(delay, () -> executor.execute(task));
    }

    /** Completes a future with a value after a time, if nothing else has by then. */
    <T> void end(CompletableFuture<T> future, Duration after, @Nullable T value) {
        Pending end = after(after, () -> future.complete(value));
        var unused = future.whenComplete((done, failure) -> end.cancel());
    }

    /** A monotonic clock, nanoseconds. */
    long nanoTime() {
        return nanos.getAsLong();
    }

    InstantSource wall() {
        return wall;
    }

    private static Pending ringOfJdk(Duration delay, Runnable task) {
        CompletableFuture<Void> timer = new CompletableFuture<>();
        timer.orTimeout(delay.toNanos(), TimeUnit.NANOSECONDS).exceptionally(late -> {
            task.run();
            return null;
        });
        return () -> timer.complete(null);
    }
}
