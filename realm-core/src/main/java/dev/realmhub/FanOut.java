package dev.realmhub;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Takes publications from the broker to the outboxes. The broker's thread only picks the lane; the lane of the realm (or
 * of the user, or of the client) does the work, so each realm keeps its order and none waits for another's audience.
 *
 * <p>Thread-safe.
 */
final class FanOut {
    private final Lanes<Delivery> lanes;

    FanOut(Round.Hall hall, HubConfig config, Timers timers, Turns turns) {
        lanes = new Lanes<>(config.lanes(), () -> new Rounds(hall), line(config.gather(), timers, turns));
    }

    /** Nothing waits for company, unless the application would have it so. */
    private static Consumer<Lane<Delivery>> line(Duration gather, Timers timers, Turns turns) {
        return gather.isZero() ? turns::queue : lane -> timers.after(gather, () -> turns.queue(lane));
    }

    /** Called on the broker's thread; hands over. */
    void deliver(Address address, Publication publication) {
        Delivery delivery = new Delivery(address, publication);
        lanes.add(delivery.audience(), delivery);
    }
}
