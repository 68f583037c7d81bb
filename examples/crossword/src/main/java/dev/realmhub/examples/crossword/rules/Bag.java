package dev.realmhub.examples.crossword.rules;

import java.util.random.RandomGenerator;

/** The tiles not yet drawn, in an order that only the random generator knows. Not thread-safe. */
final class Bag {
    private final StringBuilder tiles;
    private final RandomGenerator random;

    /** A bag of the given tiles, shuffled; the same generator state gives the same draws. */
    Bag(String tiles, RandomGenerator random) {
        this.tiles = new StringBuilder(tiles);
        this.random = random;
        shuffle();
    }

    /** A bag as it was when its {@link #contents} were taken. */
    static Bag of(String contents, RandomGenerator random) {
        Bag bag = new Bag("", random);
        bag.tiles.append(contents);
        return bag;
    }

    int size() {
        return tiles.length();
    }

    /** Takes that many tiles, or all when there are fewer. */
    String draw(int wanted) {
        int rest = Math.max(0, size() - wanted);
        String drawn = tiles.substring(rest);
        tiles.setLength(rest);
        return drawn;
    }

    /** Draws as many tiles as are given and only then puts those given back, so that none comes straight back. */
    String exchange(String given) {
        String drawn = draw(given.length());
        tiles.append(given);
        shuffle();
        return drawn;
    }

    String contents() {
        return tiles.toString();
    }

    private void shuffle() {
        for (int last = size() - 1; last > 0; last--) {
            swap(last, random.nextInt(last + 1));
        }
    }

    private void swap(int one, int other) {
        char kept = tiles.charAt(one);
        tiles.setCharAt(one, tiles.charAt(other));
        tiles.setCharAt(other, kept);
    }
}
