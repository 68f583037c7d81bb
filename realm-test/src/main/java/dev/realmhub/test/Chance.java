package dev.realmhub.test;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/** All that is left to chance in one part of a simulation: the same seed and part, the same luck. For one thread. */
final class Chance {
    private final long seed;
    private final Random random;

    Chance(long seed) {
        this.seed = seed;
        this.random = new Random(seed * 0x9E3779B97F4A7C15L ^ seed >>> 29);
    }

    /** Returns what is left to chance in a part of it: whatever other parts ask does not change it. */
    Chance of(String part) {
        return new Chance(seed * 1_000_003 + part.hashCode());
    }

    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    boolean with(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }

    /** Returns a number from the first to the second, both included. */
    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    long nanosBetween(Duration least, Duration most) {
        return least.toNanos() + (long) (random.nextDouble() * most.minus(least).toNanos());
    }

    <T> T of(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    long number() {
        return random.nextLong();
    }
}
