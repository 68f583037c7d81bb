package dev.realmhub.examples.crossword.rules;

import static dev.realmhub.examples.crossword.rules.Given.ALICE;
import static dev.realmhub.examples.crossword.rules.Given.BOB;
import static dev.realmhub.examples.crossword.rules.Given.NOON;
import static dev.realmhub.examples.crossword.rules.Given.across;
import static dev.realmhub.examples.crossword.rules.Given.down;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GameEndTest {
    private static final Board CAT = Given.board(across(7, 7, "CAT"));

    @Test
    void whoGoesOutGetsTheValueOfTheOthersRack() {
        CrosswordGame game = Given.game(CAT, "S", "QE?", "");

        game.move(ALICE, 1, across(7, 10, "S"), NOON);

        assertThat(game.outcome()).contains(new Outcome(0, Outcome.Reason.OUT, List.of(11, -11)));
        assertThat(game.scores()).containsExactly(6 + 11, -11);
    }

    @Test
    void theSecondPlayerCanGoOutToo() {
        CrosswordGame game = Given.game(CAT, "QE?", "S", "");

        game.pass(ALICE, 1, NOON);
        game.move(BOB, 2, across(7, 10, "S"), NOON);

        assertThat(game.outcome()).contains(new Outcome(1, Outcome.Reason.OUT, List.of(-11, 11)));
        assertThat(game.scores()).containsExactly(-11, 6 + 11);
    }

    @Test
    void aRackThatTheBagRefillsIsNotOut() {
        CrosswordGame game = Given.game(CAT, "S", "QE", "Z");

        game.move(ALICE, 1, across(7, 10, "S"), NOON);

        assertThat(game.outcome()).isEmpty();
        assertThat(game.racks().get(0)).isEqualTo(new Rack("Z"));
    }

    @Test
    void anEmptyBagAloneDoesNotEndTheGame() {
        CrosswordGame game = Given.game(CAT, "SQ", "QE", "");

        game.move(ALICE, 1, across(7, 10, "S"), NOON);

        assertThat(game.outcome()).isEmpty();
    }

    @Test
    void whoGoesOutCanStillLoseOnPoints() {
        CrosswordGame game = Given.game("CATS", "EA", "");
        game.move(ALICE, 1, across(7, 7, "CAT"), NOON);

        game.move(BOB, 2, down(8, 9, "EA"), NOON);

        assertThat(game.outcome()).contains(new Outcome(0, Outcome.Reason.OUT, List.of(-1, 1)));
        assertThat(game.scores()).containsExactly(10 - 1, 1 + 1 + 1 * 3 + 1);
    }

    @Test
    void sixScorelessTurnsCostEachHisOwnRack() {
        CrosswordGame game = Given.game("QAAAAAA", "TEASIS?", "Z".repeat(20));

        passes(game, 6);

        assertThat(game.outcome()).contains(new Outcome(1, Outcome.Reason.SCORELESS, List.of(-16, -6)));
        assertThat(game.scores()).containsExactly(-16, -6);
    }

    @Test
    void fiveScorelessTurnsDoNotEndTheGame() {
        CrosswordGame game = Given.game("QAAAAAA", "TEASIS?", "Z".repeat(20));

        passes(game, 5);

        assertThat(game.outcome()).isEmpty();
    }

    @Test
    void equalScoresAreADraw() {
        CrosswordGame game = Given.game("TEASIST", "TEASIST", "Z".repeat(20));

        passes(game, 6);

        assertThat(game.outcome()).contains(new Outcome(null, Outcome.Reason.SCORELESS, List.of(-7, -7)));
    }

    @Test
    void exchangesAreScorelessTurns() {
        CrosswordGame game = Given.game("QAAAAAA", "TEASIST", "E".repeat(20));

        passes(game, 4);
        game.exchange(ALICE, 5, "Q", NOON);
        game.exchange(BOB, 6, "T", NOON);

        assertThat(game.outcome().orElseThrow().reason()).isEqualTo(Outcome.Reason.SCORELESS);
    }

    @Test
    void aMoveOfBlanksAloneCanBeAScorelessTurn() {
        Board blanks = Given.board(across(7, 7, "it"));
        CrosswordGame game = Given.game(blanks, "TEASISQ", "?EASIST", "E".repeat(20));

        passes(game, 5);
        Turn last = game.move(BOB, 6, down(6, 8, "a"), NOON);

        assertThat(last.score()).isZero();
        assertThat(game.outcome().orElseThrow().reason()).isEqualTo(Outcome.Reason.SCORELESS);
    }

    @Test
    void aScoreStartsTheCountAnew() {
        CrosswordGame game = Given.game(CAT, "SAAAAAA", "TEASIST", "E".repeat(20));

        passes(game, 4);
        game.move(ALICE, 5, across(7, 10, "S"), NOON);
        passes(game, 5);

        assertThat(game.outcome()).isEmpty();
        passes(game, 1);
        assertThat(game.outcome()).isPresent();
    }

    @Test
    void whoResignsLosesWhateverTheScore() {
        CrosswordGame game = Given.game("CATHELO", "TEASISQ", "Z".repeat(20));
        game.move(ALICE, 1, across(7, 7, "CAT"), NOON);
        game.pass(BOB, 2, NOON);

        Turn last = game.resign(ALICE, NOON);

        assertThat(last).isEqualTo(new Turn(3, 0, Turn.Kind.RESIGN, 0, List.of(), List.of(), 0));
        assertThat(game.outcome()).contains(new Outcome(1, Outcome.Reason.RESIGN, List.of(0, 0)));
        assertThat(game.scores()).containsExactly(10, 0);
    }

    @Test
    void aPlayerCanResignWhileTheOtherIsToMove() {
        CrosswordGame game = Given.game("CATHELO", "TEASISQ", "Z".repeat(20));

        game.resign(BOB, NOON);

        assertThat(game.outcome().orElseThrow().winner()).isZero();
        assertThat(game.log().get(0).player()).isEqualTo(1);
    }

    @Test
    void theEndIsATurnOfItsOwnAndStopsTheClock() {
        CrosswordGame game = Given.game("CATHELO", "TEASISQ", "Z".repeat(20));

        game.resign(ALICE, NOON.plusSeconds(60));

        assertThat(game.turn()).isEqualTo(2);
        assertThat(game.clockRunning()).isFalse();
        assertThat(game.clocks(NOON.plusSeconds(600))).containsExactly(840_000L, 900_000L);
    }

    private static void passes(CrosswordGame game, int times) {
        for (int i = 0; i < times; i++) {
            game.pass(game.players().get(game.toMove()), game.turn(), NOON);
        }
    }
}
