package dev.realmhub.examples.crossword.rules;

/** The classic 15x15 premium squares. Stateless, safe from any thread. */
final class Layout {
    /** The row and the column of the square that the first word must cover. */
    static final int CENTRE = 7;

    // T and D: triple and double word; t and d: triple and double letter.
    // Symmetric along both diagonals, so a transposed board has the same premiums.
    private static final String[] ROWS = {
        "T..d...T...d..T",
        ".D...t...t...D.",
        "..D...d.d...D..",
        "d..D...d...D..d",
        "....D.....D....",
        ".t...t...t...t.",
        "..d...d.d...d..",
        "T..d...D...d..T",
        "..d...d.d...d..",
        ".t...t...t...t.",
        "....D.....D....",
        "d..D...d...D..d",
        "..D...d.d...D..",
        ".D...t...t...D.",
        "T..d...T...d..T",
    };

    private Layout() {}

    static Premium premiumAt(int row, int col) {
        return switch (ROWS[row].charAt(col)) {
            case 'T' -> Premium.TRIPLE_WORD;
            case 'D' -> Premium.DOUBLE_WORD;
            case 't' -> Premium.TRIPLE_LETTER;
            case 'd' -> Premium.DOUBLE_LETTER;
            default -> Premium.NONE;
        };
    }
}
