package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SerialByKeyTest {
    private final Queue<Runnable> submitted = new ArrayDeque<>();
    private final List<String> ran = new ArrayList<>();
    private final SerialByKey<String> serial = new SerialByKey<>(submitted::add);

    @Test
    void tasksOfOneKeyRunInOrderAndThoseOfOthersBesideThem() {
        serial.execute("a", () -> ran.add("a1"));
        serial.execute("a", () -> ran.add("a2"));
        serial.execute("b", () -> ran.add("b1"));
        assertThat(submitted).hasSize(2);
        Runnable a = submitted.remove();
        submitted.remove().run();
        a.run();
        assertThat(ran).containsExactly("b1", "a1", "a2");
    }

    @Test
    void aKeyThatHasRunDryStartsAgain() {
        for (String name : List.of("first", "second")) {
            serial.execute("a", () -> ran.add(name));
            submitted.remove().run();
        }
        assertThat(ran).containsExactly("first", "second");
        assertThat(submitted).isEmpty();
    }

    @Test
    void aTaskThatThrowsDoesNotStopItsKey() {
        List<Throwable> uncaught = new ArrayList<>();
        Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown));
        serial.execute("a", () -> {
            throw new AssertionError("on purpose");
        });
        serial.execute("a", () -> ran.add("second"));
        submitted.remove().run();
        serial.execute("a", () -> ran.add("third"));
        submitted.remove().run();
        Thread.currentThread().setUncaughtExceptionHandler(null);
        assertThat(ran).containsExactly("second", "third");
        assertThat(uncaught)
                .singleElement()
                .satisfies(thrown -> assertThat(thrown).hasMessage("on purpose"));
    }

    @Test
    void aKeyWhoseTaskWasRejectedTakesTheNextOne() {
        boolean[] full = {true};
        SerialByKey<String> bounded = new SerialByKey<>(task -> {
            if (full[0]) {
                throw new RejectedExecutionException("on purpose");
            }
            task.run();
        });
        assertThatThrownBy(() -> bounded.execute("a", () -> ran.add("rejected")))
                .isInstanceOf(RejectedExecutionException.class);
        full[0] = false;
        bounded.execute("a", () -> ran.add("taken"));
        assertThat(ran).containsExactly("taken");
    }

    @Test
    void manyThreadsLoseNoTaskAndNoTwoTasksOfAKeyOverlap() throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        SerialByKey<Integer> keys = new SerialByKey<>(pool);
        int threads = 4;
        int each = 20_000;
        int[] unguarded = new int[3];
        CountDownLatch done = new CountDownLatch(threads * each);
        for (int thread = 0; thread < threads; thread++) {
            new Thread(() -> {
                        for (int i = 0; i < each; i++) {
                            int key = i % 3;
                            keys.execute(key, () -> {
                                unguarded[key]++;
                                done.countDown();
                            });
                        }
                    })
                    .start();
        }
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        pool.shutdown();
        assertThat(unguarded[0] + unguarded[1] + unguarded[2]).isEqualTo(threads * each);
    }
}
