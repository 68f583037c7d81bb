package dev.realmhub;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The streams of a broker: the latest events of realms of a kept {@link RealmKind}, in one order that all who listen
 * agree on. Get it from {@link Broker#eventLog}.
 *
 * <p>Thread-safe. Nothing here blocks. The stages may complete on the broker's own thread, so what follows must be short.
 * They keep deadlines of their own, a few seconds, and fail with a {@link BrokerException}: {@code NOT_CONNECTED} if
 * nothing was sent, {@code FAILED} if it is not known what became of it.
 */
public interface EventLog {
    /**
     * Publishes to a realm, and completes with the event's position once it is stored.
     *
     * @param expectedLast if given, the event is stored only if the realm had no event after this position; else the stage
     *     fails with {@code STALE}, also if that cannot be known for sure. Of writers with one expectation at most one
     *     succeeds
     */
    CompletionStage<Position> append(Realm realm, Publication publication, @Nullable Position expectedLast);

    /**
     * Completes with the position of the realm's last event, or, if it has none, with one from which reading on is
     * complete.
     */
    CompletionStage<Position> last(Realm realm);

    /**
     * Reads on from a position.
     *
     * @param after the position up to which everything is known already
     * @param most how many events at most, 1 or more
     */
    CompletionStage<Slice> read(Realm realm, Position after, int most);

    /**
     * What follows a position.
     *
     * <p>Immutable and thread-safe.
     *
     * @param events in stream order, with their positions; fewer than were asked for if no more had happened by then
     * @param complete whether these are all events from the position to the last of them. If something is gone, the
     *     epoch is another, or it cannot be known for sure, it is false and there are no events: never a part of it
     */
    record Slice(List<Publication> events, boolean complete) {
        private static final Slice INCOMPLETE = new Slice(List.of(), false);

        /** Copies the events, and checks that an incomplete slice has none. */
        public Slice {
            events = List.copyOf(events);
            if (!complete && !events.isEmpty()) {
                throw new IllegalArgumentException("an incomplete slice shows no events");
            }
        }

        /** Returns the slice of a position from which not everything can be read. */
        public static Slice incomplete() {
            return INCOMPLETE;
        }
    }
}
