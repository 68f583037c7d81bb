package dev.realmhub.examples.crossword.rules;

import static dev.realmhub.examples.crossword.rules.Given.ALICE;
import static dev.realmhub.examples.crossword.rules.Given.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExchangeTest {
    @Test
    void tilesAreSwappedWithTheBag() {
        CrosswordGame game = Given.game("CATHEL?", "TEASISQ", "ZZZZZZZ");

        game.exchange(ALICE, 1, "C?L", NOON);

        assertThat(game.racks().get(0)).isEqualTo(new Rack("ATHEZZZ"));
        assertThat(game.bagContents().toCharArray()).containsExactlyInAnyOrder('Z', 'Z', 'Z', 'Z', 'C', 'L', '?');
    }

    @Test
    void itTakesTheTurnAndScoresNothing() {
        CrosswordGame game = Given.game("CATHELO", "TEASISQ", "ZZZZZZZ");

        game.exchange(ALICE, 1, "C", NOON);

        assertThat(game.turn()).isEqualTo(2);
        assertThat(game.toMove()).isEqualTo(1);
        assertThat(game.scores()).containsExactly(0, 0);
    }

    @Test
    void theLogTellsHowManyTilesButNotWhich() {
        CrosswordGame game = Given.game("CATHELO", "TEASISQ", "ZZZZZZZ");

        Turn turn = game.exchange(ALICE, 1, "CAT", NOON);

        assertThat(turn).isEqualTo(new Turn(1, 0, Turn.Kind.EXCHANGE, 0, List.of(), List.of(), 3));
        assertThat(game.log()).containsExactly(turn);
    }

    @Test
    void sevenTilesCanBeExchangedForTheLastSeven() {
        CrosswordGame game = Given.game("CATHELO", "TEASISQ", "ZZZZZZZ");

        game.exchange(ALICE, 1, "CATHELO", NOON);

        assertThat(game.racks().get(0)).isEqualTo(new Rack("ZZZZZZZ"));
        assertThat(game.bagCount()).isEqualTo(7);
    }

    @Test
    void withSixTilesInTheBagThereIsNoExchange() {
        assertRefused("ZZZZZZ", "C", "bad_exchange", "An exchange needs 7 tiles in the bag; there are 6.");
    }

    @Test
    void atLeastOneTileIsExchanged() {
        assertRefused("ZZZZZZZ", "", "bad_exchange", "Choose at least one tile to exchange.");
    }

    @Test
    void onlyOwnTilesCanBeExchanged() {
        assertRefused("ZZZZZZZ", "CC", "not_your_tiles", "You do not have the tile C that often.");
        assertRefused("ZZZZZZZ", "?", "not_your_tiles", "You do not have the blank.");
        assertRefused("ZZZZZZZ", "CATHELOC", "not_your_tiles", "You do not have the tile C that often.");
        assertRefused("ZZZZZZZ", "c", "not_your_tiles", "You do not have the tile c.");
    }

    private static void assertRefused(String bag, String letters, String code, String message) {
        CrosswordGame game = Given.game("CATHELO", "TEASISQ", bag);
        assertThatExceptionOfType(IllegalPlay.class)
                .isThrownBy(() -> game.exchange(ALICE, 1, letters, NOON))
                .withMessage(message)
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(code));
        assertThat(game.racks().get(0)).isEqualTo(new Rack("CATHELO"));
        assertThat(game.turn()).isEqualTo(1);
    }
}
