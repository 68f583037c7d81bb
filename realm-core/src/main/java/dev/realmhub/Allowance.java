package dev.realmhub;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What somebody may still do at a {@link Bounds.Rate}: one number, the moment at which all of it will be there again. Each use
 * moves it on by a rate's interval; too far from now, and there is nothing left.
 *
 * <p>Thread-safe.
 */
final class Allowance {
    private static final long SECOND = 1_000_000_000;

    private final AtomicLong fullAt;

    /** Makes one of which all is there. */
    Allowance(long now) {
        fullAt = new AtomicLong(now);
    }

    /** Uses one; false if there is none left: then nothing is used. */
    boolean take(Bounds.Rate rate, long now) {
        long interval = SECOND / rate.perSecond();
        while (true) {
            long before = fullAt.get();
            long after = (before - now > 0 ? before : now) + interval;
            if (after - now > interval * rate.burst()) {
                return false;
            }
            if (fullAt.compareAndSet(before, after)) {
                return true;
            }
        }
    }

    boolean isFull(long now) {
        return fullAt.get() - now <= 0;
    }
}
