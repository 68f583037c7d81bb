package dev.realmhub.examples.crossword.rules;

import java.util.function.Consumer;

/**
 * Finds every way to lay tiles of a rack along one row of a board, so that the words along and across the row are in
 * the list. Each word is spelt once, from the square where it starts. For one search on one thread.
 */
final class RowSearch {
    private static final int BLANK = 26;

    private final Trie words;
    private final Board board;
    private final int row;
    private final Consumer<char[]> found;
    private final int[] fitting = new int[Board.SIZE];
    private final int[] rack = new int[BLANK + 1];
    private final char[] laid = new char[Board.SIZE];
    private int left;
    private int firstAnchor;

    /** Hands each find over as 15 marks, 0 where no tile is laid; the array is reused. */
    RowSearch(Trie words, Board board, int row, Rack tiles, Consumer<char[]> found) {
        this.words = words;
        this.board = board;
        this.row = row;
        this.found = found;
        tiles.letters().chars().forEach(tile -> rack[tile == Tiles.BLANK ? BLANK : Trie.numberOf((char) tile)]++);
        left = tiles.size();
    }

    void run() {
        if (nextAnchor(0) == Board.SIZE) {
            return;
        }
        CrossChecks checks = new CrossChecks(board, words);
        for (int col = 0; col < Board.SIZE; col++) {
            fitting[col] = checks.lettersFor(row, col);
        }
        for (int start = 0; start < Board.SIZE; start++) {
            runFrom(start);
        }
    }

    private void runFrom(int start) {
        firstAnchor = nextAnchor(start);
        if (!board.hasTile(row, start - 1) && canReachAnchor(start)) {
            extend(start, Trie.ROOT);
        }
    }

    /** A play must cover an anchor: a free square beside a tile, or the centre of an empty board. */
    private int nextAnchor(int from) {
        int col = from;
        while (col < Board.SIZE && !isAnchor(col)) {
            col++;
        }
        return col;
    }

    private boolean isAnchor(int col) {
        boolean isCentre = row == Layout.CENTRE && col == Layout.CENTRE;
        return !board.hasTile(row, col) && (board.touches(row, col) || (isCentre && board.tileCount() == 0));
    }

    private boolean canReachAnchor(int start) {
        int free = 0;
        for (int col = start; col <= firstAnchor && col < Board.SIZE; col++) {
            free += board.hasTile(row, col) ? 0 : 1;
        }
        return firstAnchor < Board.SIZE && free <= left;
    }

    private void extend(int col, int node) {
        if (node == Trie.NONE) {
            return;
        }
        boolean onTile = board.hasTile(row, col);
        if (col > firstAnchor && !onTile && words.isWord(node)) {
            found.accept(laid);
        }
        if (onTile) {
            extend(col + 1, words.step(node, Trie.numberOf(board.markAt(row, col))));
        } else if (col < Board.SIZE && left > 0) {
            layEach(col, node);
        }
    }

    private void layEach(int col, int node) {
        for (int rest = fitting[col] & words.lettersAfter(node); rest != 0; rest &= rest - 1) {
            int letter = Integer.numberOfTrailingZeros(rest);
            int next = words.step(node, letter);
            lay(letter, (char) ('A' + letter), col, next);
            lay(BLANK, (char) ('a' + letter), col, next);
        }
    }

    private void lay(int tile, char mark, int col, int next) {
        if (rack[tile] == 0) {
            return;
        }
        rack[tile]--;
        left--;
        laid[col] = mark;
        extend(col + 1, next);
        laid[col] = 0;
        left++;
        rack[tile]++;
    }
}
