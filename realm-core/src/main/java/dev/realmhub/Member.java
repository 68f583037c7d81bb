package dev.realmhub;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One client in one realm, as the registry and the fan-out see it. */
final class Member {
    final Client client;
    final Membership membership;

    // Guarded by the client's Outbox.

    /** No event of the realm is queued behind the client's {@code left}. */
    boolean over;

    /** Closed while there is one. */
    @Nullable
    Gate gate;

    /** Up to where the client knows the realm's stream: what comes of it again is not for him. */
    long after;

    /** What it has been told of who is in the realm; null for nothing. Of {@link PresenceNews}, one turn at a time. */
    ClientProtocol.Presence.@Nullable Form presence;

    Member(Client client, Membership membership, boolean gated) {
        this.client = client;
        this.membership = membership;
        this.gate = gated ? new Gate() : null;
    }

    Realm realm() {
        return membership.realm();
    }

    /** Returns whether a frame is for it, the whole of it and now. */
    boolean hears(Frame frame) {
        return !over && gate == null && frame.lowest > after;
    }

    /** Returns what of a frame is for it now; a closed gate holds what it must. */
    List<Frame> heardOf(Frame frame, HubConfig bounds) {
        if (over) {
            return List.of();
        }
        if (gate != null) {
            gate.hold(frame, bounds);
            return List.of();
        }
        return frame.lowest > after
                ? List.of(frame)
                : frame.without(part -> part.sequence != 0 && part.sequence <= after);
    }
}
