package dev.realmhub.examples.crossword.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/** Finds plays by trying every tile on every square of every line; knows nothing of anchors or prefixes. */
final class BruteForce {
    /** The letters of {@link #someWords}. */
    private static final String LETTERS = "ADEGILNORST";

    private final Board board;
    private final WordList words;
    private final Set<List<Placement>> tried = new HashSet<>();
    private final List<Play> plays = new ArrayList<>();

    private BruteForce(Board board, WordList words) {
        this.board = board;
        this.words = words;
    }

    /** A few hundred short words of few letters, so that everything can be tried and much fits. */
    static WordList someWords(long seed) {
        List<String> fitting = new ArrayList<>();
        collect("", fitting);
        Collections.shuffle(fitting, new Random(seed));
        return WordList.of(fitting.subList(0, 400));
    }

    private static void collect(String prefix, List<String> fitting) {
        if (prefix.length() > 5 || !WordList.english().hasPrefix(prefix)) {
            return;
        }
        if (WordList.english().contains(prefix)) {
            fitting.add(prefix.toLowerCase(Locale.ROOT));
        }
        LETTERS.chars().forEach(next -> collect(prefix + (char) next, fitting));
    }

    static List<Play> all(Board board, Rack rack, WordList words) {
        BruteForce search = new BruteForce(board, words);
        for (Direction direction : Direction.values()) {
            for (int square = 0; square < Board.SIZE * Board.SIZE; square++) {
                int row = square / Board.SIZE;
                int col = square % Board.SIZE;
                search.fill(row, col, direction, rack.letters(), List.of());
            }
        }
        return search.plays;
    }

    /** Puts each tile that is left on the next free square of the line, and goes on. */
    private void fill(int row, int col, Direction direction, String left, List<Placement> laid) {
        if (board.hasTile(row, col)) {
            fill(row + direction.rowStep, col + direction.colStep, direction, left, laid);
        } else if (Board.isSquare(row, col)) {
            for (int i = 0; i < left.length(); i++) {
                String rest = left.substring(0, i) + left.substring(i + 1);
                waysToPlay(left.charAt(i), row, col).forEach(tile -> lay(tile, direction, rest, laid));
            }
        }
    }

    private void lay(Placement tile, Direction direction, String rest, List<Placement> laid) {
        List<Placement> longer = new ArrayList<>(laid);
        longer.add(tile);
        attempt(longer);
        fill(tile.row() + direction.rowStep, tile.col() + direction.colStep, direction, rest, longer);
    }

    private static List<Placement> waysToPlay(char tile, int row, int col) {
        if (tile != Tiles.BLANK) {
            return List.of(new Placement(row, col, tile, false));
        }
        return LETTERS.chars()
                .mapToObj(letter -> new Placement(row, col, (char) letter, true))
                .toList();
    }

    private void attempt(List<Placement> tiles) {
        if (!tried.add(tiles)) {
            return;
        }
        try {
            plays.add(Play.of(board, tiles).checkedBy(words));
        } catch (IllegalPlay refused) {
            assert !refused.getMessage().isEmpty();
        }
    }
}
