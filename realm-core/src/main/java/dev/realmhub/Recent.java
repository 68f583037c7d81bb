package dev.realmhub;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The latest events of a realm, without a hole, for those who come in. Encoded once per view and protocol, however many do.
 *
 * <p>Not thread-safe: its realm's lane works on it.
 */
final class Recent {
    private final Realm realm;
    private final int most;
    private final Consumer<RealmException> failures;
    private final Deque<Event> events = new ArrayDeque<>();

    /** All events after this sequence are here. */
    private long from;

    private record Event(long sequence, long since, Frames frames) {}

    Recent(Realm realm, int most, Consumer<RealmException> failures) {
        this.realm = realm;
        this.most = most;
        this.failures = failures;
    }

    /** Forgets all, and begins behind a sequence. */
    void begin(long after) {
        events.clear();
        from = after;
    }

    /** Adds the next event; the oldest goes where there are too many. */
    void add(Publication next, long now) {
        events.addLast(event(next, now));
        while (events.size() > most) {
            from = events.removeFirst().sequence();
        }
    }

    /** Lets go of what came before a moment, by {@link Timers#nanoTime}. */
    void forgetBefore(long nanos) {
        while (!events.isEmpty() && events.getFirst().since() - nanos < 0) {
            from = events.removeFirst().sequence();
        }
    }

    /** Adds older events: all that follow a sequence, up to what is here or beyond. */
    void addOlder(long after, List<Publication> older, long now) {
        long known = from;
        for (int i = older.size() - 1; i >= 0; i--) {
            if (older.get(i).sequence() <= known) {
                events.addFirst(event(older.get(i), now));
            }
        }
        from = Math.min(known, after);
    }

    /** Returns whether all events after a sequence are here. */
    boolean covers(long after) {
        return after >= from;
    }

    /** Returns from where on all events are here. */
    long from() {
        return from;
    }

    /** Adds to a list what a member sees of the events after a sequence. */
    void collect(long after, Member member, List<Frame> into) {
        Client client = member.client;
        for (Event event : events) {
            Frame frame = event.sequence() > after ? seenBy(client, member, event) : null;
            if (frame != null) {
                into.add(frame);
            }
        }
    }

    private static @Nullable Frame seenBy(Client client, Member member, Event event) {
        return event.frames().seenBy(client.user(), member.membership.role(), client.protocol());
    }

    private Event event(Publication publication, long now) {
        return new Event(publication.sequence(), now, new Frames(publication, realm, now, failures));
    }
}
