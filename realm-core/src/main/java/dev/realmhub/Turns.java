package dev.realmhub;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Gives lanes their turns: those with work stand in one line, and a few runners on the executor serve whoever is first. So a
 * lane with much to do goes to the end of the line after each turn, whatever order the executor itself keeps: work that a
 * thread of the JDK's common pool adds to it would come before everybody else's.
 *
 * <p>Thread-safe.
 */
final class Turns {
    /** After so many turns a runner gives its thread back, so that a shared executor's other work gets on, too. */
    private static final int SHIFT = 64;

    private final Executor executor;
    private final int most;
    private final Queue<Lane<?>> line = new ConcurrentLinkedQueue<>();
    private final AtomicInteger runners = new AtomicInteger();

    /**
     * Makes one.
     *
     * @param most runners at once
     */
    Turns(Executor executor, int most) {
        this.executor = executor;
        this.most = most;
    }

    /** As many runners as the machine has processors, two at least: lanes do not block. */
    static Turns onAllProcessors(Executor executor) {
        return new Turns(executor, Math.max(2, Runtime.getRuntime().availableProcessors()));
    }

    /** Lets a lane stand in line. */
    void queue(Lane<?> lane) {
        line.add(lane);
        callRunner();
    }

    /** As {@link #queue}, on one of the executor's threads, which is lent to a runner if another one may work. */
    void queueAndWork(Lane<?> lane) {
        line.add(lane);
        if (mayStart()) {
            shift();
        }
    }

    /**
     * Gives a lane its first turn at once, on the caller's thread; what is left after it stands in line, for the runners. A
     * caller does no more than that, so it need not wait for those in line, nor they for it.
     */
    void takeOrQueue(Lane<?> lane) {
        if (lane.takeTurn()) {
            queue(lane);
        }
    }

    /**
     * Between turns the processor is free for whoever waits for one: where all are busy, those who read what clients send, above
     * all, so that it gets on the round sooner.
     */
    @SuppressWarnings("ThreadPriorityCheck") // a courtesy: nothing depends on it
    private void giveTurn(Lane<?> lane) {
        if (lane.takeTurn()) {
            line.add(lane);
            Thread.yield();
        }
    }

    private void endShift() {
        runners.decrementAndGet();
        if (!line.isEmpty()) {
            callRunner();
        }
    }

    private void callRunner() {
        if (mayStart()) {
            start();
        }
    }

    /** Counts one more runner, if there may be one. */
    private boolean mayStart() {
        int before = runners.getAndUpdate(now -> Math.min(most, now + 1));
        return before < most;
    }

    private void start() {
        try {
            executor.execute(this::shift);
        } catch (RejectedExecutionException closed) {
            runners.decrementAndGet();
            throw closed;
        }
    }

    private void shift() {
        try {
            for (int turn = 0; turn < SHIFT; turn++) {
                Lane<?> lane = line.poll();
                if (lane == null) {
                    break;
                }
                giveTurn(lane);
            }
        } finally {
            endShift();
        }
    }
}
