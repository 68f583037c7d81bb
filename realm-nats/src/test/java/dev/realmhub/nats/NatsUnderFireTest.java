package dev.realmhub.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Broker;
import dev.realmhub.Realm;
import dev.realmhub.test.History;
import dev.realmhub.test.JoinUnderFire;
import dev.realmhub.test.NatsCluster;
import dev.realmhub.test.NatsServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A thousand clients join a realm on two nodes while two thousand events a second are stored and sent: each misses none. */
class NatsUnderFireTest {
    private static final Realm REALM = Realm.of(JoinUnderFire.KEPT.name(), "1");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void onOneServer(Interest interest) {
        try (NatsServer server = NatsServer.startKeeping(folder);
                Broker backend = broker(server, interest);
                Broker first = broker(server, interest);
                Broker second = broker(server, interest)) {
            prove(backend, first, second);
        }
    }

    @ParameterizedTest
    @EnumSource
    void throughAClusterOfThree(Interest interest) {
        try (NatsCluster cluster = NatsCluster.start(folder, 3)) {
            List<NatsServer> servers = cluster.servers();
            try (Broker backend = broker(servers.get(0), interest);
                    Broker first = broker(servers.get(1), interest);
                    Broker second = broker(servers.get(2), interest)) {
                prove(backend, first, second);
            }
        }
    }

    private static void prove(Broker backend, Broker first, Broker second) {
        History history = new JoinUnderFire(backend, List.of(first, second), REALM).run(1_000, 2_000);
        assertThat(history.check()).isEmpty();
        assertThat(history.accounts()).hasSize(1_000);
    }

    private static Broker broker(NatsServer server, Interest interest) {
        return NatsBroker.builder(server.url())
                .kind(JoinUnderFire.KEPT)
                .interest(interest)
                .connect();
    }
}
