package dev.realmhub.examples.crossword.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds what can be played, for bots and tests. Immutable, safe from any thread; computes on the caller's thread, about
 * half a millisecond for a rack without blanks, five with one, some twenty with two.
 */
public final class MoveFinder {
    private final Trie words;

    /** A finder for games that are played with this list. */
    public MoveFinder(WordList words) {
        this.words = words.trie();
    }

    /** Every legal play, each once, in no order that matters; blanks stand for each letter that fits. */
    public List<Play> all(Board board, Rack rack) {
        List<Play> plays = new ArrayList<>();
        for (Direction direction : Direction.values()) {
            search(board, rack, direction, tiles -> plays.add(Play.of(board, tiles)));
        }
        return plays;
    }

    /** A play of the highest score, the same one for the same question; empty when nothing can be played. */
    public Optional<Play> best(Board board, Rack rack) {
        return all(board, rack).stream().max(Comparator.comparingInt(Play::score));
    }

    private void search(Board board, Rack rack, Direction direction, Consumer<List<Placement>> found) {
        Board lines = direction == Direction.ACROSS ? board : board.transposed();
        for (int line = 0; line < Board.SIZE; line++) {
            int at = line;
            new RowSearch(words, lines, at, rack, laid -> report(board, tilesOf(laid, at, direction), direction, found))
                    .run();
        }
    }

    /** A lone tile that reads both ways is found both ways, but is one play. */
    private static void report(
            Board board, List<Placement> tiles, Direction direction, Consumer<List<Placement>> found) {
        if (tiles.size() > 1 || PlacementRules.directionOf(board, tiles) == direction) {
            found.accept(tiles);
        }
    }

    private static List<Placement> tilesOf(char[] laid, int line, Direction direction) {
        List<Placement> tiles = new ArrayList<>(Rack.SIZE);
        for (int at = 0; at < Board.SIZE; at++) {
            if (laid[at] != 0) {
                int row = direction == Direction.ACROSS ? line : at;
                int col = direction == Direction.ACROSS ? at : line;
                tiles.add(new Placement(row, col, Character.toUpperCase(laid[at]), Character.isLowerCase(laid[at])));
            }
        }
        return tiles;
    }
}
