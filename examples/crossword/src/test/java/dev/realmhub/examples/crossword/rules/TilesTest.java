package dev.realmhub.examples.crossword.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TilesTest {
    private static final String EXPECTED = "{?=2, A=9, B=2, C=2, D=4, E=12, F=2, G=3, H=2, I=9, J=1, K=1, L=4, M=2, "
            + "N=6, O=8, P=2, Q=1, R=6, S=4, T=6, U=4, V=2, W=2, X=1, Y=2, Z=1}";

    @Test
    void aFullBagHoldsAHundredTilesWorth187() {
        assertThat(Tiles.ENGLISH).hasSize(100);
        assertThat(Tiles.valueOf(Tiles.ENGLISH)).isEqualTo(187);
    }

    @Test
    void eachLetterIsThereAsOftenAsInTheEnglishSet() {
        Map<Character, Integer> counts = new TreeMap<>();
        Tiles.ENGLISH.chars().forEach(tile -> counts.merge((char) tile, 1, Integer::sum));

        assertThat(counts).hasToString(EXPECTED);
    }

    @Test
    void rareLettersAreWorthMore() {
        assertThat(Tiles.valueOf("EAIONRTLSU")).isEqualTo(10);
        assertThat(Tiles.valueOf("DG")).isEqualTo(2 * 2);
        assertThat(Tiles.valueOf("BCMP")).isEqualTo(4 * 3);
        assertThat(Tiles.valueOf("FHVWY")).isEqualTo(5 * 4);
        assertThat(Tiles.valueOf('K')).isEqualTo(5);
        assertThat(Tiles.valueOf("JX")).isEqualTo(2 * 8);
        assertThat(Tiles.valueOf("QZ")).isEqualTo(2 * 10);
    }

    @Test
    void aBlankIsWorthNothingInHandAndOnTheBoard() {
        assertThat(Tiles.valueOf("?q")).isZero();
    }
}
