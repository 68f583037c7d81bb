package dev.realmhub;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One socket, seen from the hub. Implemented by container adapters and by tests; implementers run {@code
 * TransportContract} of {@code realm-test}.
 */
public interface Transport {
    /**
     * Sends one message: text as text, binary as binary. Called by any thread, never while an earlier send has not
     * completed. Must not block.
     *
     * @param done to be called exactly once, with null or what went wrong, by any thread, even before this returns. The
     *     hub survives an adapter that never calls it ({@link HubConfig#sendLimit()}) and one that throws instead.
     */
    void send(Payload frame, Consumer<@Nullable Throwable> done);

    /**
     * Sends a WebSocket ping, or does nothing where there is none. Called only while no send is in flight. The adapter
     * tells {@link Hub#heard} when the pong comes.
     */
    void ping();

    /**
     * Closes the socket, whatever is in flight. Called once, on the hub's executor, after the hub's own bookkeeping; may
     * block briefly. The peer may be stalled or gone.
     */
    void close(CloseReason reason);
}
