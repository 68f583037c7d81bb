package dev.realmhub.nats;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition that nobody tells of; the limit only ends tests that would hang. */
final class Eventually {
    private static final long LIMIT_NANOS = 30_000_000_000L;

    private Eventually() {}

    static void holds(String what, BooleanSupplier condition) {
        long began = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - began > LIMIT_NANOS) {
                throw new AssertionError("not within 30 s: " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
