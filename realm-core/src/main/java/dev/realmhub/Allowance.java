package dev.realmhub;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What somebody may still do at a pace that he may exceed for a moment: one number, the moment at which all of it will be there again. Each use
 * moves it on by an interval; too far from now, and there is nothing left.
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

    /** Uses one of so many a second; false if as many as a burst has have been used: then nothing is used. */
    boolean take(int perSecond, int burst, long now) {
        long interval = SECOND / perSecond;
        while (true) {
            long before = fullAt.get();
            long after = (before - now > 0 ? before : now) + interval;
            if (after - now > interval * burst) {
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
