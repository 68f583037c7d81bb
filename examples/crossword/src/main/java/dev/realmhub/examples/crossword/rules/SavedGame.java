package dev.realmhub.examples.crossword.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * All of a game, in values that any format can hold. Immutable.
 *
 * @param players the two ids in the order of the seats
 * @param board as {@link Board#rows} gives it
 * @param racks the letters of both
 * @param bag what is left to draw, in its order
 * @param scores of both
 * @param log all turns so far
 * @param clocksLeft milliseconds that each player had at {@code clocksAt}
 * @param clockRunning whose clock runs, or -1
 * @param clocksAt milliseconds since 1970
 * @param toMove whose turn it is
 * @param outcome how it ended; null while it goes on
 */
public record SavedGame(
        List<String> players,
        List<String> board,
        List<String> racks,
        String bag,
        List<Integer> scores,
        List<Turn> log,
        List<Long> clocksLeft,
        int clockRunning,
        long clocksAt,
        int toMove,
        @Nullable Outcome outcome) {
    /** Copies the lists. */
    public SavedGame {
        players = List.copyOf(players);
        board = List.copyOf(board);
        racks = List.copyOf(racks);
        scores = List.copyOf(scores);
        log = List.copyOf(log);
        clocksLeft = List.copyOf(clocksLeft);
    }

    /** All of a game as it stands; it holds what no player may see. */
    public static SavedGame of(CrosswordGame game) {
        Clocks clocks = game.clocks();
        return new SavedGame(
                game.players(),
                game.board().rows(),
                game.racks().stream().map(Rack::letters).toList(),
                game.bagContents(),
                game.scores(),
                game.log(),
                clocks.left().stream().map(Duration::toMillis).toList(),
                clocks.running(),
                clocks.since().toEpochMilli(),
                game.toMove(),
                game.outcome().orElse(null));
    }

    /**
     * Goes on with it.
     *
     * @param random shuffles the bag at each exchange
     */
    public CrosswordGame resume(WordList words, RandomGenerator random) {
        return new CrosswordGame(this, words, random);
    }

    Clocks clocks() {
        List<Duration> left = clocksLeft.stream().map(Duration::ofMillis).toList();
        return new Clocks(left, clockRunning, Instant.ofEpochMilli(clocksAt));
    }
}
