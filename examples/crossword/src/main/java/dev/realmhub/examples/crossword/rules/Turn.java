package dev.realmhub.examples.crossword.rules;

import java.util.List;
import java.util.Locale;

/**
 * One line of a game's log. It holds nothing that an observer or the other player may not see. Immutable.
 *
 * @param turn the number of the turn, from 1
 * @param player 0 or 1; who moved, gave up or ran out of time
 * @param score the points of a move, else 0
 * @param words of a move: the main word, then the crosses; else empty
 * @param tiles of a move; else empty
 * @param count of an exchange: how many tiles; else 0
 */
public record Turn(int turn, int player, Kind kind, int score, List<String> words, List<Placement> tiles, int count) {
    /** What was done in a turn. */
    public enum Kind {
        /** Tiles were placed. */
        MOVE,
        /** Tiles were exchanged with the bag. */
        EXCHANGE,
        /** Nothing was done. */
        PASS,
        /** The player gave up; this ends the game. */
        RESIGN,
        /** The player's clock ran out; this ends the game. */
        TIME;

        /** The kind as it is sent to a page, such as {@code move}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Copies the lists. */
    public Turn {
        words = List.copyOf(words);
        tiles = List.copyOf(tiles);
    }

    static Turn move(int turn, int player, Play play) {
        return new Turn(turn, player, Kind.MOVE, play.score(), play.words(), play.tiles(), 0);
    }

    static Turn exchange(int turn, int player, int count) {
        return new Turn(turn, player, Kind.EXCHANGE, 0, List.of(), List.of(), count);
    }

    static Turn of(Kind kind, int turn, int player) {
        return new Turn(turn, player, kind, 0, List.of(), List.of(), 0);
    }
}
