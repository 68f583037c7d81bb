package dev.realmhub;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The kept events of a local broker. All realms share one run of sequences, so a realm that was forgotten and comes back
 * reuses none.
 *
 * <p>Thread-safe; one lock, held for a few steps.
 */
final class LocalStreams {
    private final String epoch = Ids.node();
    private final LongSupplier nanoTime;
    private final Map<String, LocalStreamsOfKind> kinds = new HashMap<>();

    // Guarded by this.
    private long sequence;

    LocalStreams(LongSupplier nanoTime, RealmKind... kinds) {
        this.nanoTime = nanoTime;
        for (RealmKind kind : kinds) {
            if (kind.isKept() && this.kinds.put(kind.name(), new LocalStreamsOfKind(kind)) != null) {
                throw new IllegalArgumentException(
                        "kind '" + kind.name() + "' was given already; give the broker each name once");
            }
        }
    }

    boolean keep(Realm realm) {
        return kinds.containsKey(realm.kind());
    }

    /** Returns the publication with its position; null if the realm may have had events after what was expected. */
    synchronized @Nullable Publication add(Realm realm, Publication publication, @Nullable Position expectedLast) {
        long now = nanoTime.getAsLong();
        LocalStream stream = ofKind(realm).of(realm, now);
        if (expectedLast != null && (!isOurs(expectedLast) || expectedLast.sequence() < stream.latest())) {
            return null;
        }
        sequence++;
        Publication stored = publication.at(new Position(epoch, sequence), stream.last());
        ofKind(realm).add(realm, stream, stored, now);
        return stored;
    }

    /** Of a realm without kept events, that is the last of all realms: so it stays good however much is forgotten. */
    synchronized Position last(Realm realm) {
        LocalStream stream = ofKind(realm).of(realm, nanoTime.getAsLong());
        return new Position(epoch, stream.isEmpty() ? sequence : stream.last());
    }

    synchronized EventLog.Slice read(Realm realm, Position after, int most) {
        LocalStream stream = ofKind(realm).of(realm, nanoTime.getAsLong());
        if (!isOurs(after) || after.sequence() < stream.gone()) {
            return EventLog.Slice.incomplete();
        }
        return new EventLog.Slice(stream.after(after.sequence(), most), true);
    }

    private boolean isOurs(Position position) {
        return position.epoch().equals(epoch) && position.sequence() <= sequence;
    }

    private LocalStreamsOfKind ofKind(Realm realm) {
        LocalStreamsOfKind streams = kinds.get(realm.kind());
        if (streams == null) {
            throw new IllegalArgumentException(
                    realm + " keeps no stream: give the broker RealmKind.kept(\"" + realm.kind() + "\", ...)");
        }
        return streams;
    }
}
