package dev.realmhub.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Leases;
import dev.realmhub.Leases.Lease;
import dev.realmhub.Realm;
import dev.realmhub.test.NatsServer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leases that others wrote before. */
class NatsLeasesTest {
    private static final List<Realm> REALMS = IntStream.range(0, 300)
            .mapToObj(i -> Realm.of("game", String.valueOf(i)))
            .toList();

    @TempDir
    private Path folder;

    @Test
    void whoComesLateKnowsThemAll() {
        try (NatsServer server = NatsServer.startKeeping(folder);
                NatsBroker early = NatsBroker.connect(server.url());
                NatsBroker late = NatsBroker.connect(server.url())) {
            Leases first = early.leases().orElseThrow();
            List<Lease> written = REALMS.stream()
                    .map(realm -> answer(first.acquire(realm, "first", 0)).lease())
                    .toList();
            Lease last = written.get(written.size() - 1);
            answer(first.release(last).thenApply(free -> true));

            Leases second = late.leases().orElseThrow();
            for (Lease lease : written.subList(0, written.size() - 1)) {
                assertThat(answer(second.acquire(lease.realm(), "second", 0)))
                        .isEqualTo(new Leases.Answer(lease, false));
            }
            assertThat(answer(second.acquire(last.realm(), "second", 0)).acquired())
                    .isTrue();
        }
    }

    private static <T> T answer(CompletionStage<T> stage) {
        CompletableFuture<T> answer = stage.toCompletableFuture();
        return answer.orTimeout(30, TimeUnit.SECONDS).join();
    }
}
