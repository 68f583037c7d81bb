package dev.realmhub;

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

/** A frame through an outbox to a socket that takes it at once. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class OutboxBenchmark {
    private final Payload frame = Payload.text("x".repeat(128));
    private final Outbox outbox = CrowdOfClients.outbox(ClientProtocol.raw("say"));

    /** One frame in, one frame out. */
    @Benchmark
    public boolean addAndFlush() {
        boolean fits = outbox.add(frame);
        outbox.flush();
        return fits;
    }
}
