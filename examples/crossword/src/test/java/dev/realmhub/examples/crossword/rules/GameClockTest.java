package dev.realmhub.examples.crossword.rules;

import static dev.realmhub.examples.crossword.rules.Given.ALICE;
import static dev.realmhub.examples.crossword.rules.Given.BOB;
import static dev.realmhub.examples.crossword.rules.Given.NOON;
import static dev.realmhub.examples.crossword.rules.Given.across;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class GameClockTest {
    private static final Instant FULL_TIME = NOON.plus(Duration.ofMinutes(15));

    private final CrosswordGame game = Given.game("CATHELO", "TEASISQ", "Z".repeat(20));

    @Test
    void onlyTheClockOfThePlayerToMoveRuns() {
        assertThat(game.clocks(NOON.plusSeconds(10))).containsExactly(890_000L, 900_000L);

        game.pass(ALICE, 1, NOON.plusSeconds(30));

        assertThat(game.clocks(NOON.plusSeconds(50))).containsExactly(870_000L, 880_000L);
    }

    @Test
    void timeAddsUpOverTheTurns() {
        game.pass(ALICE, 1, NOON.plusSeconds(10));
        game.pass(BOB, 2, NOON.plusSeconds(15));
        game.pass(ALICE, 3, NOON.plusSeconds(35));

        assertThat(game.clocks(NOON.plusSeconds(36))).containsExactly(870_000L, 894_000L);
    }

    @Test
    void whoIsFarAwayIsGivenBackWhatHisConnectionTookOnceATurn() {
        game.compensate(ALICE, Duration.ofMillis(300), NOON.plusSeconds(10));
        game.compensate(ALICE, Duration.ofMillis(300), NOON.plusSeconds(10));
        game.compensate(BOB, Duration.ofMillis(300), NOON.plusSeconds(10));

        assertThat(game.clocks(NOON.plusSeconds(10))).containsExactly(890_300L, 900_000L);
    }

    @Test
    void nobodyIsGivenBackMoreThanHasRun() {
        game.compensate(ALICE, Duration.ofMillis(300), NOON.plusMillis(200));

        assertThat(game.clocks(NOON.plusMillis(200))).containsExactly(900_000L, 900_000L);
    }

    @Test
    void lookingAtTheClocksDoesNotMoveThem() {
        game.clocks(NOON.plusSeconds(100));

        assertThat(game.clocks(NOON.plusSeconds(10))).containsExactly(890_000L, 900_000L);
    }

    @Test
    void aRefusedTurnDoesNotStopTheClock() {
        assertThatExceptionOfType(IllegalPlay.class)
                .isThrownBy(() -> game.move(ALICE, 1, across(7, 7, "TAC"), NOON.plusSeconds(10)));

        assertThat(game.clocks(NOON.plusSeconds(20))).containsExactly(880_000L, 900_000L);
    }

    @Test
    void aMillisecondBeforeTheEndTheGameGoesOn() {
        assertThat(game.checkTime(FULL_TIME.minusMillis(1))).isFalse();
        assertThat(game.checkTime(FULL_TIME.minusNanos(1))).isFalse();
        assertThat(game.clocks(FULL_TIME.minusNanos(1))).containsExactly(1L, 900_000L);
        assertThat(game.outcome()).isEmpty();
    }

    @Test
    void aClockAtZeroLosesWhateverTheScore() {
        game.move(ALICE, 1, across(7, 7, "CAT"), NOON);
        game.pass(BOB, 2, NOON);

        assertThat(game.checkTime(FULL_TIME)).isTrue();

        assertThat(game.outcome()).contains(new Outcome(1, Outcome.Reason.TIME, List.of(0, 0)));
        assertThat(game.scores()).containsExactly(10, 0);
        assertThat(game.clocks(FULL_TIME.plusSeconds(5))).containsExactly(0L, 900_000L);
    }

    @Test
    void theLossIsLoggedOnceAsATurnOfItsOwn() {
        game.checkTime(FULL_TIME.plusSeconds(1));

        assertThat(game.checkTime(FULL_TIME.plusSeconds(2))).isFalse();
        assertThat(game.log()).containsExactly(new Turn(1, 0, Turn.Kind.TIME, 0, List.of(), List.of(), 0));
        assertThat(game.turn()).isEqualTo(2);
        assertThat(game.clockRunning()).isFalse();
    }

    @Test
    void aMoveThatComesTooLateLosesInsteadOfCounting() {
        assertGameOver(() -> game.move(ALICE, 1, across(7, 7, "CAT"), FULL_TIME));

        assertThat(game.outcome()).contains(new Outcome(1, Outcome.Reason.TIME, List.of(0, 0)));
        assertThat(game.board()).isEqualTo(Board.empty());
        assertThat(game.turn()).isEqualTo(2);
    }

    @Test
    void resigningAfterTheOthersTimeRanOutLosesNothing() {
        assertGameOver(() -> game.resign(BOB, FULL_TIME));

        assertThat(game.outcome().orElseThrow().winner()).isEqualTo(1);
    }

    @Test
    void theOtherPlayersClockCanRunOutToo() {
        game.pass(ALICE, 1, NOON);

        assertThat(game.checkTime(FULL_TIME)).isTrue();
        assertThat(game.outcome().orElseThrow().winner()).isZero();
        assertThat(game.log().get(1).player()).isEqualTo(1);
    }

    @Test
    void timeThatGoesBackwardsStandsStill() {
        game.pass(ALICE, 1, NOON.plusSeconds(60));
        game.pass(BOB, 2, NOON.plusSeconds(30));

        assertThat(game.clocks(NOON)).containsExactly(840_000L, 900_000L);
        assertThat(game.clocks(NOON.plusSeconds(61))).containsExactly(839_000L, 900_000L);
    }

    private static void assertGameOver(Runnable action) {
        assertThatExceptionOfType(IllegalPlay.class)
                .isThrownBy(action::run)
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("game_over"));
    }
}
