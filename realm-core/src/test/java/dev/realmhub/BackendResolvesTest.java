package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class BackendResolvesTest {
    private final Broker broker = Broker.local();
    private final List<RealmException> failures = new ArrayList<>();

    private Backend.Builder onMyThread() {
        return Backend.builder(broker).executor(Runnable::run).onFailure(failures::add);
    }

    @Test
    void templatesAreTriedInOrderAndAllAbstainingIsNotFound() {
        onMyThread()
                .resolve("/game/{id}", r -> r.param("id").equals("0") ? Resolution.abstained() : grant("first"))
                .resolve("/game/{id}", r -> grant("second"))
                .resolve(r -> CompletableFuture.completedStage(
                        r.path().equals("/lobby") ? grant("third") : Resolution.abstained()))
                .start();
        assertThat(resolved("/game/1")).hasToString("granted [first]");
        assertThat(resolved("/game/0")).hasToString("granted [second]");
        assertThat(resolved("/lobby")).hasToString("granted [third]");
        assertThat(resolved("/other")).hasToString("abstained");
    }

    @Test
    void aResolverThatFailsGrantsNothingAndIsReported() {
        onMyThread()
                .resolve("/throws", r -> {
                    throw new IllegalStateException("on purpose");
                })
                .resolve("/error", r -> {
                    throw new NoClassDefFoundError("on purpose");
                })
                .resolve("/refuses", r -> {
                    throw new RefusedException(CloseReason.LOGIN);
                })
                .resolve(r -> CompletableFuture.failedStage(new IllegalStateException("on purpose")))
                .start();
        assertThat(resolved("/throws")).hasToString("denied 4500");
        assertThat(resolved("/error")).hasToString("denied 4500");
        assertThat(resolved("/refuses")).hasToString("denied 4401");
        assertThat(resolved("/fails")).hasToString("denied 4500");
        assertThat(failures).hasSize(3);
    }

    @Test
    void aBackendWithoutResolversLeavesThemToOthers() {
        onMyThread().on("move", (command, reply) -> reply.ok()).start();
        onMyThread().resolve("/", r -> grant("mine")).start();
        for (int i = 0; i < 20; i++) {
            assertThat(resolved("/")).hasToString("granted [mine]");
        }
    }

    private Resolution resolved(String path) {
        ResolveRequest request =
                ResolveRequest.of(Handshake.of("/"), path, User.of("alice"), new Address.OfClient("n", "c"));
        return broker.request(request).toCompletableFuture().join();
    }

    private static Resolution grant(String realm) {
        return Resolution.of(Realm.of(realm));
    }
}
