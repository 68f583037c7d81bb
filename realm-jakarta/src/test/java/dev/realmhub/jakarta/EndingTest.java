package dev.realmhub.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.CloseReason;
import dev.realmhub.Payload;
import dev.realmhub.Publication;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How connections end, from either side. */
@EachWayIn
class EndingTest {
    private final WayIn way;

    EndingTest(WayIn way) {
        this.way = way;
    }

    @Test
    void aKickedClientIsToldTwiceAndNothingOfItIsLeft() {
        try (Site site = Site.open(way)) {
            JsonPeer alice = site.json("?path=/game/a").settled();
            CloseReason reason = CloseReason.terminal(4001, "moved to another tab");
            site.hub().kick(site.chronicle().awaitJoined(), reason);
            assertThat(site.hub().memberCount(Site.GAME)).isZero();
            alice.expect("{\"closing\":{\"code\":4001,\"text\":\"moved to another tab\",\"retry\":false,"
                    + "\"retryAfterMs\":0}}");
            WsPeer.Frame close = alice.socket().next();
            assertThat(close.closeCode()).isEqualTo(4001);
            assertThat(close.closeText()).isEqualTo("moved to another tab");
            alice.socket().awaitEnd();
            assertThat(site.chronicle().awaitClosed()).isEqualTo(reason);
        }
    }

    @Test
    void aHubThatStopsSendsItsClientsAway() {
        try (Site site = Site.open(way)) {
            WsPeer raw = site.raw("?path=/game/a");
            site.chronicle().awaitJoined();
            site.hub().close();
            assertThat(raw.nextClose().closeCode()).isEqualTo(1012);
        }
    }

    @ParameterizedTest
    @CsvSource({"1000, 1000, closed", "1001, 1001, closed with 1001", "4002, 1001, closed with 4002"})
    void aClientThatClosesIsGone(int sent, int code, String text) {
        try (Site site = Site.open(way)) {
            WsPeer raw = site.raw("?path=/game/a");
            site.chronicle().awaitJoined();
            raw.sendClose(sent);
            assertThat(raw.nextClose().closeCode()).isEqualTo(sent);
            raw.awaitEnd();
            assertGone(site, code, text);
        }
    }

    @Test
    void aClientThatClosesWithoutACodeIsGone() {
        try (Site site = Site.open(way)) {
            WsPeer raw = site.raw("?path=/game/a");
            site.chronicle().awaitJoined();
            raw.send(WsPeer.CLOSE, new byte[0]);
            raw.awaitEnd();
            assertGone(site, 1000, "closed");
        }
    }

    @Test
    void aClientThatHangsUpIsGone() {
        try (Site site = Site.open(way)) {
            WsPeer raw = site.raw("?path=/game/a");
            site.chronicle().awaitJoined();
            raw.close();
            assertThat(site.chronicle().awaitClosed().code()).isEqualTo(1001);
            assertThat(site.hub().clientCount()).isZero();
        }
    }

    @Test
    void aClientThatBreaksOffIsGone() {
        try (Site site = Site.open(way)) {
            WsPeer raw = site.raw("?path=/game/a");
            site.chronicle().awaitJoined();
            raw.reset();
            assertThat(site.chronicle().awaitClosed().code()).isEqualTo(1001);
            assertThat(site.hub().clientCount()).isZero();
        }
    }

    @Test
    void whenOneGoesTheOthersStay() {
        try (Site site = Site.open(way)) {
            WsPeer first = site.raw("?path=/game/a");
            site.chronicle().awaitJoined();
            WsPeer second = site.raw("?path=/game/a");
            site.chronicle().awaitJoined();
            first.sendClose(1000);
            site.chronicle().awaitClosed();
            site.publish(Publication.of("still here"));
            assertThat(second.nextText()).isEqualTo("still here");
            assertThat(first.nextClose().closeCode()).isEqualTo(1000);
        }
    }

    private static void assertGone(Site site, int code, String text) {
        CloseReason reason = site.chronicle().awaitClosed();
        assertThat(reason.code()).isEqualTo(code);
        assertThat(reason.text()).isEqualTo(text);
        assertThat(site.hub().clientCount()).isZero();
        assertThat(site.hub().memberCount(Site.GAME)).isZero();
    }

    @Test
    void aClientThatDoesNotReadIsClosedAndTheOthersMissNothing() {
        try (Site site = Site.plan(way)
                .config(config -> config.outboxMessages(4).outboxBytes(256 * 1024))
                .open()) {
            WsPeer stalled = site.knock("?path=/game/a").receiveBuffer(4096).enter();
            site.chronicle().awaitJoined();
            ProtobufPeer reader = site.protobuf("?path=/game/a").settled();
            int sent = 0;
            while (site.chronicle().closedSoFar() == 0) {
                site.publish(Publication.of(Payload.binary(new byte[64 * 1024 + sent++])));
                assertThat(reader.next().getEvent().getPayload().getBinary().size())
                        .isEqualTo(64 * 1024 + sent - 1);
            }
            assertThat(site.chronicle().awaitClosed()).isEqualTo(CloseReason.TOO_SLOW);
            assertThat(site.hub().memberCount(Site.GAME)).isOne();
            assertEndsAsTooSlow(stalled);
        }
    }

    @Test
    void aSendThatNeverEndsIsNotWaitedForLongerThanItsLimit() {
        try (Site site = Site.plan(way)
                .config(config -> config.sendLimit(Duration.ofMillis(200)).heartbeat(Duration.ofMillis(100)))
                .open()) {
            WsPeer stalled = site.knock("?path=/game/a").receiveBuffer(4096).enter();
            site.chronicle().awaitJoined();
            site.publish(Publication.of(Payload.binary(new byte[32 << 20])));
            assertThat(site.chronicle().awaitClosed()).isEqualTo(CloseReason.TOO_SLOW);
            assertEndsAsTooSlow(stalled);
        }
    }

    /** Now it reads: what was on its way, and perhaps the close frame behind it. */
    private static void assertEndsAsTooSlow(WsPeer stalled) {
        WsPeer.Frame end = stalled.nextClose();
        assertThat(end.opcode() == WsPeer.END || end.closeCode() == 4408)
                .as("opcode %d, code %d", end.opcode(), end.closeCode())
                .isTrue();
        stalled.awaitEnd();
    }
}
