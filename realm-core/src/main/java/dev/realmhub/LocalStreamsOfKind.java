package dev.realmhub;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The streams of all realms of a kind. Guarded by {@link LocalStreams}. */
final class LocalStreamsOfKind {
    private final RealmKind kind;

    /** The one with the oldest last event first. */
    private final Map<Realm, LocalStream> streams = new LinkedHashMap<>();

    /** The last event of all realms that were forgotten. */
    private long forgotten;

    LocalStreamsOfKind(RealmKind kind) {
        this.kind = kind;
    }

    /** Of a realm without kept events it is not known what was forgotten of it, so it may be anything. */
    LocalStream of(Realm realm, long now) {
        forget(now);
        LocalStream known = streams.get(realm);
        if (known == null) {
            return new LocalStream(forgotten);
        }
        known.forgetBefore(oldest(now));
        return known;
    }

    void add(Realm realm, LocalStream stream, Publication stored, long now) {
        stream.add(stored, now, kind.length());
        streams.remove(realm);
        streams.put(realm, stream);
    }

    /** Lets go realms whose last event is too old. */
    private void forget(long now) {
        Iterator<LocalStream> all = streams.values().iterator();
        while (all.hasNext()) {
            LocalStream stream = all.next();
            stream.forgetBefore(oldest(now));
            if (!stream.isEmpty()) {
                return;
            }
            forgotten = Math.max(forgotten, stream.gone());
            all.remove();
        }
    }

    private long oldest(long now) {
        return now - kind.age().toNanos();
    }
}
