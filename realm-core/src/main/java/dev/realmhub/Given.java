package dev.realmhub;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Refuses null at once, by the call that it came to: later it would be missed somewhere inside. */
final class Given {
    private Given() {}

    static Broker broker(@Nullable Broker broker) {
        return orElse("Broker.local(), or NatsBroker.connect(...)", "the broker", broker);
    }

    /**
     * Returns what is given.
     *
     * @param instead what to pass instead of null
     * @throws NullPointerException naming both
     */
    static <T> T orElse(String instead, String what, @Nullable T value) {
        return Objects.requireNonNull(value, () -> what + " is null: pass " + instead);
    }
}
