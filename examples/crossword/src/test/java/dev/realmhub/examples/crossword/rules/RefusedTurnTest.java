package dev.realmhub.examples.crossword.rules;

import static dev.realmhub.examples.crossword.rules.Given.ALICE;
import static dev.realmhub.examples.crossword.rules.Given.BOB;
import static dev.realmhub.examples.crossword.rules.Given.NOON;
import static dev.realmhub.examples.crossword.rules.Given.across;
import static dev.realmhub.examples.crossword.rules.Given.down;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RefusedTurnTest {
    private final CrosswordGame game = Given.game("CATHELO", "TEASISQ", "Z".repeat(20));

    @Test
    void aWordThatIsNotInTheListIsNamed() {
        assertRefused("bad_word", "TAC is not in the word list.", () -> game.move(ALICE, 1, across(7, 7, "TAC"), NOON));
    }

    @Test
    void aCrossWordThatIsNotInTheListIsNamed() {
        game.move(ALICE, 1, across(7, 7, "CAT"), NOON);

        assertRefused("bad_word", "CATI is not in the word list.", () -> game.move(BOB, 2, down(7, 10, "IS"), NOON));
    }

    @Test
    void tilesThatLieWronglyAreRefused() {
        assertRefused(
                "bad_placement",
                "The first word must cover the centre square.",
                () -> game.move(ALICE, 1, across(0, 0, "CAT"), NOON));
    }

    @Test
    void theOthersTilesAreNotYours() {
        assertRefused(
                "not_your_tiles", "You do not have the tile S.", () -> game.move(ALICE, 1, across(7, 7, "CATS"), NOON));
    }

    @Test
    void aLetterOnTheRackIsNoBlank() {
        assertRefused(
                "not_your_tiles", "You do not have the blank.", () -> game.move(ALICE, 1, across(7, 7, "cAT"), NOON));
    }

    @Test
    void onlyThePlayerToMoveCanMove() {
        assertRefused("not_your_turn", "It is not your turn.", () -> game.move(BOB, 1, across(7, 7, "TEA"), NOON));
        assertRefused("not_your_turn", "It is not your turn.", () -> game.exchange(BOB, 1, "Q", NOON));
        assertRefused("not_your_turn", "It is not your turn.", () -> game.pass(BOB, 1, NOON));
    }

    @Test
    void aTurnSentTwiceIsStale() {
        game.move(ALICE, 1, across(7, 7, "CAT"), NOON);

        assertRefused(
                "stale_turn",
                "Turn 1 is over; it is turn 2 now.",
                () -> game.move(ALICE, 1, across(7, 7, "CAT"), NOON));
    }

    @Test
    void aTurnThatHasNotBegunIsStaleToo() {
        assertRefused("stale_turn", "Turn 2 has not begun; it is turn 1 now.", () -> game.pass(ALICE, 2, NOON));
        assertRefused(
                "stale_turn", "Turn 3 has not begun; it is turn 1 now.", () -> game.exchange(ALICE, 3, "C", NOON));
    }

    @Test
    void whoWatchesCannotDoAnything() {
        String text = "You are watching; only the two players can move.";

        assertRefused("not_player", text, () -> game.move("carol", 1, across(7, 7, "CAT"), NOON));
        assertRefused("not_player", text, () -> game.exchange("carol", 1, "C", NOON));
        assertRefused("not_player", text, () -> game.pass("carol", 1, NOON));
        assertRefused("not_player", text, () -> game.resign("carol", NOON));
    }

    @Test
    void nothingCanBeDoneAfterTheEnd() {
        game.resign(BOB, NOON);

        assertRefused("game_over", "The game is over.", () -> game.move(ALICE, 2, across(7, 7, "CAT"), NOON));
        assertRefused("game_over", "The game is over.", () -> game.exchange(ALICE, 2, "C", NOON));
        assertRefused("game_over", "The game is over.", () -> game.pass(ALICE, 2, NOON));
        assertRefused("game_over", "The game is over.", () -> game.resign(ALICE, NOON));
    }

    /** Asserts also that the refused turn left no trace. */
    private void assertRefused(String code, String message, ThrowingCallable action) {
        List<Object> before = everything();
        assertThatExceptionOfType(IllegalPlay.class)
                .isThrownBy(action)
                .withMessage(message)
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(code))
                .satisfies(refused -> assertThat(refused.reason().code()).isEqualTo(code));
        assertThat(everything()).isEqualTo(before);
    }

    private List<Object> everything() {
        return List.of(
                game.turn(),
                game.toMove(),
                game.board(),
                game.racks(),
                game.bagContents(),
                game.scores(),
                game.log(),
                game.outcome(),
                game.clocks(NOON));
    }
}
