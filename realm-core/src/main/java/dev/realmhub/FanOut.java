package dev.realmhub;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Takes publications from the broker to the outboxes. A bus's thread only picks the lane; the lane of the realm (or of the
 * user, or of the client) does the work, so each realm keeps its order and none waits for another's audience.
 *
 * <p>Thread-safe.
 */
final class FanOut {
    /** About half of what a container takes for as many sends as a lane may be ahead of it. */
    private static final Duration REST = Duration.ofNanos(250_000);

    private final Timers timers;
    private final Lanes<Task> lanes;

    /**
     * Makes one.
     *
     * @param workers makes the worker of each lane; it is given what adds a task behind all others
     * @param count how many lanes
     * @param gather see {@link HubConfig#gather()}
     * @param atOnce whether those who call {@link #deliver} may do the first of the work: the application's own threads, or the one of
     *     a bus that has one lane to feed. For a game of two it is all of it, and handing it over would cost more than doing it
     */
    FanOut(
            Function<Consumer<Task.Step>, Lane.Worker<Task>> workers,
            int count,
            Duration gather,
            Timers timers,
            Turns turns,
            boolean atOnce) {
        this.timers = timers;
        Consumer<Lane<Task>> line = atOnce ? turns::takeOrQueue : turns::queue;
        Consumer<Lane<Task>> bench = lane -> timers.after(REST, () -> turns.queueAndWork(lane));
        lanes = new Lanes<>(count, () -> workers.apply(this::step), gathered(gather, timers, line), bench);
    }

    /** Nothing waits for company, unless the application would have it so. */
    private static Consumer<Lane<Task>> gathered(Duration window, Timers timers, Consumer<Lane<Task>> line) {
        return window.isZero() ? line : lane -> timers.after(window, () -> line.accept(lane));
    }

    /** Called on the broker's thread; hands over, unless that is the application's. */
    void deliver(Address address, Publication publication) {
        Delivery delivery = new Delivery(address, publication, timers.nanoTime());
        lanes.add(delivery.audience(), delivery);
    }

    Inspection.OfLanes look() {
        return lanes.look();
    }

    /** Does something on the lane of a realm. Not to be called with a client's lock held: it may be done at once. */
    void step(Task.Step step) {
        lanes.add(step.realm(), step);
    }
}
