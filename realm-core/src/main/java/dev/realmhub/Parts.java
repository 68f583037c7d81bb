package dev.realmhub;

import dev.realmhub.Note.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What all nodes say of their own clients, and the union of it: who is where in the cluster. Whatever was missed on the bus is
 * noticed by the numbers, and asked for; a node that has been silent for too long is gone, with all that it had. Tells each change
 * of the union once.
 *
 * <p>Knows no clock: it is told the time, in nanoseconds of a monotonic one. Not thread-safe.
 */
final class Parts {
    /** A beat comes every 2 s: so a node that dies is missed 5.5 s later at the soonest, after its users' time to come back. */
    static final long SILENCE_NANOS = 7_500_000_000L;

    private static final long ASK_AGAIN_NANOS = 1_000_000_000L;

    /** Who hears of changes of the union. A realm of null is being online. */
    interface Sink {
        /** A user is there who was not. */
        void came(@Nullable Realm realm, Present user);

        /** A user who stays has more or fewer clients, or another role. */
        void changed(@Nullable Realm realm, Present user);

        /** A user is on no node any more. */
        void went(@Nullable Realm realm, Present user, LeaveReason reason);

        /** The number of clients in a realm of which only that is known has changed. */
        void counted(Realm realm);
    }

    private record Place(@Nullable Realm realm, String user) {
        static Place of(Change change) {
            return new Place(change.realm(), change.user());
        }
    }

    private static final class Part {
        Map<Place, Change> entries = new HashMap<>();
        long epoch;
        long sequence;

        /** Whether all up to the sequence is known. */
        boolean whole;

        long heardAt;
        long askedAt;
        boolean asked;

        /** The pieces of the whole that have come, of this epoch and sequence. */
        List<Change> pieces = new ArrayList<>();

        long piecesEpoch;
        long piecesSequence;
        int nextPiece;

        Part(long now) {
            heardAt = now;
        }
    }

    private final Sink sink;
    private final Consumer<String> ask;
    private final Map<String, Part> parts = new HashMap<>();
    private final Map<Realm, Gathering> realms = new HashMap<>();
    private final Gathering online = new Gathering();

    /**
     * Makes one that knows nobody.
     *
     * @param ask called with the id of a node that has to tell all it knows
     */
    Parts(Sink sink, Consumer<String> ask) {
        this.sink = sink;
        this.ask = ask;
    }

    /** Takes what this node itself has to say: none of it is missed. */
    void own(String node, List<Change> changes, long now) {
        Part part = part(node, now);
        changes.forEach(change -> apply(node, part, change));
    }

    void beat(String node, Note.Beat beat, long now) {
        Part part = heard(node, now);
        if (!part.whole || part.epoch != beat.epoch() || part.sequence != beat.sequence()) {
            askFor(node, part, now);
        }
    }

    void diff(String node, Note.Diff diff, long now) {
        Part part = heard(node, now);
        boolean same = part.whole && part.epoch == diff.epoch();
        if (same && part.sequence + 1 == diff.sequence()) {
            part.sequence = diff.sequence();
            diff.changes().forEach(change -> apply(node, part, change));
        } else if (!same || diff.sequence() > part.sequence) {
            askFor(node, part, now);
        }
    }

    void part(String node, Note.Part piece, long now) {
        Part part = heard(node, now);
        boolean next = piece.index() == part.nextPiece
                && piece.epoch() == part.piecesEpoch
                && piece.sequence() == part.piecesSequence;
        if (piece.index() == 0) {
            part.pieces = new ArrayList<>();
            part.piecesEpoch = piece.epoch();
            part.piecesSequence = piece.sequence();
        } else if (!next) {
            part.nextPiece = 0;
            return; // the next beat asks again
        }
        part.nextPiece = piece.index() + 1;
        part.pieces.addAll(piece.changes());
        if (part.nextPiece == piece.of()) {
            takeWhole(node, part);
        }
    }

