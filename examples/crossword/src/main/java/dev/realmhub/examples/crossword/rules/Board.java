package dev.realmhub.examples.crossword.rules;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The 15x15 squares and the tiles that lie on them. Immutable, safe from any thread. */
public final class Board {
    /** Squares in a row and in a column. */
    public static final int SIZE = 15;

    private static final char EMPTY = '.';

    private final char[] squares;

    private Board(char[] squares) {
        this.squares = squares;
    }

    /** A board without tiles. */
    static Board empty() {
        char[] squares = new char[SIZE * SIZE];
        Arrays.fill(squares, EMPTY);
        return new Board(squares);
    }

    /**
     * A board as {@link #rows} gives it.
     *
     * @throws IllegalArgumentException unless there are 15 rows of 15 characters, each a dot or an ASCII letter
     */
    public static Board of(List<String> rows) {
        if (rows.size() != SIZE || !rows.stream().allMatch(row -> row.matches("[A-Za-z.]{15}"))) {
            throw new IllegalArgumentException("Not 15 rows of 15 squares: " + rows);
        }
        return new Board(String.join("", rows).toCharArray());
    }

    /** 15 strings of 15 characters: a dot for no tile, a capital for a tile, a small letter for a blank. */
    public List<String> rows() {
        return IntStream.range(0, SIZE)
                .mapToObj(row -> new String(squares, row * SIZE, SIZE))
                .toList();
    }

    /** How many tiles lie on the board. */
    int tileCount() {
        return (int) new String(squares).chars().filter(mark -> mark != EMPTY).count();
    }

    static boolean isSquare(int row, int col) {
        return row >= 0 && row < SIZE && col >= 0 && col < SIZE;
    }

    /** Whether a tile lies there; off the board there is none. */
    boolean hasTile(int row, int col) {
        return isSquare(row, col) && markAt(row, col) != EMPTY;
    }

    boolean hasTileBeside(int row, int col) {
        return hasTile(row, col - 1) || hasTile(row, col + 1);
    }

    boolean hasTileAboveOrBelow(int row, int col) {
        return hasTile(row - 1, col) || hasTile(row + 1, col);
    }

    boolean touches(int row, int col) {
        return hasTileBeside(row, col) || hasTileAboveOrBelow(row, col);
    }

    /** A capital, a small letter for a blank, or a dot. */
    char markAt(int row, int col) {
        return squares[row * SIZE + col];
    }

    /** The board after the tiles were put down; what lay on their squares is gone, so check first. */
    Board with(List<Placement> tiles) {
        char[] after = squares.clone();
        tiles.forEach(tile -> after[tile.row() * SIZE + tile.col()] = tile.mark());
        return new Board(after);
    }

    /** Rows become columns, so that whoever reads only rows can read columns too. */
    Board transposed() {
        char[] turned = new char[squares.length];
        for (int square = 0; square < squares.length; square++) {
            turned[square % SIZE * SIZE + square / SIZE] = squares[square];
        }
        return new Board(turned);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Board board && Arrays.equals(squares, board.squares);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(squares);
    }

    @Override
    public String toString() {
        return String.join("\n", rows());
    }
}
