package dev.realmhub;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listener, in order per client, on the executor; survives what it throws. Thread-safe. */
final class HubEvents {
    private static final Logger log = LoggerFactory.getLogger(Hub.class);
    private static final int LANES = 16;

    /** Apart from the fan-out's: a listener that takes its time must not hold it up. */
    private static final int RUNNERS = 2;

    private static final int EVENTS_PER_TURN = 64;

    /** What has no client and no realm shares a lane. */
    private static final String FAILURES = "failures";

    private final HubListener listener;
    private final @Nullable HubMeter meter;
    private final LongAdder repaired = new LongAdder();
    private final LongAdder resynced = new LongAdder();
    private final Lanes<Consumer<HubListener>> lanes;

    HubEvents(HubListener listener, Executor executor) {
        this(listener, null, executor);
    }

    HubEvents(HubListener listener, @Nullable HubMeter meter, Executor executor) {
        this.listener = listener;
        this.meter = meter;
        this.lanes = new Lanes<>(LANES, () -> this::turn, new Turns(executor, RUNNERS)::queue);
    }

    void connected(Client client) {
        lanes.add(client.id(), l -> l.connected(client));
    }

    void joined(Client client, Membership membership) {
        lanes.add(client.id(), l -> l.joined(client, membership));
    }

    void left(Client client, Membership membership) {
        lanes.add(client.id(), l -> l.left(client, membership));
    }

    void closed(Client client, CloseReason reason) {
        lanes.add(client.id(), l -> l.closed(client, reason));
    }

    /** Tells what the client's outbox has dropped since the last time, if it has. */
    void dropped(Client client) {
        client.outbox()
                .takeDropped()
                .forEach((rule, messages) -> lanes.add(client.id(), l -> l.dropped(client, rule, messages)));
    }

    void refused(int code, int times) {
        lanes.add(FAILURES, l -> l.refused(code, times));
    }

    void ponged(Client client, Duration roundTrip) {
        lanes.add(client.id(), l -> l.ponged(client, roundTrip));
    }

    void repaired(Realm realm, int events) {
        repaired.add(events);
        lanes.add(realm, l -> l.repaired(realm, events));
    }

    void resynced(Client client, Realm realm) {
        resynced.increment();
        lanes.add(client.id(), l -> l.resynced(client, realm));
    }

    /** Returns what was missed, since the start. */
    Inspection.Continuity continuity() {
        return new Inspection.Continuity(repaired.sum(), resynced.sum());
    }

    /** At once: it comes with every ping. */
    void lagged(long millis) {
        if (meter != null) {
            meter.lagged(millis);
        }
    }

    void failed(RealmException failure) {
        lanes.add(FAILURES, l -> l.failed(failure));
    }

    private int turn(Queue<Consumer<HubListener>> events) {
        int told = 0;
        while (told < EVENTS_PER_TURN) {
            Consumer<HubListener> event = events.poll();
            if (event == null) {
                break;
            }
            tell(event, listener);
            if (meter != null) {
                tell(event, meter);
            }
            told++;
        }
        return told;
    }

    private static void tell(Consumer<HubListener> event, HubListener listener) {
        try {
            event.accept(listener);
        } catch (RuntimeException | Error thrown) { // errors too: they would end the lane
            log.error(
                    "hub listener {} threw: catch what it may throw",
                    listener.getClass().getName(),
                    thrown);
        }
    }
}
