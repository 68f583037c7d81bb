package dev.realmhub.examples.crossword.rules;

import static dev.realmhub.examples.crossword.rules.Given.across;
import static dev.realmhub.examples.crossword.rules.Given.board;
import static dev.realmhub.examples.crossword.rules.Given.down;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Each sum is written out as a player would do it on paper; none of the words is looked up. */
class PlayScoreTest {
    private static final Board CAT = board(across(7, 6, "CAT"));

    @Test
    void aWordThroughTheCentreCountsTwice() {
        assertThat(score(Board.empty(), across(7, 5, "CAT"))).isEqualTo((3 + 1 + 1) * 2);
    }

    @Test
    void aDoubleLetterCountsBeforeTheDoubleWord() {
        assertThat(score(Board.empty(), across(7, 3, "HELLO"))).isEqualTo((4 * 2 + 1 + 1 + 1 + 1) * 2);
        assertThat(score(Board.empty(), across(7, 7, "HELLO"))).isEqualTo((4 + 1 + 1 + 1 + 1 * 2) * 2);
    }

    @Test
    void downCountsLikeAcross() {
        assertThat(score(Board.empty(), down(3, 7, "HELLO"))).isEqualTo((4 * 2 + 1 + 1 + 1 + 1) * 2);
    }

    @Test
    void aBlankCountsNothingButItsSquareStillDoublesTheWord() {
        assertThat(score(Board.empty(), across(7, 7, "hELLO"))).isEqualTo((0 + 1 + 1 + 1 + 1 * 2) * 2);
    }

    @Test
    void premiumsUnderOldTilesAreSpent() {
        assertThat(score(CAT, across(7, 9, "S"))).isEqualTo(3 + 1 + 1 + 1);
    }

    @Test
    void anOldBlankStaysWorthNothing() {
        Board blankC = board(across(7, 6, "cAT"));

        assertThat(score(blankC, across(7, 9, "S"))).isEqualTo(0 + 1 + 1 + 1);
    }

    @Test
    void aHookScoresBothWords() {
        Play play = Play.of(CAT, down(7, 9, "SAD"));

        assertThat(play.main()).isEqualTo(new Word("SAD", 1 + 1 + 2 * 3));
        assertThat(play.crosses()).containsExactly(new Word("CATS", 3 + 1 + 1 + 1));
        assertThat(play.score()).isEqualTo(8 + 6);
    }

    @Test
    void aParallelWordScoresEachCrossAndTheLetterPremiumBothWays() {
        Play play = Play.of(CAT, across(8, 6, "AT"));

        assertThat(play.main()).isEqualTo(new Word("AT", 1 * 2 + 1));
        assertThat(play.crosses()).containsExactly(new Word("CA", 3 + 1 * 2), new Word("AT", 1 + 1));
        assertThat(play.score()).isEqualTo(3 + 5 + 2);
    }

    @Test
    void aTripleWordCountsInTheCrossToo() {
        Board at = board(across(1, 0, "AT"));

        assertThat(score(at, across(0, 0, "ZO"))).isEqualTo((10 + 1) * 3 + (10 + 1) * 3 + (1 + 1));
    }

    @Test
    void aTripleLetterCountsInTheCrossToo() {
        Board a = board(across(2, 5, "A"));

        assertThat(score(a, across(1, 5, "XI"))).isEqualTo((8 * 3 + 1) + (8 * 3 + 1));
    }

    @Test
    void aBlankOnATripleLetterIsStillWorthNothing() {
        Board a = board(across(2, 5, "A"));

        assertThat(score(a, across(1, 5, "xI"))).isEqualTo((0 + 1) + (0 + 1));
    }

    @Test
    void twoDoubleWordsMakeFourTimes() {
        Board e = board(across(4, 7, "E"));

        assertThat(score(e, across(4, 4, "AIN.STR"))).isEqualTo((1 + 1 + 1 + 1 + 1 + 1 + 1) * 2 * 2);
    }

    @Test
    void twoTripleWordsMakeNineTimes() {
        Board e = board(down(0, 4, "EM"));

        assertThat(score(e, across(0, 0, "STRA.NIS"))).isEqualTo((1 + 1 + 1 + 1 * 2 + 1 + 1 + 1 + 1) * 3 * 3 + 50);
    }

    @Test
    void sevenTilesEarnFiftyMoreAfterThePremiums() {
        assertThat(score(Board.empty(), across(7, 7, "QUARTZY"))).isEqualTo((10 + 1 + 1 + 1 + 1 * 2 + 10 + 4) * 2 + 50);
    }

    @Test
    void sixTilesEarnNoBonus() {
        assertThat(score(Board.empty(), across(7, 7, "QUARTZ"))).isEqualTo((10 + 1 + 1 + 1 + 1 * 2 + 10) * 2);
    }

    @Test
    void aSevenLetterWordWithOldTilesEarnsNoBonus() {
        assertThat(score(CAT, across(7, 3, "ABC...D"))).isEqualTo(1 * 2 + 3 + 3 + (3 + 1 + 1) + 2);
    }

    @Test
    void aLoneTileCanFormTwoWords() {
        Board cross = board(across(7, 6, "C.T"), down(6, 7, "B.G"));
        Play play = Play.of(cross, across(7, 7, "A"));

        assertThat(play.main()).isEqualTo(new Word("CAT", (3 + 1 + 1) * 2));
        assertThat(play.crosses()).containsExactly(new Word("BAG", (3 + 1 + 2) * 2));
        assertThat(play.score()).isEqualTo(10 + 12);
    }

    @Test
    void aLoneTileThatReadsOnlyDownFormsOneWord() {
        Play play = Play.of(CAT, across(8, 8, "O"));

        assertThat(play.main()).isEqualTo(new Word("TO", 1 + 1 * 2));
        assertThat(play.crosses()).isEmpty();
    }

    @Test
    void blanksReadAsTheLettersTheyStandFor() {
        assertThat(Play.of(Board.empty(), across(7, 7, "hElLO")).words()).isEqualTo(List.of("HELLO"));
    }

    private static int score(Board board, List<Placement> tiles) {
        return Play.of(board, tiles).score();
    }
}
