package dev.realmhub.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client must not send, and what becomes of it. */
@EachWayIn
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
            raw.sendIfTaken(WsPeer.BINARY, new byte[1 << 20]);
            assertThat(raw.nextClose().opcode()).isIn(WsPeer.CLOSE, WsPeer.END);
            site.chronicle().awaitClosed();
            assertThat(site.hub().clientCount()).isZero();
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

    private static void assertClosed(Site site, WsPeer peer, int code) {
        assertThat(peer.nextClose().closeCode()).isEqualTo(code);
        peer.awaitEnd();
        site.chronicle().awaitClosed();
        assertThat(site.hub().clientCount()).isZero();
    }
}
