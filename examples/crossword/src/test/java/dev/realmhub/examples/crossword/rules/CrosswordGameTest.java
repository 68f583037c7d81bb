package dev.realmhub.examples.crossword.rules;

import static dev.realmhub.examples.crossword.rules.Given.ALICE;
import static dev.realmhub.examples.crossword.rules.Given.BOB;
import static dev.realmhub.examples.crossword.rules.Given.NOON;
import static dev.realmhub.examples.crossword.rules.Given.across;
import static dev.realmhub.examples.crossword.rules.Given.down;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CrosswordGameTest {
    private final CrosswordGame game = Given.game("CATHELO", "TEASISQ", "Z".repeat(20));

    @Test
    void aNewGameHasTwoFullRacksAndFullClocks() {
        CrosswordGame fresh = CrosswordGame.start(ALICE, BOB, Given.WORDS, new Random(1), NOON);

        assertThat(fresh.rackSizes()).containsExactly(7, 7);
        assertThat(fresh.bagCount()).isEqualTo(86);
        assertThat(fresh.scores()).containsExactly(0, 0);
        assertThat(fresh.clocks(NOON)).containsExactly(900_000L, 900_000L);
        assertThat(fresh.clockRunning()).isTrue();
        assertThat(fresh.board()).isEqualTo(Board.empty());
    }

    @Test
    void aNewGameIsAtTurnOneAndTheFirstPlayersMove() {
        CrosswordGame fresh = CrosswordGame.start(ALICE, BOB, Given.WORDS, new Random(1), NOON);

        assertThat(fresh.turn()).isEqualTo(1);
        assertThat(fresh.toMove()).isZero();
        assertThat(fresh.log()).isEmpty();
        assertThat(fresh.outcome()).isEmpty();
    }

    @Test
    void theSameSeedDealsTheSameRacks() {
        assertThat(dealt(5)).isEqualTo(dealt(5)).isNotEqualTo(dealt(6));
    }

    @Test
    void seatsFollowTheOrderOfThePlayers() {
        assertThat(game.players()).containsExactly(ALICE, BOB);
        assertThat(game.seatOf(ALICE)).hasValue(0);
        assertThat(game.seatOf(BOB)).hasValue(1);
        assertThat(game.seatOf("carol")).isEqualTo(OptionalInt.empty());
    }

    @Test
    void nobodyPlaysAgainstHimself() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CrosswordGame.start(ALICE, ALICE, Given.WORDS, new Random(1), NOON));
    }

    @Test
    void aMoveLandsOnTheBoardAndInTheScore() {
        Turn turn = game.move(ALICE, 1, across(7, 7, "CAT"), NOON);

        assertThat(turn.score()).isEqualTo((3 + 1 + 1) * 2);
        assertThat(game.scores()).containsExactly(10, 0);
        assertThat(game.board().rows().get(7)).isEqualTo(".......CAT.....");
    }

    @Test
    void aMoveRefillsTheRackFromTheBag() {
        game.move(ALICE, 1, across(7, 7, "CAT"), NOON);

        assertThat(game.racks()).containsExactly(new Rack("HELOZZZ"), new Rack("TEASISQ"));
        assertThat(game.bagCount()).isEqualTo(17);
    }

    @Test
    void aMoveHandsTheTurnOver() {
        game.move(ALICE, 1, across(7, 7, "CAT"), NOON);

        assertThat(game.turn()).isEqualTo(2);
        assertThat(game.toMove()).isEqualTo(1);
    }

    @Test
    void aMoveIsLoggedWithItsWordsAndTiles() {
        game.move(ALICE, 1, across(7, 7, "CAT"), NOON);
        game.move(BOB, 2, down(6, 10, "IS"), NOON);

        assertThat(game.log())
                .containsExactly(
                        new Turn(1, 0, Turn.Kind.MOVE, 10, List.of("CAT"), across(7, 7, "CAT"), 0),
                        new Turn(2, 1, Turn.Kind.MOVE, 2 + 6, List.of("IS", "CATS"), down(6, 10, "IS"), 0));
    }

    @Test
    void aPassOnlyHandsTheTurnOver() {
        Turn turn = game.pass(ALICE, 1, NOON);

        assertThat(turn).isEqualTo(new Turn(1, 0, Turn.Kind.PASS, 0, List.of(), List.of(), 0));
        assertThat(game.racks()).containsExactly(new Rack("CATHELO"), new Rack("TEASISQ"));
        assertThat(game.toMove()).isEqualTo(1);
    }

    @Test
    void aBlankIsSpentAsABlankAndScoresNothing() {
        CrosswordGame withBlank = Given.game("?ATHELO", "TEASISQ", "Z".repeat(20));

        Turn turn = withBlank.move(ALICE, 1, across(7, 7, "cAT"), NOON);

        assertThat(turn.score()).isEqualTo((0 + 1 + 1) * 2);
        assertThat(turn.words()).containsExactly("CAT");
        assertThat(withBlank.racks().get(0)).isEqualTo(new Rack("HELOZZZ"));
        assertThat(withBlank.board().rows().get(7)).isEqualTo(".......cAT.....");
    }

    @Test
    void whatTheGameHandsOutDoesNotChangeAfterwards() {
        List<Turn> log = game.log();
        List<Rack> racks = game.racks();
        List<Integer> scores = game.scores();

        game.move(ALICE, 1, across(7, 7, "CAT"), NOON);

        assertThat(log).isEmpty();
        assertThat(racks.get(0)).isEqualTo(new Rack("CATHELO"));
        assertThat(scores).containsExactly(0, 0);
    }

    private static List<Rack> dealt(long seed) {
        return CrosswordGame.start(ALICE, BOB, Given.WORDS, new Random(seed), NOON)
                .racks();
    }
}
