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
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lanes and what chooses among them. */
class LaneTest {
    private final Queue<Runnable> submitted = new ArrayDeque<>();
    private final List<Integer> ran = new ArrayList<>();

    @Test
    void tasksRunInOrderEvenIfTheyBringNewOnes() {
        Lane lane = new Lane(Runnable::run);
        lane.execute(() -> {
            ran.add(1);
            lane.execute(() -> ran.add(3));
            ran.add(2);
        });
        lane.execute(() -> ran.add(4));
        assertThat(ran).containsExactly(1, 2, 3, 4);
    }

    @Test
    void aBusyLaneLetsTheExecutorsOtherWorkInBetween() {
        Lane lane = new Lane(submitted::add);
        IntStream.range(0, 200).forEach(i -> lane.execute(() -> ran.add(i)));
        assertThat(submitted).as("one turn for all that waits").hasSize(1);
        submitted.remove().run();
        assertThat(ran.size()).as("tasks of one turn").isBetween(1, 199);
        assertThat(submitted).hasSize(1);
        while (!submitted.isEmpty()) {
            submitted.remove().run();
        }
        assertThat(ran)
                .containsExactlyElementsOf(IntStream.range(0, 200).boxed().toList());
    }

    @Test
    void aTaskThatThrowsDoesNotStopItsLane() {
        Lane lane = new Lane(submitted::add);
        lane.execute(() -> {
            throw new AssertionError("on purpose");
        });
        lane.execute(() -> ran.add(1));
        Runnable turn = submitted.remove();
        assertThatThrownBy(turn::run).hasMessage("on purpose");
        submitted.remove().run();
        lane.execute(() -> ran.add(2));
        submitted.remove().run();
        assertThat(ran).containsExactly(1, 2);
    }

    @Test
    void manyThreadsLoseNoTaskAndNoTwoTasksOverlap() throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        Lane lane = new Lane(pool);
        int threads = 4;
        int each = 20_000;
        int[] unguarded = new int[1]; // lost updates would show that two tasks ran at once
        CountDownLatch done = new CountDownLatch(threads * each);
        for (int thread = 0; thread < threads; thread++) {
            new Thread(() -> {
                        for (int i = 0; i < each; i++) {
                            lane.execute(() -> {
                                unguarded[0]++;
                                done.countDown();
                            });
                        }
                    })
                    .start();
        }
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        pool.shutdown();
        assertThat(unguarded[0]).isEqualTo(threads * each);
    }

    @Test
    void tasksOfOneKeyShareALaneAndALaneThatHangsHoldsUpFewOthers() {
        List<Runnable> hanging = new ArrayList<>();
        Lanes lanes = new Lanes(64, hanging::add);
        Realm stuck = Realm.of("game", "stuck");
        lanes.execute(stuck, () -> ran.add(-1));
        lanes.execute(stuck, () -> ran.add(-2));
        assertThat(hanging).hasSize(1);

        IntStream.range(0, 640).forEach(i -> lanes.execute(Realm.of("game", "g" + i), () -> ran.add(i)));
        assertThat(hanging).as("lanes in use by 641 realms").hasSizeGreaterThan(60);
        hanging.subList(1, hanging.size()).forEach(Runnable::run);
        assertThat(ran.size()).as("realms that ran beside the stuck one").isGreaterThan(600);
        assertThat(ran).doesNotContain(-1, -2);
    }
}
