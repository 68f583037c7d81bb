package dev.realmhub;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The timers of one owned realm. Thread-safe. */
final class Alarms {
    private final Timers timers;
    private final Consumer<Runnable> queue;
    private final AtomicInteger waiting = new AtomicInteger();

    /** Makes some that run their tasks on a queue. */
    Alarms(Timers timers, Consumer<Runnable> queue) {
        this.timers = timers;
        this.queue = queue;
    }

    boolean isEmpty() {
        return waiting.get() == 0;
    }

    /** Returns what cancels it. It waits until its task has begun to run, so that nobody takes the realm for idle. */
    Runnable after(Duration delay, Runnable task) {
        AtomicBoolean due = new AtomicBoolean(true);
        waiting.incrementAndGet();
        Runnable ring = () -> {
            waiting.decrementAndGet();
            task.run();
        };
        Timers.Pending alarm = timers.after(delay, () -> {
            if (due.getAndSet(false)) {
                queue.accept(ring);
            }
        });
        return () -> {
            if (due.getAndSet(false)) {
                alarm.cancel();
                waiting.decrementAndGet();
            }
        };
    }
}
