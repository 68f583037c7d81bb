package dev.realmhub;

import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A fixed number of lanes; tasks of one key share one and keep their order. Thread-safe. */
final class Lanes<T> {
    private final Lane<T>[] lanes;

    /**
     * Makes them.
     *
     * @param workers makes the worker of each
     * @param line where a lane that gets its first task stands in line for its turn
     */
    Lanes(int count, Supplier<Lane.Worker<T>> workers, Consumer<Lane<T>> line) {
        this(count, workers, line, line);
    }

    /** As above; where a lane whose worker wants it rests before it stands in line again. */
    @SuppressWarnings("unchecked") // an array of one generic type cannot be made otherwise
    Lanes(int count, Supplier<Lane.Worker<T>> workers, Consumer<Lane<T>> line, Consumer<Lane<T>> bench) {
        lanes = Stream.generate(() -> new Lane<>(workers.get(), line, bench))
                .limit(count)
                .toArray(Lane[]::new);
    }

    /** Adds a task behind all earlier ones of the key. */
    void add(Object key, T task) {
        lanes[Math.floorMod(spread(key.hashCode()), lanes.length)].add(task);
    }

    Inspection.OfLanes look() {
        int busy = 0;
        int deepest = 0;
        for (Lane<T> lane : lanes) {
            int depth = lane.depth();
            busy += depth > 0 ? 1 : 0;
            deepest = Math.max(deepest, depth);
        }
        return new Inspection.OfLanes(lanes.length, busy, deepest);
    }

    private static int spread(int hash) {
        return (hash * 0x9E3779B9) >>> 8;
    }
}
