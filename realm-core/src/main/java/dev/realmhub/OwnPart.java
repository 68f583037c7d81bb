package dev.realmhub;

import dev.realmhub.Note.Change;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one node knows of its own clients: who is in which realm, and who has gone and may be back. The only one who says so.
 *
 * <p>Knows no clock: it is told the time, in nanoseconds of a monotonic one. Not thread-safe.
 */
final class OwnPart {
    /** How long it is remembered why somebody has gone, for those who missed it; longer than nodes wait for each other. */
    private static final long MEMORY_NANOS = 15_000_000_000L;

    /** What is known of one client. */
    private record Socket(Object client, String role) {}

    /** A user in a realm, or, without a realm, online. */
    private record Place(@Nullable Realm realm, String user) {}

    private record Leaving(Place place, Entry entry, long sequence, long due) {}

    private record Gone(Change change, long until) {}

    private static final class Entry {
        final List<Socket> sockets = new ArrayList<>(1);
        final long sinceMillis;
        String role = "";

        /** Why the last one went, while none is there. */
        @Nullable
        LeaveReason reason;

        /** Counts how often the last one went: a wait for an earlier time is void. */
        long departures;

        boolean told;

        Entry(long sinceMillis) {
            this.sinceMillis = sinceMillis;
        }
    }

    private final long graceNanos;
    private final Map<Place, Entry> entries = new HashMap<>();
    private final Map<Realm, Integer> counts = new HashMap<>();
    private final Queue<Leaving> leaving = new ArrayDeque<>();
    private final Queue<Gone> lately = new ArrayDeque<>();
    private final Set<Place> changed = new LinkedHashSet<>();
    private final Set<Realm> recounted = new LinkedHashSet<>();
    private final List<Change> departed = new ArrayList<>();

    OwnPart(long graceNanos) {
        this.graceNanos = graceNanos;
    }

    /** A client came. */
    void came(@Nullable Realm realm, String user, String role, Object client, long nowMillis) {
        Place place = new Place(realm, user);
        Entry entry = entries.computeIfAbsent(place, p -> new Entry(nowMillis));
        entry.sockets.add(new Socket(client, role));
        entry.role = entry.sockets.get(0).role();
        entry.reason = null;
        changed.add(place);
    }

    /** A client went. */
    @SuppressWarnings("ReferenceEquality") // a client is what it is
    void went(@Nullable Realm realm, String user, Object client, LeaveReason why, long nowNanos) {
        Place place = new Place(realm, user);
        Entry entry = entries.get(place);
        if (entry == null || !entry.sockets.removeIf(socket -> socket.client() == client)) {
            return;
        }
        changed.add(place);
        if (!entry.sockets.isEmpty()) {
            entry.role = entry.sockets.get(0).role();
            return;
        }
        entry.reason = why;
        entry.departures++;
        if (why == LeaveReason.KICKED) {
            drop(place, entry, why, nowNanos);
        } else {
            leaving.add(new Leaving(place, entry, entry.departures, nowNanos + graceNanos));
        }
    }

    /** A client came to a realm of which only counts are kept, or went. */
    void counted(Realm realm, int by) {
        counts.merge(realm, by, Integer::sum);
        recounted.add(realm);
    }

    /** Lets those go whose time to come back is over, and returns what has changed since the last call; empty if nothing has. */
    List<Change> changes(long nowNanos) {
        letGo(nowNanos);
        List<Change> all = new ArrayList<>(departed);
        departed.clear();
        for (Place place : changed) {
            Entry entry = entries.get(place);
            if (entry != null) {
                entry.told = true;
                all.add(of(place, entry));
            }
        }
        changed.clear();
        recounted.forEach(realm -> all.add(Change.count(realm, counts.getOrDefault(realm, 0))));
        recounted.clear();
        counts.values().removeIf(count -> count == 0);
        return all;
    }

    /** Returns all that there is, and who has lately gone and why. What {@link #changes} has not told yet is not in it. */
    List<Change> all() {
        List<Change> all = new ArrayList<>(entries.size() + lately.size());
        lately.forEach(gone -> all.add(gone.change()));
        entries.forEach((place, entry) -> {
            if (entry.told) {
                all.add(of(place, entry));
            }
        });
        counts.forEach((realm, count) -> all.add(Change.count(realm, count)));
        return all;
    }

    private void letGo(long nowNanos) {
        for (Leaving next = leaving.peek(); next != null && next.due() - nowNanos <= 0; next = leaving.peek()) {
            leaving.remove();
            Entry entry = next.entry();
            LeaveReason reason = entry.reason;
            if (reason != null && entry.departures == next.sequence()) {
                drop(next.place(), entry, reason, nowNanos);
            }
        }
        while (!lately.isEmpty() && lately.element().until() - nowNanos <= 0) {
            lately.remove();
        }
    }

    private void drop(Place place, Entry entry, LeaveReason why, long nowNanos) {
        if (!entries.remove(place, entry)) {
            return;
        }
        if (entry.told) {
            Change gone = of(place, entry).goneFor(why);
            departed.add(gone);
            lately.add(new Gone(gone, nowNanos + MEMORY_NANOS));
        }
    }

    private static Change of(Place place, Entry entry) {
        return new Change(
                place.realm(), place.user(), entry.role, entry.sinceMillis, entry.sockets.size(), entry.reason, false);
    }
}
