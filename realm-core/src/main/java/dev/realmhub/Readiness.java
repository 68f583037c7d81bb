package dev.realmhub;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether a node works, and whether it takes new clients.
 *
 * <p>Thread-safe.
 */
final class Readiness {
    private final Heartbeat heartbeat;
    private final Drain drain;
    private final BusLink link;
    private volatile boolean closed;

    Readiness(Heartbeat heartbeat, Drain drain, BusLink link) {
        this.heartbeat = heartbeat;
        this.drain = drain;
        this.link = link;
    }

    /** The hub is closed, for good. */
    void close() {
        closed = true;
    }

    /** Returns whether the hub neither drains nor is closed. */
    boolean isOpen() {
        return !closed && !drain.hasBegun();
    }

    boolean isReady() {
        return isOpen() && link.isUp();
    }

    Health health() {
        List<String> reasons = new ArrayList<>();
        boolean stuck = heartbeat.isStuck();
        note(stuck, "its timers stand still", reasons);
        note(closed, "it is closed", reasons);
        note(!closed && drain.hasBegun(), "it drains", reasons);
        note(!link.isUp(), "it has no link to the bus", reasons);
        return new Health(!stuck, reasons.isEmpty(), reasons);
    }

    /** Tells clients to come back elsewhere, and the log why. */
    RefusedException refusal(String node) {
        String why =
                "hub " + node + (closed ? " is closed" : " drains") + ": build another, or close it after its endpoint";
        return new RefusedException(CloseReason.RESTART, new IllegalStateException(why));
    }

    private static void note(boolean is, String reason, List<String> reasons) {
        if (is) {
            reasons.add(reason);
        }
    }
}
