package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowanceTest {
    private static final long SECOND = 1_000_000_000;

    /** Clocks of this sort may begin anywhere and overflow. */
    @ParameterizedTest
    @ValueSource(longs = {0, Long.MIN_VALUE, Long.MAX_VALUE - SECOND / 2})
    void afterARestABurstIsThereAndNotOneMore(long now) {
        Allowance allowance = new Allowance(now);
        assertThat(takenAt(allowance, now, 100)).isEqualTo(40);
        assertThat(takenAt(allowance, now + SECOND, 100)).isEqualTo(20);
        assertThat(takenAt(allowance, now + 100 * SECOND, 100)).isEqualTo(40);
    }

    @Test
    void whatIsRefusedCostsNothing() {
        Allowance allowance = new Allowance(0);
        takenAt(allowance, 0, 1_000_000);
        assertThat(takenAt(allowance, SECOND / 20, 100)).isOne();
    }

    @Test
    void itIsFullAgainWhenAsMuchTimeHasPassedAsWasUsed() {
        Allowance allowance = new Allowance(0);
        takenAt(allowance, 0, 2);
        assertThat(allowance.isFull(SECOND / 10 - 1)).isFalse();
        assertThat(allowance.isFull(SECOND / 10)).isTrue();
    }

    @Test
    void ofThoseWhoTakeAtTheSameTimeNobodyTakesWhatAnotherTook() {
        Allowance allowance = new Allowance(0);
        long taken = IntStream.range(0, 2_000_000)
                .parallel()
                .filter(i -> allowance.take(1_000, 1_000_000, 0))
                .count();
        assertThat(taken).isEqualTo(1_000_000);
    }

    private static long takenAt(Allowance allowance, long now, int times) {
        return IntStream.range(0, times)
                .filter(i -> allowance.take(20, 40, now))
                .count();
    }
}
