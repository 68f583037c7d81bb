package dev.realmhub.examples.liwords;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.examples.liwords.wire.Liwords.LagMeasurement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Section 5: how lag is measured. */
class LagTest {
    private final Lag lag = new Lag();

    private int add(double millis) {
        return lag.add(Duration.ofNanos((long) (millis * 1_000_000)));
    }

    @Test
    void theFirstFourCountAlikeAndEachLaterOneATenthCutToWholeMilliseconds() {
        assertThat(add(10)).isEqualTo(10);
        assertThat(add(21)).isEqualTo(15);
        assertThat(add(32)).isEqualTo(21);
        assertThat(add(41)).isEqualTo(26);
        assertThat(add(126)).isEqualTo(36);
        assertThat(add(26)).isEqualTo(35);
    }

    @Test
    void aLagOfNoMillisecondIsAFieldLeftOut() {
        assertThat(measurement(0)).isEmpty();
        assertThat(GameServer.fields(measurement(7))).containsExactly("1=7");
    }

    private static byte[] measurement(int millis) {
        return LagMeasurement.newBuilder().setLagMs(millis).build().toByteArray();
    }

    @Test
    void theSecondPongAndEachTenthFromThereRenew() {
        StringBuilder renewals = new StringBuilder();
        for (int pong = 1; pong <= 33; pong++) {
            add(1);
            renewals.append(lag.isTimeToRenew() ? pong + " " : "");
        }
        assertThat(renewals).hasToString("2 12 22 32 ");
    }
}
