package dev.realmhub.jakarta;

import dev.realmhub.Address;
import dev.realmhub.Broker;
import dev.realmhub.ClientProtocol;
import dev.realmhub.CloseReason;
import dev.realmhub.Handshake;
import dev.realmhub.Hub;
import dev.realmhub.Payload;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.Resolution;
import dev.realmhub.Transport;
import dev.realmhub.User;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The hub's own part of a delivery, from the broker to sockets that take everything at once, all on one thread. One
 * operation is one delivery: a publication to a realm of 1,000 is 1,000 of them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FanOutBenchmark {
    private static final int CLIENTS = 1000;
    private static final Realm REALM = Realm.of("room", "r1");

    /** By subprotocol; raw has none. */
    @Param({"", "realmhub.v1", "realmhub.v1.json"})
    public String protocol = "";

    private final Broker broker = Broker.local();
    private final Payload payload = Payload.text("x".repeat(128));
    private final Sink sink = new Sink();

    /** Fills the realm. */
    @Setup
    public void fill() {
        Hub hub = Hub.builder(broker)
                .allowNoOrigin()
                .executor(Runnable::run)
                .resolver(request -> CompletableFuture.completedStage(Resolution.of(REALM)))
                .build();
        ClientProtocol words = Protocols.of(hub.config(), List.of())
                .firstOf(protocol.isEmpty() ? List.of() : List.of(protocol))
                .orElseThrow();
        for (int i = 0; i < CLIENTS; i++) {
            hub.connect(Handshake.of("/"), User.newAnonymous(), words, sink);
        }
        if (hub.memberCount(REALM) != CLIENTS) {
            throw new IllegalStateException(hub.memberCount(REALM) + " clients joined");
        }
    }

    /** One publication to all. */
    @Benchmark
    @OperationsPerInvocation(CLIENTS)
    public long publish() {
        broker.publish(Address.realm(REALM), Publication.of(payload));
        return sink.frames;
    }

    private static final class Sink implements Transport {
        private long frames;

        @Override
        public void send(Payload frame, Consumer<@Nullable Throwable> done) {
            frames++;
            done.accept(null);
        }

        @Override
        public void ping() {}

        @Override
        public void close(CloseReason reason) {}
    }
}
