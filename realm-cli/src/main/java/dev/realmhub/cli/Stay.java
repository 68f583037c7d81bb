package dev.realmhub.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How long to listen. */
final class Stay {
    /** What fits into a comparison of {@link System#nanoTime()}. */
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private static final Set<String> EVENTS = Set.of("event", "publication");

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "Stop after this time: 500ms, 10s, 2m, 1h. Default: never.")
    @Nullable
    Duration time;

    @Option(names = "--events", paramLabel = "NUMBER", description = "Stop after so many events. Default: never.")
    long events = Long.MAX_VALUE;

    private long since = System.nanoTime();
    private long heard;

    /** Begins to count the time: when there is something to listen to. */
    void begin() {
        since = System.nanoTime();
    }

    /** Returns the end of {@link System#nanoTime()}. */
    long end() {
        return since + (time == null ? FOR_EVER : time).toNanos();
    }

    /** Returns whether so many events have come, or the time is up. */
    boolean isOver() {
        return hasHeardAll() || isLate();
    }

    boolean isLate() {
        return end() - System.nanoTime() <= 0;
    }

    boolean hasHeardAll() {
        return heard >= events;
    }

    /** Returns whether nothing was said about it. */
    boolean isOpen() {
        return time == null && events == Long.MAX_VALUE;
    }

    /** Takes note of what was printed. */
    void count(JsonNode message) {
        if (EVENTS.contains(Messages.name(message))) {
            heard++;
        }
    }
}
