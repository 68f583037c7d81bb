package dev.realmhub.examples.crossword.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LayoutTest {
    private static final int LAST = Board.SIZE - 1;

    @Test
    void theClassicBoardHas61Premiums() {
        Map<Premium, Integer> counts = new EnumMap<>(Premium.class);
        for (int square = 0; square < Board.SIZE * Board.SIZE; square++) {
            counts.merge(Layout.premiumAt(square / Board.SIZE, square % Board.SIZE), 1, Integer::sum);
        }

        assertThat(counts)
                .containsEntry(Premium.TRIPLE_WORD, 8)
                .containsEntry(Premium.DOUBLE_WORD, 17)
                .containsEntry(Premium.TRIPLE_LETTER, 12)
                .containsEntry(Premium.DOUBLE_LETTER, 24)
                .containsEntry(Premium.NONE, 225 - 61);
    }

    @Test
    void premiumsLieTheSameHoweverTheBoardIsTurned() {
        for (int row = 0; row < Board.SIZE; row++) {
            for (int col = 0; col < Board.SIZE; col++) {
                assertThat(Layout.premiumAt(row, col))
                        .isEqualTo(Layout.premiumAt(col, row))
                        .isEqualTo(Layout.premiumAt(LAST - row, col));
            }
        }
    }

    @Test
    void theCentreAndTheCornersAreKnown() {
        assertThat(Layout.premiumAt(Layout.CENTRE, Layout.CENTRE)).isEqualTo(Premium.DOUBLE_WORD);
        assertThat(Layout.premiumAt(0, 0)).isEqualTo(Premium.TRIPLE_WORD);
        assertThat(Layout.premiumAt(0, 7)).isEqualTo(Premium.TRIPLE_WORD);
        assertThat(Layout.premiumAt(0, 3)).isEqualTo(Premium.DOUBLE_LETTER);
        assertThat(Layout.premiumAt(1, 5)).isEqualTo(Premium.TRIPLE_LETTER);
    }
}
