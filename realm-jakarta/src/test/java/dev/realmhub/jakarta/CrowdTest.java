package dev.realmhub.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Bounds;
import dev.realmhub.HubConfig;
import dev.realmhub.Publication;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many at once: nothing is lost, and each connection keeps its order. */
@EachWayIn
class CrowdTest {
    private static final int CLIENTS = 200;
    private static final int MESSAGES = 50;

    private final WayIn way;

    CrowdTest(WayIn way) {
        this.way = way;
    }

    @Test
    void eachOfManyGetsAllMessagesInOrder() {
        try (Site site = Site.open(way)) {
            List<WsPeer> crowd = crowd(site);
            for (int i = 0; i < MESSAGES; i++) {
                site.publish(Publication.of("message " + i));
            }
            together(crowd, peer -> {
                for (int i = 0; i < MESSAGES; i++) {
                    assertThat(peer.nextText()).isEqualTo("message " + i);
                }
            });
        }
    }

    @Test
    void allMessagesOfEachOfManyArriveInOrder() {
        List<String> all =
                IntStream.range(0, MESSAGES).mapToObj(i -> "note " + i).toList();
        try (Site site = Site.plan(way).config(CrowdTest::talkative).open()) {
            together(crowd(site), peer -> all.forEach(peer::sendText));
            Patience.until(
                    "all is noted",
                    () -> site.notes().values().stream().mapToInt(List::size).sum() == CLIENTS * MESSAGES);
            assertThat(site.notes()).hasSize(CLIENTS);
            assertThat(site.notes().values())
                    .allSatisfy(noted -> assertThat(noted).isEqualTo(all));
        }
    }

    private static void talkative(HubConfig.Builder config) {
        config.rawCommand("note").bounds(Bounds.none().build());
    }

    private static List<WsPeer> crowd(Site site) {
        List<WsPeer> crowd = IntStream.range(0, CLIENTS)
                .mapToObj(i -> site.raw("?path=/game/a"))
                .toList();
        crowd.forEach(peer -> site.chronicle().awaitJoined());
        assertThat(site.hub().memberCount(Site.GAME)).isEqualTo(CLIENTS);
        return crowd;
    }

    private static void together(List<WsPeer> crowd, Consumer<WsPeer> code) {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            CompletableFuture.allOf(crowd.stream()
                            .map(peer -> runAsync(() -> code.accept(peer), threads))
                            .toArray(CompletableFuture<?>[]::new))
                    .join();
        } finally {
            threads.shutdown();
        }
    }

    private static CompletableFuture<Void> runAsync(Runnable code, Executor threads) {
        return CompletableFuture.runAsync(code, threads);
    }
}
