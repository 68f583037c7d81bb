package dev.realmhub.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Realm;
import dev.realmhub.jakarta.Knock.HttpAnswer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the servlet says by HTTP. */
@EachServlet
class HubServletTest {
    private final WayIn way;

    HubServletTest(WayIn way) {
        this.way = way;
    }

    @Test
    void aPlainRequestIsToldToUpgrade() {
        try (Site site = Site.open(way)) {
            HttpAnswer answer = site.plainHttp("").answer();
            assertThat(answer.status()).isEqualTo(426);
            assertThat(answer.header("upgrade")).isEqualTo("websocket");
        }
    }

    /** Or whoever is turned away would hold one of the container's connections for as long as he likes. */
    @Test
    void whoIsTurnedAwayIsHungUpOn() {
        try (Site site = Site.open(way)) {
            for (Knock refused : List.of(site.plainHttp(""), site.knock("?user=banned"))) {
                assertThat(refused.send().next().opcode()).isEqualTo(WsPeer.END);
            }
        }
    }

    @Test
    void aRefusalSaysWhyInWords() {
        try (Site site = Site.open(way)) {
            HttpAnswer answer = site.knock("?user=banned").answer();
            assertThat(answer.body()).isEqualTo("banned until May");
            assertThat(answer.header("cache-control")).isEqualTo("no-store");
            assertThat(answer.headers()).doesNotContainKey("retry-after");
        }
    }

    @Test
    void whoMayComeBackIsToldWhen() {
        try (Site site = Site.plan(way)
                .hub(hub -> hub.authenticator(handshake -> CompletableFuture.failedStage(new RuntimeException("away"))))
                .open()) {
            HttpAnswer answer = site.knock("").answer();
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("retry-after")).isEqualTo("1");
        }
    }

    @Test
    void aForeignOriginIsToldItsName() {
        try (Site site = Site.open(way)) {
            HttpAnswer answer = site.knock("").origin("https://evil.example").answer();
            assertThat(answer.body()).isEqualTo("this origin is not allowed: https://evil.example");
        }
    }

    /** Tomcat alone would answer 500 and log a stack trace; Undertow does not let it come this far. */
    @Test
    void aMalformedQueryIsRefused() {
        try (Site site = Site.open(way)) {
            HttpAnswer answer = site.knock("?path=%zz").answer();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).isEqualTo(way.is("UNDERTOW") ? "" : "malformed URL");
        }
    }

    /** Jetty alone would answer 500, Undertow would not miss the second. */
    @ParameterizedTest
    @ValueSource(strings = {"Upgrade", "Connection", "Sec-WebSocket-Version", "Sec-WebSocket-Key"})
    void aHandshakeThatLacksAHeaderIsTheClientsFault(String lacking) {
        try (Site site = Site.open(way)) {
            Knock knock = site.plainHttp("");
            Map.of("Upgrade", "websocket", "Connection", "Upgrade", "Sec-WebSocket-Version", "13")
                    .forEach((name, value) -> knock.header(name.equals(lacking) ? "X-None" : name, value));
            knock.header(lacking.equals("Sec-WebSocket-Key") ? "X-None" : "Sec-WebSocket-Key", Knock.KEY);
            assertThat(knock.answer().status()).isBetween(400, 499);
            assertThat(site.hub().clientCount()).isZero();
        }
    }

    @Test
    void aWebSocketVersionThatNobodySpeaksIsToldTheOneThatWeDo() {
        try (Site site = Site.open(way)) {
            HttpAnswer answer = site.plainHttp("")
                    .header("Upgrade", "websocket")
                    .header("Connection", "keep-alive, Upgrade")
                    .header("Sec-WebSocket-Version", "12")
                    .header("Sec-WebSocket-Key", Knock.KEY)
                    .answer();
            assertThat(answer.status()).isEqualTo(426);
            assertThat(answer.header("sec-websocket-version")).isEqualTo("13");
        }
    }

    @Test
    void withoutAPathInTheQueryWhatFollowsTheMountCounts() {
        try (Site site = Site.open(way)) {
            site.json("/game/b%C3%BC%20c?user=alice&path=").settled();
            assertThat(site.chronicle().awaitJoined().handshake().path()).isEqualTo("/game/b%C3%BC%20c");
            assertThat(site.hub().memberCount(Realm.of("game", "bü c"))).isOne();
        }
    }
}
