package dev.realmhub;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Begins what belongs to one key one after the other, each when the one before has ended, and what belongs to different keys
 * side by side. Waits on no thread: it goes on wherever the one before ended.
 *
 * <p>Thread-safe.
 */
final class InTurn<K> {
    /** Something that begins when it is called and has ended when its stage is done, in whatever way; throws nothing. */
    interface Task extends Supplier<CompletionStage<?>> {}

    /** What waits behind the one that has begun; a key of which none has is absent. */
    private final ConcurrentMap<K, Queue<Task>> waiting = new ConcurrentHashMap<>();

    void add(K key, Task task) {
        boolean[] first = new boolean[1];
        waiting.compute(key, (k, queue) -> {
            first[0] = queue == null;
            Queue<Task> behind = queue == null ? new ArrayDeque<>(2) : queue;
            if (!first[0]) {
                behind.add(task);
            }
            return behind;
        });
        if (first[0]) {
            begin(key, task);
        }
    }

    /** A loop for those that have ended at once: many of them must not become a deep stack. */
    private void begin(K key, Task first) {
        for (Task task = first; task != null; task = next(key)) {
            CompletionStage<?> running = task.get();
            if (!running.toCompletableFuture().isDone()) {
                running.whenComplete((value, failure) -> goOn(key));
                return;
            }
        }
    }

    private void goOn(K key) {
        Task next = next(key);
        if (next != null) {
            begin(key, next);
        }
    }

    private @Nullable Task next(K key) {
        Task[] next = new Task[1];
        waiting.computeIfPresent(key, (k, queue) -> {
            next[0] = queue.poll();
            return next[0] == null ? null : queue;
        });
        return next[0];
    }
}
