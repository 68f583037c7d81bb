package dev.realmhub.examples.liwords;

import java.time.Duration;

/** One client's lag: the mean of its first round trips, from then on each new one counts a tenth. Not thread-safe. */
final class Lag {
    private static final int MEAN_OF = 4;
    private static final double WEIGHT = 0.1;

    private int pongs;
    private double millis;

    /** Returns the lag with one round trip more, in whole milliseconds. */
    int add(Duration roundTrip) {
        pongs++;
        double weight = pongs <= MEAN_OF ? 1.0 / pongs : WEIGHT;
        millis += weight * (roundTrip.toNanos() / 1e6 - millis);
        return (int) millis;
    }

    /** Whether it is time to tell the game server that the client still answers: at pongs 2, 12, 22, … */
    boolean isTimeToRenew() {
        return pongs % 10 == 2;
    }
}
