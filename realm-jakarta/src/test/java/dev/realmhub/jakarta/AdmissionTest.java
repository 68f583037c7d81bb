package dev.realmhub.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Handshake;
import dev.realmhub.HubBuilder;
import dev.realmhub.jakarta.Knock.HttpAnswer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who may come in, and how the others are told. */
@EachWayIn
class AdmissionTest {
    private final WayIn way;

    AdmissionTest(WayIn way) {
        this.way = way;
    }

    @Test
    void aPageOfAnAllowedOriginComesIn() {
        try (Site site = Site.open(way)) {
            JsonPeer alice = site.json("?user=alice");
            assertThat(alice.next())
                    .contains("\"user\":\"alice\",\"anonymous\":false,\"heartbeatMs\":10000,\"ticket\":\"");
            alice.expect("{\"joined\":{\"realm\":\"lobby\",\"role\":\"\"}}");
        }
    }

    @Test
    void whoComesAtTheSameTimeIsNotTakenForAnother() {
        try (Site site = Site.open(way)) {
            List<CompletableFuture<Void>> doors = IntStream.range(0, 8)
                    .mapToObj(door -> CompletableFuture.runAsync(() -> enter(site, door)))
                    .toList();
            doors.forEach(CompletableFuture::join);
        }
    }

    private static void enter(Site site, int door) {
        for (int i = 0; i < 25; i++) {
            String name = "u" + door + "-" + i;
            JsonPeer guest = site.json("?path=/game/" + name + "&user=" + name);
            assertThat(guest.next()).contains("\"user\":\"" + name + "\"");
            guest.expect("{\"joined\":{\"realm\":\"game:" + name + "\",\"role\":\"player\"}}");
            guest.socket().close();
        }
    }

    @Test
    void aPageOfAForeignOriginIsRefusedBeforeTheUpgrade() {
        try (Site site = Site.open(way)) {
            HttpAnswer answer = site.knock("").origin("https://evil.example").answer();
            assertThat(answer.status()).isEqualTo(way.statusForForeignOrigin());
            assertThat(site.hub().clientCount()).isZero();
        }
    }

    @Test
    void aSecondOriginDoesNotHideTheFirst() {
        try (Site site = Site.open(way)) {
            Knock knock = site.knock("").origin("https://evil.example").header("Origin", Knock.ORIGIN);
            assertThat(knock.answer().status()).isEqualTo(way.statusForForeignOrigin());
        }
    }

    @Test
    void aSecondOriginDoesNotHideBehindTheFirst() {
        try (Site site = Site.open(way)) {
            Knock knock = site.knock("").origin(Knock.ORIGIN).header("Origin", "https://evil.example");
            // Tomcat and Jetty show the configurator the first one only: the endpoint refuses then.
            WsPeer peer = knock.send();
            assertThat(peer.answer().status() == 403 || peer.next().closeCode() == 4403)
                    .isTrue();
        }
    }

    @Test
    void aClientWithoutOriginIsRefusedUnlessSuchAreAllowed() {
        try (Site site = Site.open(way)) {
            assertThat(site.knock("").noOrigin().answer().status()).isEqualTo(way.statusForForeignOrigin());
        }
        try (Site site = Site.plan(way).hub(HubBuilder::allowNoOrigin).open()) {
            site.knock("").noOrigin().enter();
            assertThat(site.chronicle().awaitJoined().handshake().origin()).isEmpty();
        }
    }

    @Test
    void whoIsNotKnownIsToldToLogIn() {
        try (Site site = Site.open(way)) {
            assertRefused(site.knock("?user=stranger"), 401, 4401);
            assertThat(site.hub().clientCount()).isZero();
        }
    }

    @Test
    void whoIsKnownButMayNotIsToldSo() {
        try (Site site = Site.open(way)) {
            assertRefused(site.knock("?user=banned"), 403, 4403);
        }
    }

    @Test
    void anAuthenticatorThatNeverAnswersIsNotWaitedForLongerThanItsDeadline() {
        try (Site site = Site.plan(way)
                .config(c -> c.authenticateDeadline(Duration.ofMillis(100)))
                .open()) {
            assertRefused(site.knock("?user=slow"), 503, 4504);
        }
    }

