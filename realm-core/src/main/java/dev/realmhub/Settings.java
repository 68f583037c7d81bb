package dev.realmhub;

import java.time.Duration;

/** What all settings have in common: a wrong one is refused by its name. */
final class Settings {
    private Settings() {}

    static int positive(String setting, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(setting + " is " + value + "; it must be at least 1");
        }
        return value;
    }

    static Duration positive(String setting, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(setting + " is " + value + "; it must be more than zero");
        }
        return value;
    }
}
