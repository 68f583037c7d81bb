package dev.realmhub;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From a lane to 1,000 sockets that take everything at once: what one delivery costs, and allocates. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FanOutBenchmark {
    private static final int CLIENTS = 1_000;
    private static final Realm REALM = Realm.of("room", "r1");

    /** Frames without words, several of which are one. */
    private static final class Joining implements ClientProtocol {
        @Override
        public String name() {
            return "joining";
        }

        @Override
        public @Nullable Payload encode(FromHub message) {
            return message instanceof Event event ? event.payload() : null;
        }

        @Override
        public Payload join(List<Payload> frames) {
            return frames.get(0);
        }

        @Override
        public List<ToHub> decode(Payload frame) {
            return List.of();
        }
    }

    private final ClientProtocol joining = new Joining();
    private final RealmRegistry registry = new RealmRegistry();
    private final Round.Hall hall = new Round.Hall(
            registry, Timers.ofJdk(Runnable::run), failure -> {}, (client, reason) -> {}, null, Tracing.none());
    private final Publication publication = Publication.of("x".repeat(128));

    /** Fills the realm. */
    @Setup
    public void join() {
        for (int i = 0; i < CLIENTS; i++) {
            registry.join(CrowdOfClients.memberOf(REALM, joining));
        }
    }

    /** One message, one frame. */
    @Benchmark
    @OperationsPerInvocation(CLIENTS)
    public int alone() {
        return goRound(1);
    }

    /** Eight messages that waited, in one frame. */
    @Benchmark
    @OperationsPerInvocation(8 * CLIENTS)
    public int eightJoined() {
        return goRound(8);
    }

    private int goRound(int messages) {
        Round round = new Round(hall);
        for (int i = 0; i < messages; i++) {
            round.add(new Delivery(Address.realm(REALM), publication, 0));
        }
        return round.goOn(CLIENTS);
    }
}
