package dev.realmhub;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listener, in order per client, on the executor; survives what it throws. Thread-safe. */
final class HubEvents {
    private static final Logger log = LoggerFactory.getLogger(Hub.class);
    private static final int LANES = 16;

    private final HubListener listener;
    private final Lanes lanes;

    HubEvents(HubListener listener, Executor executor) {
        this.listener = listener;
        this.lanes = new Lanes(LANES, executor);
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
        tell(client, l -> l.connected(client));
    }

    void joined(Client client, Membership membership) {
        tell(client, l -> l.joined(client, membership));
    }

    void left(Client client, Membership membership) {
        tell(client, l -> l.left(client, membership));
    }

    void closed(Client client, CloseReason reason) {
        tell(client, l -> l.closed(client, reason));
    }

    void failed(RealmException failure) {
        tell(this, l -> l.failed(failure));
    }

    private void tell(Object key, Consumer<HubListener> event) {
        lanes.execute(key, () -> {
            try {
                event.accept(listener);
            } catch (RuntimeException | Error thrown) { // errors too: they would end the lane
                log.error("hub listener {} threw", listener.getClass().getName(), thrown);
            }
        });
    }
}
