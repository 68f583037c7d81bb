package dev.realmhub;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Tasks that wait in order, and the one worker that sees to them a turn at a time.
 *
 * <p>Thread-safe.
 */
final class Lane<T> {
    /** What a lane does with its tasks. Called by one thread at a time; must not throw. */
    interface Worker<T> {
        /**
         * Works for one turn: as long as no other lane should have to wait. Takes what it will from the head of the queue;
         * what it took and has not done, it goes on with at its next turn.
         *
         * @return how many tasks are done
         */
        int turn(Queue<T> waiting);

        /** Asked after a turn: had the next one better wait a little? For a worker that is ahead of what it feeds. */
        default boolean wantsRest() {
            return false;
        }
    }

    private final Worker<T> worker;
    private final Consumer<Lane<T>> line;
    private final Consumer<Lane<T>> bench;
    private final Queue<T> waiting = new ConcurrentLinkedQueue<>();

    /** Tasks that are not done; the lane stands in line, or has its turn, while there are any. */
    private final AtomicInteger open = new AtomicInteger();

    /**
     * Makes one.
     *
     * @param line where the lane stands in line, once it has work, for its next turn
     */
    Lane(Worker<T> worker, Consumer<Lane<T>> line) {
        this(worker, line, line);
    }

    /** As above; where a lane whose worker wants it rests before it stands in line again. */
    Lane(Worker<T> worker, Consumer<Lane<T>> line, Consumer<Lane<T>> bench) {
        this.worker = worker;
        this.line = line;
        this.bench = bench;
    }

    /** Adds a task behind all others. */
    void add(T task) {
        waiting.add(task);
        if (open.getAndIncrement() == 0) {
            line.accept(this);
        }
    }

    /** Returns how many tasks are not done; of a worker's own, going on counts as one. */
    int depth() {
        return Math.max(0, open.get());
    }

    /** Called when it is the lane's turn; returns whether it needs another, unless it rests first. */
    boolean takeTurn() {
        boolean more = open.addAndGet(-worker.turn(waiting)) > 0; // below it, whoever counts up from 0 sees to the rest
        if (more && worker.wantsRest()) {
            bench.accept(this);
            return false;
        }
        return more;
    }
}
