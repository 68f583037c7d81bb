package dev.realmhub;

import java.util.concurrent.Executor;

/** A fixed number of lanes; tasks of one key share one and keep their order. */
final class Lanes {
    private final Lane[] lanes;

    Lanes(int count, Executor executor) {
        lanes = new Lane[count];
        for (int i = 0; i < count; i++) {
            lanes[i] = new Lane(executor);
        }
    }

    /** Runs a task after all earlier ones of the key. */
    void execute(Object key, Runnable task) {
        lanes[Math.floorMod(spread(key.hashCode()), lanes.length)].execute(task);
    }

    private static int spread(int hash) {
        return (hash * 0x9E3779B9) >>> 8;
    }
}
