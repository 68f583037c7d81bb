package dev.realmhub.examples.crossword.rules;

import static dev.realmhub.examples.crossword.rules.Given.across;
import static dev.realmhub.examples.crossword.rules.Given.board;
import static dev.realmhub.examples.crossword.rules.Given.down;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlacementRulesTest {
    private static final Board CAT = board(across(7, 6, "CAT"));

    @Test
    void aMovePlacesAtLeastOneTile() {
        assertRefused(CAT, List.of(), "Place at least one tile.");
    }

    @Test
    void theFirstWordCoversTheCentre() {
        assertRefused(Board.empty(), across(7, 8, "CAT"), "The first word must cover the centre square.");
        assertThat(Play.of(Board.empty(), down(5, 7, "CAT")).words()).containsExactly("CAT");
    }

    @Test
    void theFirstWordHasAtLeastTwoTiles() {
        assertRefused(Board.empty(), across(7, 7, "A"), "The first word needs at least two tiles.");
    }

    @Test
    void aTileCannotGoOnATile() {
        assertRefused(CAT, down(7, 7, "BE"), "A tile already lies on row 8, column 8.");
    }

    @Test
    void twoTilesCannotGoOnOneSquare() {
        List<Placement> twice = join(across(7, 9, "S"), across(7, 9, "T"));

        assertRefused(CAT, twice, "Only one tile can go on row 8, column 10.");
    }

    @Test
    void allTilesLieInOneRowOrColumn() {
        List<Placement> corner = join(across(7, 9, "S"), across(8, 10, "T"));
        List<Placement> bent = join(across(8, 6, "AT"), across(9, 6, "B"));

        assertRefused(CAT, corner, "The tiles must lie in one row or in one column.");
        assertRefused(CAT, bent, "The tiles must lie in one row or in one column.");
    }

    @Test
    void theLineHasNoGap() {
        assertRefused(CAT, across(7, 9, "S.T"), "There is a gap at row 8, column 11.");
        assertRefused(CAT, down(8, 6, "S.T"), "There is a gap at row 10, column 7.");
    }

    @Test
    void tilesOnTheBoardFillGaps() {
        assertThat(Play.of(CAT, across(7, 4, "AB...S")).words()).containsExactly("ABCATS");
        assertThat(Play.of(CAT, down(6, 7, "B.G")).words()).containsExactly("BAG");
    }

    @Test
    void theOrderOfTheTilesDoesNotMatter() {
        List<Placement> shuffled = join(across(7, 9, "S"), across(7, 4, "B"), across(7, 5, "O"));

        assertThat(Play.of(CAT, shuffled).words()).containsExactly("BOCATS");
    }

    @Test
    void laterWordsTouchATile() {
        assertRefused(CAT, across(0, 0, "CAT"), "The tiles must touch a tile on the board.");
    }

    @Test
    void touchingACornerIsNotEnough() {
        assertRefused(CAT, across(8, 9, "CAT"), "The tiles must touch a tile on the board.");
    }

    @Test
    void lyingBesideTheBoardsOtherEdgeIsNotTouching() {
        Board edge = board(across(7, 12, "CAT"));

        assertRefused(edge, across(8, 0, "CAT"), "The tiles must touch a tile on the board.");
    }

    private static void assertRefused(Board board, List<Placement> tiles, String message) {
        assertThatExceptionOfType(IllegalPlay.class)
                .isThrownBy(() -> Play.of(board, tiles))
                .withMessage(message)
                .matches(refused -> refused.code().equals("bad_placement"));
    }

    @SafeVarargs
    private static List<Placement> join(List<Placement>... parts) {
        List<Placement> all = new ArrayList<>();
        for (List<Placement> part : parts) {
            all.addAll(part);
        }
        return all;
    }
}
