package dev.realmhub;

import java.time.Duration;

/**
 * How a backend owns realms: see {@link Backend.Builder#owning}.
 *
 * <p>Immutable and thread-safe; each method returns new settings.
 *
 * @param most realms at most; a backend that has so many takes no more. Default 10,000
 * @param idleAfter after what time without a command or a timer a realm is let go. Default 10 min
 * @param keepUntilEnd whether a backend that drains keeps its realms until they end or are idle, instead of handing them
 *     over. Default false
 */
public record Owning(int most, Duration idleAfter, boolean keepUntilEnd) {
    /** Checks the settings. */
    public Owning {
        Settings.positive("most", most);
        Settings.positive("idleAfter", idleAfter);
    }

    /** Returns the defaults. */
    public static Owning defaults() {
        return new Owning(10_000, Duration.ofMinutes(10), false);
    }

    /** Sets {@link #most()}. */
    public Owning atMost(int realms) {
        return new Owning(realms, idleAfter, keepUntilEnd);
    }

    /** Sets {@link #idleAfter()}. */
    public Owning idleAfter(Duration time) {
        return new Owning(most, time, keepUntilEnd);
    }

    /** Sets {@link #keepUntilEnd()}. */
    public Owning keepingUntilEnd() {
        return new Owning(most, idleAfter, true);
    }
}
