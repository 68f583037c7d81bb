package dev.realmhub;

import java.util.ArrayList;
import java.util.List;

/**
 * What keeps a realm's events from a member until the client has been told where they begin. Events with a position are let
 * go, because they can be had again; the others are held. Each time that a client must begin anew there is a new gate, so that
 * what was asked for before that does not open it. Guarded by the client's {@link Outbox}.
 */
final class Gate {
    private final List<Frame> held = new ArrayList<>(2);
    private int bytes;
    private boolean overflowed;

    /** Returns one in the place of this, with what it holds; without, if that was too much. */
    Gate anew() {
        Gate next = new Gate();
        next.held.addAll(held);
        next.bytes = bytes;
        return overflowed ? new Gate() : next;
    }

    /** Holds a frame of one publication or of several, within these bounds. */
    void hold(Frame frame, HubConfig bounds) {
        for (Frame part : frame.parts()) {
            if (part.sequence == 0 && !overflowed) {
                held.add(part);
                bytes += part.size();
                overflowed = held.size() > bounds.outboxMessages() || bytes > bounds.outboxBytes();
            }
        }
        if (overflowed) {
            held.clear();
        }
    }

    /** Returns whether more came than could be held: what the client is told must be newer than that. */
    boolean overflowed() {
        return overflowed;
    }

    List<Frame> held() {
        return held;
    }
}
