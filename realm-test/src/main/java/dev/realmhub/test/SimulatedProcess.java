package dev.realmhub.test;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Where a hub or a backend runs: tasks run in any order and as late as it pleases the seed, until it is killed. For one thread. */
final class SimulatedProcess implements InstantSource {
    private static final Instant BEGINNING = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration USUAL = Duration.ofNanos(50_000);
    private static final Duration BUSY = Duration.ofMillis(4);
    private static final Duration LATEST_TIMER = Duration.ofMillis(2);

    private final String name;
    private final SimulatedTime time;
    private final Chance chance;
    private final Consumer<String> trouble;
    private final long clock;
    private final ScheduledExecutorService timers = new Timers();
    private Duration skew = Duration.ZERO;
    private final Queue<Runnable> held = new ArrayDeque<>();
    private boolean frozen;
    private boolean dead;

    SimulatedProcess(String name, SimulatedTime time, Chance chance, Consumer<String> trouble) {
        this.name = name;
        this.time = time;
        this.chance = chance;
        this.trouble = trouble;
        this.clock = chance.number();
    }

    String name() {
        return name;
    }

    boolean isDead() {
        return dead;
    }

    void kill() {
        dead = true;
    }

    /** Lets the wall clock jump; monotonic time does not. */
    void jump(Duration by) {
        skew = skew.plus(by);
    }

    /** Lets nothing run for a while, as a collection of garbage may. */
    void freeze(long nanos) {
        if (!frozen) {
            frozen = true;
            time.after(nanos, this::thaw);
        }
    }

    private void thaw() {
        frozen = false;
        for (Runnable next = held.poll(); next != null; next = held.poll()) {
            run(next);
        }
    }

    void execute(Runnable task) {
        Duration most = chance.oneIn(16) ? BUSY : USUAL;
        time.after(chance.nanosBetween(Duration.ZERO, most), () -> run(task));
    }

    /** Runs something at once, if it still can. */
    void run(Runnable task) {
        if (dead) {
            return;
        }
        if (frozen) {
            held.add(task);
            return;
        }
        try {
            task.run();
        } catch (RuntimeException | Error thrown) {
            trouble.accept(name + " threw " + thrown + " at " + thrown.getStackTrace()[0]);
        }
    }

    ScheduledExecutorService timers() {
        return timers;
    }

    /** Begins anywhere, as the JDK's: it may overflow. */
    long nanoTime() {
        return clock + time.now();
    }

    @Override
    public Instant instant() {
        return BEGINNING.plusNanos(time.now()).plus(skew);
    }

    private final class Timers extends ScheduledThreadPoolExecutor {
        Timers() {
            super(0);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            Timer timer = new Timer(task, time.now() + unit.toNanos(delay));
            time.at(timer.at + chance.nanosBetween(Duration.ZERO, LATEST_TIMER), () -> run(timer));
            return timer;
        }
    }

    private final class Timer extends FutureTask<Void> implements ScheduledFuture<Void> {
        private final long at;

        Timer(Runnable task, long at) {
            super(task, null);
            this.at = at;
        }

        @Override
        protected void setException(Throwable thrown) {
            super.setException(thrown);
            trouble.accept("a timer of " + name + " threw " + thrown + " at " + thrown.getStackTrace()[0]);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(at - time.now(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
