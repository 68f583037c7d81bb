package dev.realmhub;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The kept events of a realm. Guarded by {@link LocalStreams}. */
final class LocalStream {
    private record Event(Publication publication, long storedAt) {
        long sequence() {
            return publication.position().orElseThrow().sequence();
        }
    }

    private final Deque<Event> events = new ArrayDeque<>();
    private long last;
    private long gone;

    /** Makes an empty one, of whose realm there may have been events up to a sequence. */
    LocalStream(long gone) {
        this.gone = gone;
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    /** Returns the sequence of the realm's last event; 0 if none is known. */
    long last() {
        return last;
    }

    /** Returns up to where events are gone. */
    long gone() {
        return gone;
    }

    /** Returns a sequence after which there was no event for sure. */
    long latest() {
        return Math.max(last, gone);
    }

    void add(Publication stored, long now, int length) {
        Event event = new Event(stored, now);
        events.add(event);
        last = event.sequence();
        if (events.size() > length) {
            gone = events.remove().sequence();
        }
    }

    void forgetBefore(long oldest) {
        while (!events.isEmpty() && events.element().storedAt() - oldest < 0) {
            gone = events.remove().sequence();
        }
    }

    List<Publication> after(long sequence, int most) {
        return events.stream()
                .filter(event -> event.sequence() > sequence)
                .limit(most)
                .map(Event::publication)
                .toList();
    }
}
