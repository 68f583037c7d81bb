package dev.realmhub.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Bounds;
import dev.realmhub.CloseReason;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections and messages without number: who is one too many is told so, and who was there before hears nothing of it. */
@EachWayIn
class BoundsTest {
    private final WayIn way;

    BoundsTest(WayIn way) {
        this.way = way;
    }

    private Site with(UnaryOperator<Bounds.Builder> bounds) {
        return Site.plan(way)
                .config(config -> config.bounds(bounds.apply(Bounds.builder()).build()))
                .open();
    }

    private void assertRefused(Knock knock, int status, int code) {
        if (way.isServlet()) {
            assertThat(knock.answer().status()).isEqualTo(status);
        } else {
            WsPeer peer = knock.enter();
            assertThat(peer.nextClose().closeCode()).isEqualTo(code);
            peer.awaitEnd();
        }
    }

    @Test
    void aNodeThatIsFullTakesNobody() {
        try (Site site = with(bounds -> bounds.clients(2))) {
            Bystander bystander = new Bystander(site);
            WsPeer last = site.raw("?path=/game/a");
            site.chronicle().awaitJoined();
            assertRefused(site.knock("?path=/game/a"), 503, 4503);
            bystander.isNotDisturbed();
            last.sendClose(1000);
            last.awaitEnd();
            Patience.until("its place is free", () -> site.hub().clientCount() == 1);
            site.raw("?path=/game/a");
            site.chronicle().awaitJoined();
        }
    }

    /** Where the container tells addresses; where not, the other bounds hold. */
    @Test
    void aFloodOfConnectionsFromOneAddressKeepsNobodyElseOut() {
        boolean told = way.isServlet() || way.is("JETTY");
        try (Site site = with(bounds -> bounds.clientsPerAddress(3))) {
            for (int i = 0; i < 20; i++) {
                site.knock("?path=/game/a").from("127.0.0.2").send();
            }
            for (int i = 0; i < (told ? 3 : 20); i++) {
                site.chronicle().awaitJoined();
            }
            if (told) {
                assertRefused(site.knock("?path=/game/a").from("127.0.0.2"), 429, 4429);
            }
            new Bystander(site).isNotDisturbed();
            Patience.until("the rest is gone", () -> site.hub().clientCount() == (told ? 4 : 21));
        }
    }

    @Test
    void clientsThatNeverSayWhoTheyAreAreLetGoAndNobodyIsKeptOut() {
        try (Site site = with(bounds -> bounds.joining(50).greetingDeadline(Duration.ofSeconds(1)))) {
            Bystander bystander = new Bystander(site);
            List<WsPeer> silent = IntStream.range(0, 50)
                    .mapToObj(i ->
                            site.knock("?login=1").offering("realmhub.v1.json").enter())
                    .toList();
            bystander.isNotDisturbed();
            silent.forEach(peer -> assertThat(peer.nextText()).contains("4401"));
            Patience.until("they are gone", () -> site.hub().clientCount() == 1);
            site.raw("?path=/game/a");
            site.chronicle().awaitJoined();
        }
    }

    @Test
    void aFloodOfMessagesClosesTheClientThatSendsThemAndNobodyElse() {
        try (Site site =
                Site.plan(way).config(config -> config.rawCommand("note")).open()) {
            Bystander bystander = new Bystander(site);
            WsPeer loud = site.raw("?path=/game/a");
            site.chronicle().awaitJoined();
            for (int i = 0; i < 500; i++) {
                loud.sendIfTaken(WsPeer.TEXT, new byte[] {'x'});
            }
            assertThat(site.chronicle().awaitClosed()).isEqualTo(CloseReason.TOO_MANY_MESSAGES);
            bystander.isNotDisturbed();
            assertThat(site.notes().values())
                    .allSatisfy(notes -> assertThat(notes).hasSizeBetween(1, 500));
        }
    }

    @Test
    void aStormOfClosesLeavesNothingBehind() {
        try (Site site = Site.open(way)) {
            Bystander bystander = new Bystander(site);
            List<WsPeer> storm = IntStream.range(0, 200)
                    .mapToObj(i -> site.raw("?path=/game/a"))
                    .toList();
            for (int i = 0; i < storm.size(); i++) {
                if (i % 2 == 0) {
                    storm.get(i).sendClose(1000);
                } else {
                    storm.get(i).reset();
                }
            }
            Patience.until("all are gone", () -> site.hub().clientCount() == 1);
            assertThat(site.hub().memberCount(Site.GAME)).isOne();
            bystander.isNotDisturbed();
            assertThat(site.chronicle().failures()).isEmpty();
        }
    }

    /** 64 MiB of nothing in 64 KiB: nobody inflates it, whatever the client offered. */
    @Test
    void aDeflateBombIsNotInflated() {
        try (Site site = Site.open(way)) {
            Bystander bystander = new Bystander(site);
            WsPeer bad = site.knock("?path=/game/a")
                    .header("Sec-WebSocket-Extensions", "permessage-deflate; client_max_window_bits")
                    .enter();
            site.chronicle().awaitJoined();
            bad.sendBytesIfTaken(DeflateBomb.frame());
            site.chronicle().awaitClosed();
            bystander.isNotDisturbed();
            assertThat(site.hub().clientCount()).isOne();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "*",
                "https://evil.example",
                "http://game.example",
                "https://game.example:8443",
                "https://game.example:443",
                "https://game.example/",
                "https://game.example.",
                "https://game.example.evil.example",
                "https://sub.game.example",
                "https://game.example@evil.example",
                "https://game.example, https://evil.example"
            })
    void anOriginThatIsNotExactlyTheAllowedOneIsRefused(String origin) {
        try (Site site = Site.open(way)) {
            assertThat(site.knock("").origin(origin).answer().status()).isEqualTo(way.statusForForeignOrigin());
            assertThat(site.hub().clientCount()).isZero();
        }
    }
}
