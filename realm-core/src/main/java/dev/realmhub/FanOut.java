package dev.realmhub;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Takes publications from the broker to the outboxes. A bus's thread only picks the lane; the lane of the realm (or of the
 * user, or of the client) does the work, so each realm keeps its order and none waits for another's audience.
 *
 * <p>Thread-safe.
 */
final class FanOut {
    /** About half of what a container takes for as many sends as a lane may be ahead of it. */
    private static final Duration REST = Duration.ofNanos(250_000);

    private final Lanes<Delivery> lanes;

    /**
     * Makes one.
     *
     * @param atOnce whether {@link #deliver} is called on the application's own threads, which may do the first of the work:
     *     for a game of two it is all of it, and handing it over would cost more than doing it
     */
    FanOut(Round.Hall hall, HubConfig config, Turns turns, boolean atOnce) {
        Timers timers = hall.timers();
        Consumer<Lane<Delivery>> line = atOnce ? turns::takeOrQueue : turns::queue;
        Consumer<Lane<Delivery>> bench = lane -> timers.after(REST, () -> turns.queueAndWork(lane));
        lanes = new Lanes<>(config.lanes(), () -> new Rounds(hall), gathered(config.gather(), timers, line), bench);
    }

    /** Nothing waits for company, unless the application would have it so. */
    private static Consumer<Lane<Delivery>> gathered(Duration window, Timers timers, Consumer<Lane<Delivery>> line) {
        return window.isZero() ? line : lane -> timers.after(window, () -> line.accept(lane));
    }

    /** Called on the broker's thread; hands over, unless that is the application's. */
    void deliver(Address address, Publication publication) {
        Delivery delivery = new Delivery(address, publication);
        lanes.add(delivery.audience(), delivery);
    }
}
