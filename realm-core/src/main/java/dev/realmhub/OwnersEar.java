package dev.realmhub;

import org.jspecify.annotations.Nullable;

/**
 * What hears the commands of an owned realm, from before the game is open until some time after the ownership is over: what was on its way by then is
 * to be told that it was not run. Thread-safe.
 */
final class OwnersEar {
    // Guarded by this.
    private Broker.@Nullable Subscription listening;
    private boolean closed;

    /** Begins to listen, unless it was closed. Waits for the bus. */
    void open(Broker broker, Broker.Owner owner) {
        Broker.Subscription begun = broker.subscribe(owner);
        synchronized (this) {
            if (!closed) {
                listening = begun;
                return;
            }
        }
        begun.close();
    }

    /** Ends it for good. Waits for the bus. Idempotent. */
    void close() {
        Broker.Subscription ending;
        synchronized (this) {
            closed = true;
            ending = listening;
            listening = null;
        }
        if (ending != null) {
            ending.close();
        }
    }
}
