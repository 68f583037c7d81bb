package dev.realmhub;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Coming, going and looking up, in a realm of some size. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RegistryBenchmark {
    private static final Realm REALM = Realm.of("room", "r1");

    /** How many are there already. */
    @Param({"2", "1000"})
    public int members;

    private final RealmRegistry registry = new RealmRegistry();
    private final Member newcomer = CrowdOfClients.memberOf(REALM, ClientProtocol.raw("say"));

    /** Fills the realm. */
    @Setup
    public void fill() {
        for (int i = 0; i < members; i++) {
            registry.join(CrowdOfClients.memberOf(REALM, ClientProtocol.raw("say")));
        }
    }

    /** One joins and leaves. */
    @Benchmark
    public void joinAndLeave() {
        registry.join(newcomer);
        registry.leave(newcomer);
    }

    /** The members of the realm, as a fan-out asks for them. */
    @Benchmark
    public Object members() {
        List<Member> found = registry.members(REALM);
        return found.get(found.size() - 1);
    }
}
