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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lanes, what chooses among them, and who works on them when. */
class TurnsTest {
    private final Queue<Runnable> submitted = new ArrayDeque<>();
    private final List<Integer> ran = new ArrayList<>();

    /** One task at a turn, whatever it is. */
    private static int one(Queue<Runnable> waiting) {
        waiting.remove().run();
        return 1;
    }

    private static Lane<Runnable> lane(Turns turns) {
        return new Lane<>(TurnsTest::one, turns::queue);
    }

    private void work() {
        while (!submitted.isEmpty()) {
            submitted.remove().run();
        }
    }

    @Test
    void tasksRunInOrderEvenIfTheyBringNewOnes() {
        Lane<Runnable> lane = lane(new Turns(Runnable::run, 2));
        lane.add(() -> {
            ran.add(1);
            lane.add(() -> ran.add(3));
            ran.add(2);
        });
        lane.add(() -> ran.add(4));
        assertThat(ran).containsExactly(1, 2, 3, 4);
    }

    @Test
    void aLaneWithMuchToDoLetsTheOthersInBetweenWhateverOrderTheExecutorKeeps() {
        Turns turns = new Turns(submitted::add, 1);
        Lane<Runnable> big = lane(turns);
        Lane<Runnable> small = lane(turns);
        IntStream.range(0, 100).forEach(i -> big.add(() -> ran.add(0)));
        IntStream.range(0, 3).forEach(i -> small.add(() -> ran.add(1)));
        work();
        assertThat(ran.subList(0, 6)).containsExactly(0, 1, 0, 1, 0, 1);
        assertThat(ran).hasSize(103);
    }

    @Test
    void aLaneMayHaveOneTurnAtOnceAndNoMore() {
        Turns turns = new Turns(submitted::add, 2);
        Lane<Runnable> lane = new Lane<>(TurnsTest::one, turns::takeOrQueue);
        lane.add(() -> {
            ran.add(1);
            lane.add(() -> ran.add(2));
        });
        assertThat(ran).containsExactly(1);
        assertThat(submitted).hasSize(1);
        work();
        assertThat(ran).containsExactly(1, 2);
    }

    @Test
    void aTurnAtOnceNeedsNoRunnerAndWaitsForNobodyInLine() {
        Turns turns = new Turns(submitted::add, 1);
        lane(turns).add(() -> ran.add(1));
        new Lane<>(TurnsTest::one, turns::takeOrQueue).add(() -> ran.add(2));
        assertThat(ran).containsExactly(2);
        work();
        assertThat(ran).containsExactly(2, 1);
    }

    @Test
    void aLaneWhoseWorkerWantsItRestsBeforeItStandsInLineAgain() {
        Turns turns = new Turns(submitted::add, 1);
        List<Lane<Runnable>> resting = new ArrayList<>();
        Lane<Runnable> lane = new Lane<>(new Tired(), turns::queue, resting::add);
        lane.add(() -> ran.add(1));
        lane.add(() -> ran.add(2));
        work();
        assertThat(ran).containsExactly(1);
        turns.queueAndWork(resting.remove(0));
        assertThat(ran).as("on the thread that brought it back").containsExactly(1, 2);
        assertThat(resting).as("nothing to rest from").isEmpty();
    }

    /** Wants a rest after each task. */
    private static final class Tired implements Lane.Worker<Runnable> {
        @Override
        public int turn(Queue<Runnable> waiting) {
            return one(waiting);
        }

        @Override
        public boolean wantsRest() {
            return true;
        }
    }

    @Test
    void whatAWorkerHasNotDoneItGoesOnWithAtItsNextTurn() {
        Turns turns = new Turns(submitted::add, 1);
        int[] left = {5};
        Lane<Runnable> patient = new Lane<>(waiting -> --left[0] > 0 ? 0 : one(waiting), turns::queue);
        patient.add(() -> ran.add(1));
        work();
        assertThat(ran).containsExactly(1);
        assertThat(left[0]).isZero();
    }

    @Test
    void aRunnerGivesItsThreadBackNowAndThen() {
        Turns turns = new Turns(submitted::add, 1);
        Lane<Runnable> lane = lane(turns);
        IntStream.range(0, 1_000).forEach(i -> lane.add(() -> ran.add(i)));
        assertThat(submitted).as("one runner").hasSize(1);
        submitted.remove().run();
        assertThat(ran.size()).as("tasks of one shift").isBetween(1, 999);
        assertThat(submitted).as("the next shift").hasSize(1);
        work();
        assertThat(ran)
                .containsExactlyElementsOf(IntStream.range(0, 1_000).boxed().toList());
    }

    @Test
    void noMoreRunnersAreAtWorkThanAllowed() {
        Turns turns = new Turns(submitted::add, 3);
        IntStream.range(0, 10).forEach(i -> lane(turns).add(() -> ran.add(i)));
        assertThat(submitted).hasSize(3);
        work();
        assertThat(ran).hasSize(10);
    }

    @Test
    void anExecutorThatTakesNoMoreIsNotTakenForAtWork() {
        boolean[] closed = {true};
        Turns turns = new Turns(
                task -> {
                    if (closed[0]) {
                        throw new RejectedExecutionException("on purpose");
                    }
                    task.run();
                },
                1);
        Lane<Runnable> first = lane(turns);
        assertThatThrownBy(() -> first.add(() -> ran.add(1))).hasMessage("on purpose");
        closed[0] = false;
        lane(turns).add(() -> ran.add(2));
        assertThat(ran).containsExactly(1, 2);
    }

    @Test
    void manyThreadsLoseNoTaskAndNoTwoTasksOfALaneOverlap() throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        Lane<Runnable> lane = lane(new Turns(pool, 4));
        int threads = 4;
        int each = 20_000;
        int[] unguarded = new int[1]; // lost updates would show that two tasks ran at once
        CountDownLatch done = new CountDownLatch(threads * each);
        for (int thread = 0; thread < threads; thread++) {
            new Thread(() -> {
                        for (int i = 0; i < each; i++) {
                            lane.add(() -> {
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
    void tasksOfOneKeyShareALaneAndRealmsRarelyDo() {
        List<Lane<Runnable>> inLine = new ArrayList<>();
        Lanes<Runnable> lanes = new Lanes<>(64, () -> TurnsTest::one, inLine::add);
        lanes.add(Realm.of("game", "1"), () -> ran.add(1));
        lanes.add(Realm.of("game", "1"), () -> ran.add(2));
        assertThat(inLine).hasSize(1);

        IntStream.range(0, 640).forEach(i -> lanes.add(Realm.of("game", "g" + i), () -> ran.add(i)));
        assertThat(inLine)
                .as("lanes in use by 641 realms")
                .hasSizeGreaterThan(60)
                .doesNotHaveDuplicates();
    }
}