    private void takeWhole(String node, Part part) {
        part.nextPiece = 0;
        boolean old = part.whole && part.epoch == part.piecesEpoch && part.sequence > part.piecesSequence;
        if (!old) {
            LeaveReason unknown =
                    part.epoch == part.piecesEpoch || !part.whole ? LeaveReason.LOST : LeaveReason.NODE_DIED;
            part.epoch = part.piecesEpoch;
            part.sequence = part.piecesSequence;
            part.whole = true;
            part.asked = false;
            replace(node, part, part.pieces, unknown);
        }
        part.pieces = new ArrayList<>();
    }

    private void replace(String node, Part part, List<Change> whole, LeaveReason unknown) {
        Map<Place, LeaveReason> reasons = new HashMap<>();
        Set<Place> there = new HashSet<>();
        for (Change change : whole) {
            if (!change.gone()) {
                there.add(Place.of(change));
            } else if (change.reason() != null) {
                reasons.put(Place.of(change), change.reason());
            }
        }
        for (Change before : List.copyOf(part.entries.values())) {
            Place place = Place.of(before);
            if (!there.contains(place)) {
                apply(node, part, before.goneFor(reasons.getOrDefault(place, unknown)));
            }
        }
        whole.stream().filter(change -> !change.gone()).forEach(change -> apply(node, part, change));
    }

    /** Lets nodes go that have been silent for too long. */
    void expire(String self, long now) {
        for (Map.Entry<String, Part> each : List.copyOf(parts.entrySet())) {
            String node = each.getKey();
            if (!node.equals(self) && now - each.getValue().heardAt > SILENCE_NANOS) {
                drop(node, each.getValue());
            }
        }
    }

    private void drop(String node, Part part) {
        for (Change last : List.copyOf(part.entries.values())) {
            LeaveReason known = last.reason();
            apply(node, part, last.goneFor(known == null ? LeaveReason.NODE_DIED : known));
        }
        parts.remove(node);
    }

    /** We ourselves could not hear for a while: nobody else is to blame for his silence. */
    void beginToListen(long now) {
        parts.values().forEach(part -> part.heardAt = now);
    }

    /** Returns who has been heard in time. */
    Set<String> nodes() {
        return Set.copyOf(parts.keySet());
    }

    /** Returns who is in a realm; null if nobody is. */
    @Nullable
    Gathering in(Realm realm) {
        return realms.get(realm);
    }

    private Part part(String node, long now) {
        return parts.computeIfAbsent(node, id -> new Part(now));
    }

    private Part heard(String node, long now) {
        Part part = part(node, now);
        part.heardAt = now;
        return part;
    }

    private void askFor(String node, Part part, long now) {
        if (!part.asked || now - part.askedAt >= ASK_AGAIN_NANOS) {
            part.asked = true;
            part.askedAt = now;
            ask.accept(node);
        }
    }

    private void apply(String node, Part part, Change change) {
        Place place = Place.of(change);
        if (change.gone()) {
            if (part.entries.remove(place) == null) {
                return;
            }
        } else {
            Change before = part.entries.put(place, change);
            if (change.equals(before)) {
                return;
            }
        }
        Realm realm = change.realm();
        Gathering gathering = realm == null ? online : realms.computeIfAbsent(realm, r -> new Gathering());
        change(node, gathering, change);
        if (realm != null && gathering.isEmpty()) {
            realms.remove(realm);
        }
    }

    private void change(String node, Gathering gathering, Change change) {
        Realm realm = change.realm();
        Present before = gathering.of(change.user());
        if (change.gone()) {
            gathering.remove(node, change.user());
        } else {
            gathering.put(node, change);
        }
        if (change.user().isEmpty() && realm != null) {
            sink.counted(realm);
        } else {
            tell(realm, before, gathering.of(change.user()), change.reason());
        }
    }

    private void tell(
            @Nullable Realm realm, @Nullable Present before, @Nullable Present after, @Nullable LeaveReason reason) {
        if (after == null) {
            if (before != null) {
                sink.went(realm, before, reason == null ? LeaveReason.LOST : reason);
            }
        } else if (before == null) {
            sink.came(realm, after);
        } else if (!before.equals(after)) {
            sink.changed(realm, after);
        }
    }
}
