package dev.realmhub.jakarta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.realmhub.ClientProtocol;
import dev.realmhub.Hub;
import dev.realmhub.Payload;
import dev.realmhub.User;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client must not send, and what becomes of it. */
@ParameterizedClass
@EnumSource(WayIn.class)
class BadClientsTest {
    private static final int LIMIT = 8 * 1024;

    private final WayIn way;

    BadClientsTest(WayIn way) {
        this.way = way;
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "not json", "[]", "{\"ping\":1}", "{\"navigate\":{\"path\":7}}"})
    void malformedJsonClosesTheConnection(String frame) {
        try (Site site = Site.open(way)) {
            JsonPeer alice = site.json("").settled();
            alice.say(frame);
            assertClosed(site, alice.socket(), 4400);
        }
    }

    @Test
    void malformedProtobufClosesTheConnection() {
        try (Site site = Site.open(way)) {
            ProtobufPeer alice = site.protobuf("").settled();
            alice.socket().send(WsPeer.BINARY, new byte[] {0x0a, 0x7f, 1});
            assertClosed(site, alice.socket(), 4400);
        }
    }

    @Test
    void theWrongKindOfMessageClosesTheConnection() {
        try (Site site = Site.open(way)) {
            JsonPeer json = site.json("").settled();
            json.socket().send(WsPeer.BINARY, "{}".getBytes(StandardCharsets.UTF_8));
            assertClosed(site, json.socket(), 4400);
            ProtobufPeer protobuf = site.protobuf("").settled();
            protobuf.socket().sendText("");
            assertClosed(site, protobuf.socket(), 4400);
        }
    }

    @Test
    void aMessageOfTheLargestSizeIsTaken() {
        try (Site site = Site.open(way)) {
            WsPeer raw = site.raw("?path=/game/a");
            raw.sendText("x".repeat(LIMIT));
            assertThat(raw.nextText()).hasSize(LIMIT);
            raw.send(WsPeer.BINARY, new byte[LIMIT]);
            assertThat(raw.next().payload()).hasSize(LIMIT);
        }
    }

    @Test
    void aTextMessageThatIsTooLargeClosesTheConnection() {
        try (Site site = Site.open(way)) {
            WsPeer raw = site.raw("?path=/game/a");
            raw.sendText("x".repeat(LIMIT + 1));
            assertClosed(site, raw, 1009);
        }
    }

    @Test
    void sizeIsCountedInBytesNotInCharacters() {
        try (Site site = Site.open(way)) {
            WsPeer raw = site.raw("?path=/game/a");
            raw.sendText("ü".repeat(LIMIT / 2 + 1));
            assertClosed(site, raw, 1009);
        }
    }

    @Test
    void aBinaryMessageThatIsTooLargeClosesTheConnection() {
        try (Site site = Site.open(way)) {
            WsPeer raw = site.raw("?path=/game/a");
            raw.send(WsPeer.BINARY, new byte[LIMIT + 1]);
            assertClosed(site, raw, 1009);
        }
    }

    @Test
    void aMessageInFragmentsIsNotTooLargeForFree() {
        try (Site site = Site.open(way)) {
            WsPeer raw = site.raw("?path=/game/a");
            for (int i = 0; i < 9; i++) {
                raw.sendFragment(i == 0 ? WsPeer.BINARY : WsPeer.CONTINUATION, i == 8, new byte[1024]);
            }
            assertClosed(site, raw, 1009);
        }
    }

    @Test
    void aMessageOfAMebibyteClosesTheConnection() {
        try (Site site = Site.open(way)) {
            WsPeer raw = site.raw("?path=/game/a");
            sendAsFarAsItIsTaken(raw, new byte[1 << 20]);
            assertThat(raw.nextClose().opcode()).isIn(WsPeer.CLOSE, WsPeer.END);
            site.chronicle().awaitClosed();
            assertThat(site.hub().clientCount()).isZero();
        }
    }

    private static void sendAsFarAsItIsTaken(WsPeer peer, byte[] payload) {
        try {
            peer.send(WsPeer.BINARY, payload);
        } catch (UncheckedIOException cutOff) {
            assertThat(cutOff).hasCauseInstanceOf(SocketException.class);
        }
    }

    @Test
    void brokenUtf8ClosesTheConnection() {
        try (Site site = Site.open(way)) {
            WsPeer raw = site.raw("?path=/game/a");
            raw.send(WsPeer.TEXT, new byte[] {(byte) 0xC3, 'x'});
            assertClosed(site, raw, 1007);
        }
    }

    @Test
    void aProtocolThatFailsClosesItsOwnClientWithACodeOfOurs() {
        try (Site site = Site.plan(way).protocol(new Failing()).open()) {
            JsonPeer other = site.json("").settled();
            site.chronicle().awaitJoined();
            WsPeer unlucky = site.knock("").offering("failing.v1").enter();
            site.chronicle().awaitJoined();
            unlucky.sendText("boom");
            assertThat(unlucky.nextClose().closeCode()).isEqualTo(1011);
            unlucky.awaitEnd();
            other.say("{\"ping\":{\"sentMs\":5}}");
            other.expect("{\"pong\":{\"sentMs\":5}}");
        }
    }

    private record Failing() implements ClientProtocol {
        @Override
        public String name() {
            return "failing.v1";
        }

        @Override
        public @Nullable Payload encode(FromHub message) {
            return null;
        }

        @Override
        public List<ToHub> decode(Payload frame) {
            throw new AssertionError("this protocol is broken");
        }
    }

    @Test
    void whatIsSentBeforeTheUserIsKnownIsHeldAndHandledInOrder() {
        CompletableFuture<User> user = new CompletableFuture<>();
        try (Site site = Site.plan(way)
                .hub(hub -> hub.resolver(request -> user.thenCompose(known -> request.askBackend())))
                .open()) {
            assertHeld(site, user);
        }
    }

    @Test
    void whatIsSentBeforeTheUserIsAuthenticatedIsHeldAndHandledInOrder() {
        assumeFalse(way.isServlet(), "a servlet upgrades when the user is known");
        CompletableFuture<User> user = new CompletableFuture<>();
        try (Site site = openWith(user)) {
            assertHeld(site, user);
        }
    }

    private static void assertHeld(Site site, CompletableFuture<User> user) {
        JsonPeer alice = site.json("");
        for (int i = 0; i < 32; i++) {
            alice.say("{\"ping\":{\"sentMs\":" + i + "}}");
        }
        user.complete(User.of("alice"));
        alice.settled();
        for (int i = 0; i < 32; i++) {
            alice.expect("{\"pong\":{\"sentMs\":" + i + "}}");
        }
    }

    @Test
    void noMoreIsHeldForAnUnknownUserThanForAKnownOne() {
        assumeFalse(way.isServlet(), "a servlet upgrades when the user is known");
        try (Site site = openWith(new CompletableFuture<>())) {
            WsPeer hasty = site.raw("");
            for (int i = 0; i < 33; i++) {
                hasty.sendText("me first");
            }
            assertThat(hasty.nextClose().closeCode()).isEqualTo(4413);
            WsPeer fat = site.raw("");
            fat.send(WsPeer.BINARY, new byte[LIMIT + 1]);
            assertThat(fat.nextClose().closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void aClientThatGoesBeforeItsUserIsKnownLeavesNothingBehind() {
        assumeFalse(way.isServlet(), "a servlet upgrades when the user is known");
        CompletableFuture<User> user = new CompletableFuture<>();
        try (Site site = openWith(user)) {
            WsPeer impatient = site.raw("");
            impatient.sendClose(1000);
            impatient.awaitEnd();
            user.complete(User.of("alice"));
            Patience.until("no client is left", () -> site.hub().clientCount() == 0);
        }
    }

    private Site openWith(CompletableFuture<User> user) {
        return Site.plan(way)
                .hub((Hub.Builder hub) -> hub.authenticator(handshake -> user))
                .open();
    }

    private static void assertClosed(Site site, WsPeer peer, int code) {
        assertThat(peer.nextClose().closeCode()).isEqualTo(code);
        peer.awaitEnd();
        site.chronicle().awaitClosed();
        assertThat(site.hub().clientCount()).isZero();
    }
}
