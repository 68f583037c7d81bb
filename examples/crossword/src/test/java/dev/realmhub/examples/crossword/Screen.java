package dev.realmhub.examples.crossword;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;

/**
 * What stands on a page of a game, as a person sees it.
 *
 * @param board the letters row by row, a dot for an empty square
 * @param racks by the element's id, the letters in order of the alphabet
 * @param clocks minutes and seconds
 */
record Screen(String turn, String board, List<String> scores, Map<String, String> racks, List<String> clocks) {
    /** Two screens are not read at the same moment, and seconds are rounded. */
    private static final int SECONDS_BETWEEN = 2;

    private static final String READ = """
            () => {
              const text = id => document.getElementById(id).textContent
              const letters = (selector, none) =>
                [...document.querySelectorAll(selector)].map(({ dataset }) => dataset.letter || none)
              const rack = id => letters(`#${id} .tile`, '').sort().join('')
              return JSON.stringify({
                turn: document.body.dataset.turn,
                board: letters('#board [data-row]', '.').join(''),
                scores: [text('score-0'), text('score-1')],
                racks: { rack: rack('rack'), 'rack-0': rack('rack-0'), 'rack-1': rack('rack-1') },
                clocks: [text('clock-0'), text('clock-1')],
              })
            }""";

    static Screen of(Page page) {
        return Json.read((String) page.evaluate(READ), Screen.class);
    }

    int secondsLeft(int seat) {
        return seconds(clocks.get(seat));
    }

    private static int seconds(String clock) {
        String[] parts = clock.split(":", 2);
        return Integer.parseInt(parts[0]) * 60 + (int) Double.parseDouble(parts[1]);
    }

    /** Fails unless a player in a seat sees the same as this observer: the board, the scores, his own rack, the time left. */
    void assertSameAs(Screen player, int seat) {
        assertThat(player.turn).isEqualTo(turn);
        assertThat(player.board).isEqualTo(board);
        assertThat(player.scores).isEqualTo(scores);
        assertThat(player.racks.get("rack")).isNotEmpty().isEqualTo(racks.get("rack-" + seat));
        for (int clock = 0; clock < 2; clock++) {
            assertThat(player.secondsLeft(clock)).isCloseTo(secondsLeft(clock), within(SECONDS_BETWEEN));
        }
    }
}
