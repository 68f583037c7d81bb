package dev.realmhub;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From the broker's thread to a lane's. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LaneBenchmark {
    private static final Realm REALM = Realm.of("room", "r1");

    private final Lanes here = new Lanes(64, Runnable::run);
    private final Lanes there = new Lanes(64, ForkJoinPool.commonPool());
    private final Runnable task = this::ran;
    private volatile boolean done;

    private void ran() {
        done = true;
    }

    /** What the lane itself costs. */
    @Benchmark
    public void onTheSameThread() {
        here.execute(REALM, task);
    }

    /** Over to a thread of the hub's default executor, and until the task has run there. */
    @Benchmark
    public void toAnotherThread() {
        done = false;
        there.execute(REALM, task);
        while (!done) {
            Thread.onSpinWait();
        }
    }
}
