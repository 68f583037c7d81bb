package dev.realmhub;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Runs the tasks of one key in order and those of different keys side by side, without a bound between keys: a task that
 * blocks holds up its own key only.
 */
final class SerialByKey<K> {
    private final Executor executor;
    /** What waits behind the running task of a key; a key without a running task is absent. */
    private final ConcurrentMap<K, Queue<Runnable>> waiting = new ConcurrentHashMap<>();

    SerialByKey(Executor executor) {
        this.executor = executor;
    }

    /**
     * Runs a task after all earlier ones of the key. What it throws goes to the thread's handler of uncaught exceptions; the
     * tasks behind it run all the same.
     *
     * @throws RejectedExecutionException if the executor takes no more; then the task does not run
     */
    void execute(K key, Runnable task) {
        Runnable[] first = new Runnable[1];
        waiting.compute(key, (k, queue) -> {
            if (queue == null) {
                first[0] = task;
                return new ArrayDeque<>(2);
            }
            queue.add(task);
            return queue;
        });
        if (first[0] != null) {
            begin(key, task);
        }
    }

    private void begin(K key, Runnable task) {
        try {
            executor.execute(() -> run(key, task));
        } catch (RejectedExecutionException full) {
            waiting.remove(key); // or the key's later tasks would wait for ever behind one that never ran
            throw full;
        }
    }

    private void run(K key, Runnable first) {
        for (Runnable task = first; task != null; task = next(key)) {
            runOne(task);
        }
    }

    private static void runOne(Runnable task) {
        try {
            task.run();
        } catch (Throwable thrown) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
        }
    }

    private @Nullable Runnable next(K key) {
        Runnable[] next = new Runnable[1];
        waiting.computeIfPresent(key, (k, queue) -> {
            next[0] = queue.poll();
            return next[0] == null ? null : queue;
        });
        return next[0];
    }
}
