package dev.realmhub;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
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
    private final Lanes<Consumer<HubListener>> lanes;

    HubEvents(HubListener listener, Executor executor) {
        this.listener = listener;
        this.lanes = new Lanes<>(LANES, () -> this::turn, new Turns(executor, RUNNERS)::queue);
    }

    /** The listener of a hub that was given none: logs failures, and nothing else. */
    static HubListener logging() {
        return new HubListener() {
            @Override
            public void failed(RealmException failure) {
                log.warn("{}", failure.getMessage(), failure);
            }
        };
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

    void ponged(Client client, Duration roundTrip) {
        lanes.add(client.id(), l -> l.ponged(client, roundTrip));
    }

    void repaired(Realm realm, int events) {
        lanes.add(realm, l -> l.repaired(realm, events));
    }

    void resynced(Client client, Realm realm) {
        lanes.add(client.id(), l -> l.resynced(client, realm));
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
            tell(event);
            told++;
        }
        return told;
    }

    private void tell(Consumer<HubListener> event) {
        try {
            event.accept(listener);
        } catch (RuntimeException | Error thrown) { // errors too: they would end the lane
            log.error("hub listener {} threw", listener.getClass().getName(), thrown);
        }
    }
}
