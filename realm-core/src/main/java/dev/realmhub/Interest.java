package dev.realmhub;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * What this node has to hear: the first who comes to a realm, or of a user, has the bus bring it, and some time after the last
 * has gone the bus need not any more.
 *
 * <p>Thread-safe.
 */
final class Interest {
    private final Broker broker;
    private final String node;
    private final ContinuityConfig config;
    private final Timers timers;
    private final ConcurrentMap<Address, Attended> attended = new ConcurrentHashMap<>();

    /** How many are there; immutable, so that a timer can see whether anybody has come or gone since. */
    private record Attended(int count, Broker.Attendance attendance) {}

    Interest(Broker broker, String node, ContinuityConfig config, Timers timers) {
        this.broker = broker;
        this.node = node;
        this.config = config;
        this.timers = timers;
    }

    /** Notes that somebody comes; returns what completes when the bus brings what is published from then on. */
    CompletionStage<?> come(Address address) {
        Attended now = attended.compute(
                address, (a, before) -> before == null ? new Attended(1, attend(a)) : changed(before, 1));
        return now.attendance.begun();
    }

    /** Notes that somebody goes. */
    void go(Address address) {
        Attended now = attended.computeIfPresent(address, (a, before) -> changed(before, -1));
        if (now != null && now.count == 0) {
            if (isAlways(now)) {
                attended.remove(address, now);
            } else {
                timers.after(config.interestLinger(), () -> end(address, now));
            }
        }
    }

    /** Returns of how much the bus has been asked. */
    int size() {
        return attended.size();
    }

    /** Nobody has come since: then it would be another object. */
    @SuppressWarnings("ReferenceEquality")
    private void end(Address address, Attended unused) {
        attended.computeIfPresent(address, (a, now) -> now == unused ? ended(now) : now);
    }

    private Broker.Attendance attend(Address address) {
        return broker.attend(node, address);
    }

    private static Attended changed(Attended before, int by) {
        return new Attended(before.count + by, before.attendance);
    }

    private static @Nullable Attended ended(Attended last) {
        last.attendance.end().run();
        return null;
    }

    @SuppressWarnings("ReferenceEquality") // there is one
    private static boolean isAlways(Attended now) {
        return now.attendance == Broker.Attendance.ALWAYS;
    }
}
