package dev.realmhub.examples.crossword.rules;

import dev.realmhub.examples.crossword.rules.IllegalPlay.Reason;

/**
 * The tiles in front of one player. Immutable, safe from any thread.
 *
 * @param letters up to 7 of {@code A}..{@code Z} and {@code ?} (blank), oldest first
 */
public record Rack(String letters) {
    /** Tiles on a full rack. */
    public static final int SIZE = 7;

    /**
     * Checks the letters.
     *
     * @throws IllegalArgumentException when there are more than 7, or one is not a tile
     */
    public Rack {
        if (!letters.matches("[A-Z?]{0,7}")) {
            throw new IllegalArgumentException("Not a rack: " + letters);
        }
    }

    /** How many tiles there are. */
    public int size() {
        return letters.length();
    }

    /** The points of the tiles; a blank is worth 0. */
    public int value() {
        return Tiles.valueOf(letters);
    }

    Rack with(String drawn) {
        return new Rack(letters + drawn);
    }

    /**
     * The rack after the tiles were taken off it.
     *
     * @throws IllegalPlay with code {@code not_your_tiles} when one is not there, or not that often
     */
    Rack without(String tiles) {
        StringBuilder left = new StringBuilder(letters);
        tiles.chars().forEach(tile -> take((char) tile, left));
        return new Rack(left.toString());
    }

    private void take(char tile, StringBuilder left) {
        int at = left.indexOf(String.valueOf(tile));
        if (at < 0) {
            throw lacks(tile);
        }
        left.deleteCharAt(at);
    }

    private IllegalPlay lacks(char tile) {
        String name = tile == Tiles.BLANK ? "blank" : "tile " + tile;
        boolean hasSome = letters.indexOf(tile) >= 0;
        return new IllegalPlay(
                Reason.NOT_YOUR_TILES,
                hasSome ? "You do not have the " + name + " that often." : "You do not have the " + name + ".");
    }
}
