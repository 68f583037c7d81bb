package dev.realmhub;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes that wait for all clients of a node. Only those who are behind have any.
 *
 * <p>Thread-safe.
 */
final class Budget {
    /** Each client's share of its own bound when the node's is spent. */
    private static final int SHARE = 16;

    private final long limit;
    private final AtomicLong waiting = new AtomicLong();

    Budget(long limit) {
        this.limit = limit;
    }

    void add(long bytes) {
        waiting.addAndGet(bytes);
    }

    /** Returns how many bytes may wait for one client now. */
    int roomOf(int own) {
        return waiting.get() > limit ? own / SHARE : own;
    }

    long waiting() {
        return waiting.get();
    }
}
