package dev.realmhub.nats;

import dev.realmhub.Broker;
import dev.realmhub.test.BrokerContract;
import dev.realmhub.test.NatsServer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract of all brokers; each test has a prefix, and so a bus, of its own. */
class NatsBrokerTest implements BrokerContract {
    private static final AtomicInteger BUSES = new AtomicInteger();

    @TempDir
    static Path folder;

    private static NatsServer server;

    private final String prefix = "bus-" + BUSES.incrementAndGet();
    private final List<Broker> connected = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void startServer() {
        server = NatsServer.startKeeping(folder);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @AfterEach
    void hangUp() {
        connected.forEach(Broker::close);
    }

    @Override
    public Broker connect() {
        Broker broker = NatsBroker.builder(server.url())
                .prefix(prefix)
                .kind(KEPT)
                .interest(interest())
                .connect();
        connected.add(broker);
        return broker;
    }

    Interest interest() {
        return Interest.ALL;
    }

    @Override
    public int maxPayload() {
        return 1024 * 1024;
    }
}
