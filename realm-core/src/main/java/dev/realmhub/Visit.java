package dev.realmhub;

import org.jspecify.annotations.Nullable;

/**
 * What a hub keeps of a connection to hold it to its bounds.
 *
 * <p>Thread-safe.
 */
final class Visit {
    private final long cameAt;
    private final Allowance allowance;
    private volatile long since;
    private volatile User.@Nullable Pass warnedOf;

    Visit(long now) {
        cameAt = now;
        allowance = new Allowance(now);
    }

    /** Returns when it connected, nanoseconds. */
    long cameAt() {
        return cameAt;
    }

    /** Returns what it may still say. */
    Allowance allowance() {
        return allowance;
    }

    /** Returns since when it is its user's, epoch milliseconds. */
    long since() {
        return since;
    }

    void since(long millis) {
        since = millis;
    }

    /** Returns true once for each pass. */
    @SuppressWarnings("ReferenceEquality") // a new pass may say the same
    boolean warnOf(User.Pass pass) {
        boolean first = warnedOf != pass;
        warnedOf = pass;
        return first;
    }
}
