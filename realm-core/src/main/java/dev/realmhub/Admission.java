package dev.realmhub;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Who is one too many on this node. Asked before the upgrade, and again when the connection is counted: no lock holds those
 * who come at the same time apart, but none of them stays.
 *
 * <p>Thread-safe.
 */
final class Admission {
    private static final CloseReason FULL = CloseReason.UNAVAILABLE.withText("this node is full");
    private static final CloseReason BUSY = CloseReason.UNAVAILABLE.withText("too many are coming in, come back soon");
    private static final CloseReason FROM_HERE =
            CloseReason.TOO_MANY_CONNECTIONS.withText("too many connections from your address");

    private final Bounds bounds;
    private final RealmRegistry registry;
    private final HubEvents events;
    private final Map<Integer, AtomicInteger> refused = new ConcurrentHashMap<>();

    Admission(Bounds bounds, RealmRegistry registry, HubEvents events) {
        this.bounds = bounds;
        this.registry = registry;
        this.events = events;
    }

    /**
     * Returns why connections of an address are too many; null if they are not.
     *
     * @param more how many are to be added to those that are counted
     */
    @Nullable
    CloseReason objection(String address, int more) {
        if (registry.clients().size() + more > bounds.clients()) {
            return FULL;
        }
        if (registry.countFrom(address) + more > bounds.clientsPerAddress()) {
            return FROM_HERE;
        }
        return registry.joining() + more > bounds.joining() ? BUSY : null;
    }

    /** As {@link #objection(String, int)}, for the live connections of a user. */
    @Nullable
    CloseReason objection(User user, int more) {
        boolean tooMany = registry.clientsOf(user.id()).size() + more > bounds.clientsPerUser();
        return tooMany ? CloseReason.TOO_MANY_CONNECTIONS : null;
    }

    /** Counts one that was turned away before it was a client. */
    void refused(CloseReason reason) {
        refused.computeIfAbsent(reason.code(), code -> new AtomicInteger()).incrementAndGet();
    }

    /** Tells of those since the last time: one by one, a flood of them would be one of news. */
    void sweep() {
        refused.forEach((code, count) -> {
            int times = count.getAndSet(0);
            if (times > 0) {
                events.refused(code, times);
            }
        });
    }
}
