package dev.realmhub;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The frames that some clients get of one round, in order: joined once, however many clients get the same. A tree: each
 * sequence knows those that go on from it.
 *
 * <p>Not thread-safe: one fan-out, one thread.
 */
final class Sequence {
    private final @Nullable Sequence before;
    private final @Nullable Frame last;

    /** How many frames it has. */
    final int length;

    private final Map<Frame, Sequence> longer = new HashMap<>(2);
    private @Nullable Sequence lastLonger;
    private @Nullable List<Frame> joined;

    private Sequence(@Nullable Sequence before, @Nullable Frame last) {
        this.before = before;
        this.last = last;
        this.length = before == null ? 0 : before.length + 1;
    }

    static Sequence empty() {
        return new Sequence(null, null);
    }

    /** Returns this sequence with one more frame; for the same frame the same object, and most often the one of last time. */
    @SuppressWarnings("ReferenceEquality") // a round makes each frame once
    Sequence then(Frame next) {
        Sequence known = lastLonger;
        if (known == null || known.last != next) {
            known = longer.computeIfAbsent(next, frame -> new Sequence(this, frame));
            lastLonger = known;
        }
        return known;
    }

    /** Returns what to queue for a client: as few frames as its protocol lets it be. All are of that protocol. */
    List<Frame> joined(ClientProtocol protocol) {
        List<Frame> known = joined;
        if (known == null) {
            known = Frame.join(frames(), protocol);
            joined = known;
        }
        return known;
    }

    private List<Frame> frames() {
        Deque<Frame> frames = new ArrayDeque<>();
        for (Sequence at = this; at != null && at.last != null; at = at.before) {
            frames.addFirst(at.last);
        }
        return List.copyOf(frames);
    }
}
