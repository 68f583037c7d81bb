package dev.realmhub.nats;

import dev.realmhub.Broker;
import dev.realmhub.test.BrokerContract;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** All that a broker promises, over TLS and with no more rights than the sample configuration gives nodes and backends. */
class SampleContractTest implements BrokerContract {
    private static SampleServer.Signed certificate;

    private final List<Broker> connected = new CopyOnWriteArrayList<>();
    private SampleServer server;

    @BeforeAll
    static void makeCertificate(@TempDir Path folder) {
        certificate = new SampleServer.Signed(folder, "IP:127.0.0.1");
    }

    @BeforeEach
    void startServer(@TempDir Path folder) {
        server = SampleServer.with(certificate, folder);
    }

    @AfterEach
    void stopServer() {
        server.close(); // first: over TLS jnats waits a second for its own reader, unless the server hangs up
        connected.forEach(Broker::close);
    }

    @Override
    public Broker connect() {
        Broker node = server.broker("node").kind(KEPT).connect();
        Broker backend = server.broker("backend").kind(KEPT).connect();
        Broker both = new BothLogins(node, backend);
        connected.add(both);
        return both;
    }

    @Override
    public int maxPayload() {
        return 1024 * 1024;
    }
}