    @Test
    void anAuthenticatorThatThrowsLetsNobodyIn() {
        try (Site site = Site.plan(way)
                .hub(hub -> hub.authenticator(handshake -> {
                    throw new IllegalStateException("the database is away");
                }))
                .open()) {
            assertRefused(site.knock(""), 503, 4500);
        }
    }

    @Test
    void aClientThatOffersOnlyUnknownSubprotocolsIsRefused() {
        try (Site site = Site.open(way)) {
            assertRefused(site.knock("").offering("graphql-ws, realmhub.v2"), 400, 4400);
        }
    }

    @Test
    void theFirstOfferedSubprotocolThatTheHubKnowsIsTaken() {
        try (Site site = Site.open(way)) {
            WsPeer peer = site.knock("")
                    .offering("graphql-ws, realmhub.v1.json, realmhub.v1")
                    .enter();
            assertThat(peer.answer().header("sec-websocket-protocol")).isEqualTo("realmhub.v1.json");
        }
    }

    /** Browsers send one header; Undertow's endpoint sees no other, and so refuses what it has not answered. */
    @Test
    void aSubprotocolMayBeOfferedInASecondHeader() {
        try (Site site = Site.open(way)) {
            WsPeer peer = site.knock("")
                    .offering("graphql-ws")
                    .offering("realmhub.v1.json")
                    .enter();
            if (way == WayIn.UNDERTOW_ENDPOINT) {
                assertThat(peer.next().closeCode()).isEqualTo(4400);
            } else {
                assertThat(peer.answer().header("sec-websocket-protocol")).isEqualTo("realmhub.v1.json");
                assertThat(peer.nextText()).startsWith("{\"welcome\"");
            }
        }
    }

    @Test
    void compressionIsNotNegotiated() {
        try (Site site = Site.open(way)) {
            WsPeer peer = site.knock("")
                    .header("Sec-WebSocket-Extensions", "permessage-deflate")
                    .enter();
            assertThat(peer.answer().headers()).doesNotContainKey("sec-websocket-extensions");
        }
    }

    @Test
    void theAuthenticatorSeesPathQueryHeadersAndCookies() {
        try (Site site = Site.open(way)) {
            site.knock("?path=%2Fgame%2Fa%3Fas%3Dobserver&tag=a+b&tag=%C3%BC")
                    .header("Cookie", "theme=dark; session=\"s1\"")
                    .header("X-Twice", "one")
                    .header("x-twice", "two")
                    .enter();
            Handshake seen = site.chronicle().awaitJoined().handshake();
            assertThat(seen.path()).isEqualTo("/game/a?as=observer");
            assertThat(seen.query().get("tag")).containsExactly("a b", "ü");
            assertThat(seen.cookie("session")).hasValue("s1");
            assertThat(seen.headers().get("x-twice")).containsExactly("one", "two");
            assertThat(seen.headers()).doesNotContainKeys("upgrade", "sec-websocket-key");
            assertThat(seen.origin()).isEqualTo(Knock.ORIGIN);
        }
    }

    @Test
    void thePeersAddressIsKnownWhereTheContainerTells() {
        try (Site site = Site.open(way)) {
            site.raw("");
            boolean told = way.isServlet() || way.is("JETTY");
            assertThat(site.chronicle().awaitJoined().handshake().remoteAddress())
                    .isEqualTo(told ? "127.0.0.1" : "");
        }
    }

    /** A servlet refuses by HTTP, an endpoint by a close code. */
    private void assertRefused(Knock knock, int status, int closeCode) {
        if (way.isServlet()) {
            HttpAnswer answer = knock.answer();
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.header("content-type")).isEqualToIgnoringCase("text/plain;charset=utf-8");
        } else {
            WsPeer peer = knock.enter();
            assertThat(peer.next().closeCode()).isEqualTo(closeCode);
            peer.awaitEnd();
        }
    }
}
