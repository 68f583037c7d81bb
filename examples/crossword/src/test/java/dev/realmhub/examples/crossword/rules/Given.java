package dev.realmhub.examples.crossword.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Short ways to write boards, tiles and games down. */
final class Given {
    static final Instant NOON = Instant.parse("2024-01-01T12:00:00Z");
    static final String ALICE = "alice";
    static final String BOB = "bob";
    static final WordList WORDS = WordList.of(List.of("at", "cat", "cats", "hello", "is", "it", "sat", "tea"));

    private Given() {}

    /** A tile for each letter from that square to the right: small letters are blanks, dots are left out. */
    static List<Placement> across(int row, int col, String letters) {
        return lay(row, col, letters, Direction.ACROSS);
    }

    /** The same downwards. */
    static List<Placement> down(int row, int col, String letters) {
        return lay(row, col, letters, Direction.DOWN);
    }

    private static List<Placement> lay(int row, int col, String letters, Direction direction) {
        List<Placement> tiles = new ArrayList<>();
        for (int i = 0; i < letters.length(); i++) {
            char mark = letters.charAt(i);
            if (mark != '.') {
                tiles.add(new Placement(
                        row + i * direction.rowStep,
                        col + i * direction.colStep,
                        Character.toUpperCase(mark),
                        Character.isLowerCase(mark)));
            }
        }
        return tiles;
    }

    @SafeVarargs
    static Board board(List<Placement>... lines) {
        Board board = Board.empty();
        for (List<Placement> line : lines) {
            board = board.with(line);
        }
        return board;
    }

    /** Alice (to move) against Bob on an empty board, begun at noon. */
    static CrosswordGame game(String aliceRack, String bobRack, String bag) {
        return game(Board.empty(), aliceRack, bobRack, bag);
    }

    static CrosswordGame game(Board board, String aliceRack, String bobRack, String bag) {
        List<Rack> racks = List.of(new Rack(aliceRack), new Rack(bobRack));
        return new CrosswordGame(List.of(ALICE, BOB), WORDS, board, racks, new Bag(bag, new Random(1)), NOON);
    }
}
