package dev.realmhub.nats.faults;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for conditions; the limit only ends what would hang. */
final class Until {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Until() {}

    static void holds(String what, BooleanSupplier condition) {
        holds(() -> what, condition);
    }

    static void holds(Supplier<String> what, BooleanSupplier condition) {
        if (!holdsWithin(LIMIT, condition)) {
            throw new AssertionError("not within " + LIMIT + ": " + what.get());
        }
    }

    /** Returns whether it came to hold. */
    static boolean holdsWithin(Duration limit, BooleanSupplier condition) {
        long began = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - began > limit.toNanos()) {
                return false;
            }
            LockSupport.parkNanos(2_000_000);
        }
        return true;
    }

    /** Lets a fault last. */
    static void passes(Duration time) {
        holdsWithin(time, () -> false);
    }
}
