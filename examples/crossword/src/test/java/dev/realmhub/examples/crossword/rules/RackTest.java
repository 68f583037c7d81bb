package dev.realmhub.examples.crossword.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class RackTest {
    private final Rack rack = new Rack("EAE?QZS");

    @Test
    void tilesComeOffOneByOne() {
        assertThat(rack.without("EE?")).isEqualTo(new Rack("AQZS"));
    }

    @Test
    void aBlankAddsNothingToItsValue() {
        assertThat(rack.value()).isEqualTo(1 + 1 + 1 + 0 + 10 + 10 + 1);
    }

    @Test
    void aTileThatIsNotThereIsNamed() {
        assertThatExceptionOfType(IllegalPlay.class)
                .isThrownBy(() -> rack.without("AX"))
                .withMessage("You do not have the tile X.")
                .matches(refused -> refused.code().equals("not_your_tiles"));
    }

    @Test
    void aTileThatIsThereLessOftenIsNamed() {
        assertThatExceptionOfType(IllegalPlay.class)
                .isThrownBy(() -> rack.without("EEE"))
                .withMessage("You do not have the tile E that often.");
    }

    @Test
    void aMissingBlankIsCalledABlank() {
        assertThatExceptionOfType(IllegalPlay.class)
                .isThrownBy(() -> new Rack("ABC").without("?"))
                .withMessage("You do not have the blank.");
    }

    @Test
    void eightTilesOrSmallLettersAreNoRack() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Rack("ABCDEFGH"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Rack("a"));
    }
}
