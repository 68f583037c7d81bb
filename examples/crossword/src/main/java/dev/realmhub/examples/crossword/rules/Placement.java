package dev.realmhub.examples.crossword.rules;

import dev.realmhub.examples.crossword.rules.IllegalPlay.Reason;

/**
 * One tile put on one square. Immutable.
 *
 * @param row 0 (top) to 14
 * @param col 0 (left) to 14
 * @param letter {@code A}..{@code Z}; of a blank, the letter it stands for
 * @param blank whether the tile is a blank, worth 0
 */
public record Placement(int row, int col, char letter, boolean blank) {
    /**
     * Checks what holds for any board, since squares and letters come from a page.
     *
     * @throws IllegalPlay with code {@code bad_placement} when the square or the letter does not exist
     */
    public Placement {
        if (!Board.isSquare(row, col)) {
            throw new IllegalPlay(Reason.BAD_PLACEMENT, "The board has no " + name(row, col) + ".");
        }
        if (!Tiles.isLetter(letter)) {
            throw new IllegalPlay(Reason.BAD_PLACEMENT, "'" + letter + "' is not a letter from A to Z.");
        }
    }

    /** The tile as it lay on the rack: the letter, or {@code ?} for a blank. */
    public char tile() {
        return blank ? Tiles.BLANK : letter;
    }

    /** The tile as the board shows it: a capital, or a small letter for a blank. */
    char mark() {
        return blank ? Character.toLowerCase(letter) : letter;
    }

    /** The square in words, counted from 1 as people do. */
    String squareName() {
        return name(row, col);
    }

    static String name(int row, int col) {
        return "row " + (row + 1L) + ", column " + (col + 1L);
    }
}
