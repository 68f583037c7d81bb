package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InTurnTest {
    private final InTurn<String> inTurn = new InTurn<>();
    private final List<String> begun = new ArrayList<>();
    private final List<CompletableFuture<Void>> ends = new ArrayList<>();

    private void add(String key, String name) {
        inTurn.add(key, () -> {
            begun.add(name);
            ends.add(new CompletableFuture<>());
            return ends.get(ends.size() - 1);
        });
    }

    @Test
    void eachBeginsWhenTheOneBeforeHasEndedWellOrBadly() {
        add("a", "a1");
        add("a", "a2");
        add("a", "a3");
        add("b", "b1");
        assertThat(begun).containsExactly("a1", "b1");
        ends.get(0).completeExceptionally(new IllegalStateException("on purpose"));
        assertThat(begun).containsExactly("a1", "b1", "a2");
        ends.get(2).complete(null);
        assertThat(begun).containsExactly("a1", "b1", "a2", "a3");
    }

    @Test
    void aKeyThatHadItsTurnHasItAgain() {
        add("a", "a1");
        ends.get(0).complete(null);
        add("a", "a2");
        assertThat(begun).containsExactly("a1", "a2");
    }

    @Test
    void manyThatEndAtOnceBehindOneThatDoesNotAreNoDeepStack() {
        add("a", "a1");
        AtomicInteger ran = new AtomicInteger();
        for (int i = 0; i < 100_000; i++) {
            inTurn.add("a", () -> {
                ran.incrementAndGet();
                return CompletableFuture.completedStage(true);
            });
        }
        ends.get(0).complete(null);
        assertThat(ran).hasValue(100_000);
    }

    @Test
    void noTwoOfAKeyAreUnderWayAtOnceWhoeverAddsAndEndsThem() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(20_000);
        for (int thread = 0; thread < 4; thread++) {
            threads.execute(() -> {
                for (int i = 0; i < 5_000; i++) {
                    inTurn.add(
                            "a",
                            () -> CompletableFuture.runAsync(
                                    () -> {
                                        most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                                        underWay.decrementAndGet();
                                        all.countDown();
                                    },
                                    threads));
                }
            });
        }
        assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(most).hasValue(1);
        threads.shutdown();
    }
}
