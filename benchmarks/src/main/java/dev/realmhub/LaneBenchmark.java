package dev.realmhub;

import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From the broker's thread to a lane's. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LaneBenchmark {
    private static final Realm REALM = Realm.of("room", "r1");

    private final Lanes<Runnable> here = lanes(new Turns(Runnable::run, 2));
    private final Lanes<Runnable> there = lanes(Turns.onAllProcessors(Workers.ofHub()));
    private final Runnable task = this::ran;
    private volatile boolean done;

    private static Lanes<Runnable> lanes(Turns turns) {
        return new Lanes<>(64, () -> LaneBenchmark::runOne, turns::queue);
    }

    private static int runOne(Queue<Runnable> waiting) {
        waiting.remove().run();
        return 1;
    }

    private void ran() {
        done = true;
    }

    /** What the lane itself costs. */
    @Benchmark
    public void onTheSameThread() {
        here.add(REALM, task);
    }

    /** Over to a thread of the hub's default executor, and until the task has run there. */
    @Benchmark
    public void toAnotherThread() {
        done = false;
        there.add(REALM, task);
        while (!done) {
            Thread.onSpinWait();
        }
    }
}
