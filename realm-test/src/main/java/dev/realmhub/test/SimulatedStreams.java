package dev.realmhub.test;

import dev.realmhub.EventLog;
import dev.realmhub.Position;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.RealmKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The streams on the simulated bus's server; all realms share one run of sequences. For one thread. */
final class SimulatedStreams {
    private record Event(Publication publication, long storedAt) {
        long sequence() {
            return publication.position().orElseThrow().sequence();
        }
    }

    private static final class Stream {
        final Deque<Event> events = new ArrayDeque<>();
        long gone;
    }

    private final SimulatedTime time;
    private final History history;
    private final Map<String, RealmKind> kinds = new HashMap<>();
    private final Map<Realm, Stream> streams = new HashMap<>();

    /** All of this life, gone or not. */
    private final Map<Realm, List<Publication>> ever = new HashMap<>();

    private int life;
    private long sequence;

    SimulatedStreams(SimulatedTime time, History history, List<RealmKind> kinds) {
        this.time = time;
        this.history = history;
        kinds.stream().filter(RealmKind::isKept).forEach(kind -> this.kinds.put(kind.name(), kind));
        begin();
    }

    /** All is gone, and the numbers begin anew. */
    void begin() {
        life++;
        sequence = 0;
        streams.clear();
        ever.clear();
        history.began(epoch());
    }

    String epoch() {
        return "e" + life;
    }

    boolean keep(Realm realm) {
        return kinds.containsKey(realm.kind());
    }

    /** Returns the publication at its position; null if the realm may have had events after what was expected. */
    @Nullable
    Publication add(Realm realm, Publication publication, @Nullable Position expected) {
        Stream stream = of(realm);
        long last = stream.events.isEmpty() ? 0 : stream.events.getLast().sequence();
        if (expected != null && (!isOurs(expected) || expected.sequence() < Math.max(last, stream.gone))) {
            return null;
        }
        Publication stored = publication.at(new Position(epoch(), ++sequence), last);
        stream.events.add(new Event(stored, time.now()));
        ever(realm).add(stored);
        history.stored(realm, stored);
        return stored;
    }

    /** Returns all events of this life, also those that are gone. */
    List<Publication> ever(Realm realm) {
        return ever.computeIfAbsent(realm, r -> new ArrayList<>());
    }

    Position last(Realm realm) {
        Stream stream = of(realm);
        return new Position(
                epoch(),
                stream.events.isEmpty() ? sequence : stream.events.getLast().sequence());
    }

    EventLog.Slice read(Realm realm, Position after, int most) {
        Stream stream = of(realm);
        if (!isOurs(after) || after.sequence() < stream.gone) {
            return EventLog.Slice.incomplete();
        }
        List<Publication> events = stream.events.stream()
                .filter(event -> event.sequence() > after.sequence())
                .limit(most)
                .map(Event::publication)
                .toList();
        return new EventLog.Slice(events, true);
    }

    private boolean isOurs(Position position) {
        return position.epoch().equals(epoch()) && position.sequence() <= sequence;
    }

    private Stream of(Realm realm) {
        RealmKind kind = kinds.get(realm.kind());
        if (kind == null) {
            throw new IllegalArgumentException(realm + " keeps no stream");
        }
        Stream stream = streams.computeIfAbsent(realm, r -> new Stream());
        while (!stream.events.isEmpty() && isTooMuch(stream, kind)) {
            stream.gone = stream.events.remove().sequence();
        }
        return stream;
    }

    private boolean isTooMuch(Stream stream, RealmKind kind) {
        return stream.events.size() > kind.length()
                || stream.events.element().storedAt() < time.now() - kind.age().toNanos();
    }
}
