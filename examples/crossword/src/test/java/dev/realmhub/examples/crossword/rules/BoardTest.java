package dev.realmhub.examples.crossword.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoardTest {
    @Test
    void anEmptyBoardIs15RowsOf15Dots() {
        assertThat(Board.empty().rows()).hasSize(15).containsOnly("...............");
    }

    @Test
    void tilesAreCapitalsAndBlanksAreSmallLetters() {
        Board board = Given.board(Given.across(7, 7, "CaT"));

        assertThat(board.rows().get(7)).isEqualTo(".......CaT.....");
        assertThat(board.tileCount()).isEqualTo(3);
    }

    @Test
    void puttingTilesDownLeavesTheOldBoardAsItWas() {
        Board before = Board.empty();

        assertThat(before.with(Given.across(0, 0, "A"))).isNotEqualTo(before);
        assertThat(before).isEqualTo(Board.empty());
    }

    @Test
    void aBoardCanBeReadBackFromItsRows() {
        Board board = Given.board(Given.down(3, 14, "hELLO"));

        assertThat(Board.of(board.rows())).isEqualTo(board).hasSameHashCodeAs(board);
    }

    @Test
    void rowsOfTheWrongSizeOrWithOddCharactersAreNoBoard() {
        List<String> odd = Collections.nCopies(15, "......1........");

        assertThatIllegalArgumentException().isThrownBy(() -> Board.of(Collections.nCopies(14, ".".repeat(15))));
        assertThatIllegalArgumentException().isThrownBy(() -> Board.of(Collections.nCopies(15, ".".repeat(16))));
        assertThatIllegalArgumentException().isThrownBy(() -> Board.of(odd));
    }

    @Test
    void turningTheBoardMakesAcrossWordsRunDown() {
        Board turned = Given.board(Given.across(2, 5, "CaT")).transposed();

        assertThat(turned).isEqualTo(Given.board(Given.down(5, 2, "CaT")));
    }
}
