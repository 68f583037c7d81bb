package dev.realmhub.examples.crossword.rules;

/** Which letters a free square can take without spoiling the column through it. Immutable. */
final class CrossChecks {
    /** Every letter fits; bit 0 is {@code a}. */
    static final int ANY = (1 << 26) - 1;

    private final Board board;
    private final Trie words;

    CrossChecks(Board board, Trie words) {
        this.board = board;
        this.words = words;
    }

    /** A bit set of letters. */
    int lettersFor(int row, int col) {
        return board.hasTileAboveOrBelow(row, col) ? lettersBetween(above(row, col), below(row, col)) : ANY;
    }

    private int lettersBetween(String before, String behind) {
        int stem = words.walk(Trie.ROOT, before);
        int fitting = 0;
        for (int letter = 0; letter < 26 && stem != Trie.NONE; letter++) {
            if (endsInWord(words.step(stem, letter), behind)) {
                fitting |= 1 << letter;
            }
        }
        return fitting;
    }

    private boolean endsInWord(int node, String rest) {
        int end = words.walk(node, rest);
        return end != Trie.NONE && words.isWord(end);
    }

    private String above(int row, int col) {
        StringBuilder letters = new StringBuilder();
        for (int at = row - 1; board.hasTile(at, col); at--) {
            letters.append(board.markAt(at, col));
        }
        return letters.reverse().toString();
    }

    private String below(int row, int col) {
        StringBuilder letters = new StringBuilder();
        for (int at = row + 1; board.hasTile(at, col); at++) {
            letters.append(board.markAt(at, col));
        }
        return letters.toString();
    }
}
