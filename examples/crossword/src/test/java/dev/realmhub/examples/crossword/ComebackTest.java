package dev.realmhub.examples.crossword;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Pages come back by themselves when their hub dies under them, to where they were. */
class ComebackTest {
    @Test
    void aGameGoesOnAfterThePlayersHubCrashedAndCameBack() throws Exception {
        try (Chromium chromium = new Chromium();
                Site site = Site.overNats()) {
            FullGame game = new FullGame(chromium, site);
            game.meetInTheLobby();
            game.awaitTurn(1);
            game.playTurns(1, 2);

            site.crashAndRestartHub(0);

            game.awaitOnline();
            game.playTurns(3, 4);
            assertThat(game.turn()).isEqualTo(5);
        }
    }
}
