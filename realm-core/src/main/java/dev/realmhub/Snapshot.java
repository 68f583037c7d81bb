package dev.realmhub;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state of a realm as one viewer may see it, sent to his client before the realm's events. Made by the {@linkplain
 * Backend.Builder#snapshot backend}.
 *
 * <p>Immutable and thread-safe.
 */
public final class Snapshot {
    private final Payload payload;
    private final @Nullable Position position;

    private Snapshot(Payload payload, @Nullable Position position) {
        this.payload = payload;
        this.position = position;
    }

    /** The question for one. The realm and the role are the hub's, whatever the client says. */
    public record Request(Realm realm, Viewer viewer) implements Broker.Request<Snapshot> {
        @Override
        public String toString() {
            return "snapshot of " + realm + " for " + viewer.user();
        }
    }

    /** For whom one is: a user in the role that he has in the realm, on one client. */
    public record Viewer(User user, String role, Address.OfClient client) {}

    /**
     * Returns a snapshot of a realm without a stream; events published after the client joined follow it, also those that
     * it holds already. In a realm with a stream it stands for the position that the realm had before the backend was
     * asked: every event after that follows it, also if it holds its effect already.
     */
    public static Snapshot of(Payload payload) {
        return new Snapshot(payload, null);
    }

    /** Returns a snapshot that holds the effect of all events up to a position, and of none after it. */
    public static Snapshot of(Payload payload, Position position) {
        return new Snapshot(payload, position);
    }

    /** Returns the state, opaque to the hub. */
    public Payload payload() {
        return payload;
    }

    /** Returns the position that it stands for; empty in a realm without a stream. */
    public Optional<Position> position() {
        return Optional.ofNullable(position);
    }
}
