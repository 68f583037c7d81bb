package dev.realmhub.examples.liwords;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Section 5: pings, in real time. */
class HeartbeatTest {
    @Test
    void eachPongIsAnsweredWithTheLagTheSecondRenewsAndWithoutPongsTheSocketIsClosed() {
        try (Site site = new Site();
                Browser ann = site.open("ann", "/", "c1");
                Browser mute = site.open("bob", "/", "c2").ignoringPings()) {
            long began = System.nanoTime();
            for (int ping = 1; ping <= 2; ping++) {
                assertThat(ann.nextFrameOrPing().opcode()).isEqualTo(Browser.PING);
                byte[] frame = ann.nextFrameOrPing().payload();
                assertThat(frame[2]).isEqualTo((byte) 26);
                assertThat(frame[1]).isEqualTo((byte) (frame.length - 2));
            }
            assertThat(System.nanoTime() - began).isBetween(9_000_000_000L, 14_000_000_000L);
            assertThat(site.game.next()).isEqualTo("pongReceived.auth.ann.c1");
            int pings = 0;
            Browser.Frame next = mute.nextFrameOrPing();
            while (next.opcode() == Browser.PING) {
                pings++;
                mute.say(3, "alive, but no pong");
                next = mute.nextFrameOrPing();
            }
            assertThat(pings).isBetween(2, 3);
            assertThat(next.opcode()).isEqualTo(Browser.CLOSE);
            assertThat(System.nanoTime() - began).isBetween(15_000_000_000L, 20_000_000_000L);
        }
    }
}
