package dev.realmhub.examples.crossword.rules;

/** The English tile set: {@code A}..{@code Z} and {@code ?} for a blank. Stateless, safe from any thread. */
final class Tiles {
    static final char BLANK = '?';

    /** All 100 tiles of a full bag, 187 points in sum. */
    static final String ENGLISH = "A".repeat(9) + "BBCCDDDD" + "E".repeat(12) + "FFGGGHH" + "I".repeat(9) + "JKLLLLMM"
            + "NNNNNN" + "OOOOOOOO" + "PPQ" + "RRRRRR" + "SSSS" + "TTTTTT" + "UUUU" + "VVWWXYYZ" + "??";

    private static final int[] VALUES = {1, 3, 3, 2, 1, 4, 2, 4, 1, 8, 5, 1, 3, 1, 1, 3, 10, 1, 1, 1, 1, 4, 4, 8, 4, 10
    };

    private Tiles() {}

    static boolean isLetter(char tile) {
        return tile >= 'A' && tile <= 'Z';
    }

    /** The points of a tile; 0 for a blank, be it {@code ?} or the small letter it was played as. */
    static int valueOf(char tile) {
        return isLetter(tile) ? VALUES[tile - 'A'] : 0;
    }

    static int valueOf(String tiles) {
        return tiles.chars().map(tile -> valueOf((char) tile)).sum();
    }
}
