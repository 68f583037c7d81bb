package dev.realmhub;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs its tasks one after the other, in the order of {@link #execute}, on threads of an executor. */
final class Lane implements Executor {
    /** After so many tasks the thread goes to the executor's other work, so that no lane holds one for ever. */
    private static final int TURN = 64;

    private final Executor executor;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger work = new AtomicInteger();

    Lane(Executor executor) {
        this.executor = executor;
    }

    /** What a task throws goes to the executor; the tasks behind it run all the same. */
    @Override
    public void execute(Runnable task) {
        waiting.add(task);
        if (work.getAndIncrement() == 0) {
            executor.execute(this::takeTurn);
        }
    }

    private void takeTurn() {
        int done = 0;
        try {
            Runnable task;
            while (done < TURN && (task = waiting.poll()) != null) {
                done++;
                task.run();
            }
        } finally {
            if (work.addAndGet(-done) != 0) {
                executor.execute(this::takeTurn);
            }
        }
    }
}
