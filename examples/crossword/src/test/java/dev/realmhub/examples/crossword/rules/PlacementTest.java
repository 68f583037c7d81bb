package dev.realmhub.examples.crossword.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacementTest {
    @ParameterizedTest
    @CsvSource({"-1, 0", "0, -1", "15, 0", "0, 15", "2147483647, 0"})
    void aSquareOffTheBoardIsRefused(int row, int col) {
        assertThatExceptionOfType(IllegalPlay.class)
                .isThrownBy(() -> new Placement(row, col, 'A', false))
                .withMessage("The board has no row %d, column %d.", row + 1L, col + 1L)
                .matches(refused -> refused.code().equals("bad_placement"));
    }

    @ParameterizedTest
    @CsvSource({"a", "?", "É", "1"})
    void onlyCapitalsFromAToZAreLetters(char letter) {
        assertThatExceptionOfType(IllegalPlay.class)
                .isThrownBy(() -> new Placement(7, 7, letter, false))
                .withMessage("'" + letter + "' is not a letter from A to Z.")
                .matches(refused -> refused.code().equals("bad_placement"));
    }

    @Test
    void aBlankComesFromTheRackAsABlankWhateverItStandsFor() {
        assertThat(new Placement(7, 7, 'Q', true).tile()).isEqualTo('?');
        assertThat(new Placement(7, 7, 'Q', false).tile()).isEqualTo('Q');
    }
}
