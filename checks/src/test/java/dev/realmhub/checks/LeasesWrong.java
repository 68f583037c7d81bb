package dev.realmhub.checks;

import static dev.realmhub.checks.WrongUse.thrown;

import dev.realmhub.Leases;
import dev.realmhub.Realm;
import dev.realmhub.nats.NatsBroker;
import dev.realmhub.test.NatsServer;
import java.util.concurrent.CompletionException;

/** Owned realms where nobody can keep who owns them. */
final class LeasesWrong {
    private LeasesWrong() {}

    static String withoutJetStream() throws Exception {
        try (NatsServer server = NatsServer.start();
                NatsBroker broker = NatsBroker.connect(server.url())) {
            Leases leases = broker.leases().orElseThrow();
            return thrown(() -> {
                        try {
                            leases.acquire(Realm.of("game", "1"), "me", 0)
                                    .toCompletableFuture()
                                    .join();
                        } catch (CompletionException failed) {
                            throw failed.getCause();
                        }
                    })
                    .told();
        }
    }
}
