package dev.realmhub;

import dev.realmhub.Publication.Overflow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What waits in outboxes: one WebSocket message, of one publication or of several joined. One frame is shared by all clients
 * that get the same.
 *
 * <p>Immutable and thread-safe, but for the memo of {@link #with}.
 */
final class Frame {
    /**
     * Most bytes of a joined frame: enough that what a frame costs no longer shows, and so little that a client that reads
     * slowly sees the first of it soon.
     */
    static final int MOST_BYTES = 16 * 1024;

    /** Names what a newer frame of the same key says again. */
    record Key(@Nullable Realm realm, String name) {}

    final Payload payload;

    /** When the oldest of it was queued, by {@link Timers#nanoTime}. */
    final long since;

    final Overflow overflow;
    final @Nullable Key key;

    /** Its publication's place in the realm's stream; 0 if it has none, or is joined. */
    final long sequence;

    /** The lowest sequence of its parts that have one; more than any if none has. */
    final long lowest;

    /** Of a joined one, the frames that it says; else empty. */
    private final List<Frame> parts;

    private final boolean hasLatest;
    private final boolean hasBestEffort;
    private volatile @Nullable Joint joint;

    private Frame(Payload payload, long since, Overflow overflow, @Nullable Key key, long sequence) {
        this.payload = payload;
        this.since = since;
        this.overflow = overflow;
        this.key = key;
        this.sequence = sequence;
        this.lowest = sequence == 0 ? Long.MAX_VALUE : sequence;
        this.parts = List.of();
        this.hasLatest = overflow == Overflow.LATEST;
        this.hasBestEffort = overflow == Overflow.BEST_EFFORT;
    }

    private Frame(Payload payload, List<Frame> joined) {
        this.payload = payload;
        this.since = joined.get(0).since;
        this.overflow = Overflow.MUST_DELIVER;
        this.key = null;
        this.sequence = 0;
        this.lowest = joined.stream().mapToLong(frame -> frame.lowest).min().orElseThrow();
        this.parts = joined.stream().flatMap(frame -> frame.parts().stream()).toList();
        this.hasLatest = joined.stream().anyMatch(Frame::hasLatest);
        this.hasBestEffort = joined.stream().anyMatch(Frame::hasBestEffort);
    }

    /** Returns a frame that must be delivered. */
    static Frame of(Payload payload, long since) {
        return new Frame(payload, since, Overflow.MUST_DELIVER, null, 0);
    }

    /** Returns the frame of one publication in a realm; null if it went to users. */
    static Frame of(Payload payload, long since, Publication publication, @Nullable Realm realm) {
        Key key = publication.key().map(name -> new Key(realm, name)).orElse(null);
        return new Frame(payload, since, publication.overflow(), key, publication.sequence());
    }

    /** Returns frames that say the same in the same order, as few as the protocol and {@link #MOST_BYTES} let them be. */
    static List<Frame> join(List<Frame> frames, ClientProtocol protocol) {
        if (frames.size() < 2) {
            return frames;
        }
        List<Frame> joined = new ArrayList<>(2);
        for (int from = 0; from < frames.size(); ) {
            int to = endOfJoint(frames, from);
            joined.addAll(joinAll(frames.subList(from, to), protocol));
            from = to;
        }
        return joined;
    }

    private static int endOfJoint(List<Frame> frames, int from) {
        int bytes = frames.get(from).size();
        int to = from + 1;
        while (to < frames.size() && bytes + frames.get(to).size() < MOST_BYTES) {
            bytes += 1 + frames.get(to).size();
            to++;
        }
        return to;
    }

    private static List<Frame> joinAll(List<Frame> frames, ClientProtocol protocol) {
        Payload payload = frames.size() == 1 ? null : protocol.join(payloads(frames));
        return payload == null ? frames : List.of(new Frame(payload, frames));
    }

    private static List<Payload> payloads(List<Frame> frames) {
        return frames.stream().map(frame -> frame.payload).toList();
    }

    int size() {
        return payload.size();
    }

    /** Returns the frames of single publications that it says; itself if it is one. */
    List<Frame> parts() {
        return parts.isEmpty() ? List.of(this) : parts;
    }

    boolean hasLatest() {
        return hasLatest;
    }

    boolean hasBestEffort() {
        return hasBestEffort;
    }

    /** Returns whether a part of it is of a key. */
    boolean has(Key wanted) {
        return parts().stream().anyMatch(part -> wanted.equals(part.key));
    }

    /** Returns its parts but for the unwanted. */
    List<Frame> without(Predicate<Frame> unwanted) {
        return parts().stream().filter(unwanted.negate()).toList();
    }

    /**
     * Returns this and what waits behind it as one message; null if the protocol cannot join. The last one made is kept:
     * clients that are behind have often missed the same.
     */
    @Nullable
    Payload with(List<Frame> behind, ClientProtocol protocol) {
        Joint known = joint;
        if (known == null || !known.isOf(behind)) {
            known = new Joint(behind, protocol.join(payloads(before(behind))));
            joint = known;
        }
        return known.payload;
    }

    private List<Frame> before(List<Frame> others) {
        List<Frame> all = new ArrayList<>(others.size() + 1);
        all.add(this);
        all.addAll(others);
        return all;
    }

    /** A frame is of one protocol, and so is what is joined to it. */
    private record Joint(List<Frame> behind, @Nullable Payload payload) {
        @SuppressWarnings("ReferenceEquality") // frames are shared; comparing bytes would cost more than it saves
        boolean isOf(List<Frame> others) {
            if (behind.size() != others.size()) {
                return false;
            }
            for (int i = 0; i < behind.size(); i++) {
                if (behind.get(i) != others.get(i)) {
                    return false;
                }
            }
            return true;
        }
    }
}
