package dev.realmhub;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** The streams that a node follows. A realm's lane alone puts and takes its own; anybody may ask where one stands. Thread-safe. */
final class Followed {
    private final ConcurrentMap<Realm, RealmStream> streams = new ConcurrentHashMap<>();

    @Nullable
    RealmStream get(Realm realm) {
        return streams.get(realm);
    }

    void put(Realm realm, RealmStream stream) {
        streams.put(realm, stream);
    }

    void remove(Realm realm) {
        streams.remove(realm);
    }

    /** Returns the text of the position up to which a realm has been heard; empty while that is not known, or it is not followed. */
    String positionOf(Realm realm) {
        RealmStream stream = streams.get(realm);
        Position last = stream == null ? null : stream.last();
        return last == null ? "" : last.toString();
    }
}
