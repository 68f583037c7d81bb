package dev.realmhub.nats;

import dev.realmhub.Position;
import io.nats.client.api.StreamInfo;
import io.nats.client.api.StreamState;
import java.util.Map;

/**
 * The stream at a moment.
 *
 * <p>Immutable and thread-safe.
 *
 * @param first the sequence of the first message it has; after the last if it has none
 * @param last the last sequence it gave
 * @param limit how many messages of one subject it keeps; below 1 if there is no limit
 * @param counts how many it has of each subject that was asked for
 */
record StreamView(StreamLife life, long first, long last, long limit, Map<String, Long> counts) {
    static StreamView of(StreamInfo info, Subjects subjects) {
        StreamState state = info.getStreamState();
        long limit = info.getConfiguration().getMaxMsgsPerSubject();
        return new StreamView(
                StreamLife.of(info, subjects),
                state.getFirstSequence(),
                state.getLastSequence(),
                limit,
                state.getSubjectMap());
    }

    long count(String subject) {
        return counts.getOrDefault(subject, 0L);
    }

    /** Returns whether a position is of this life and not from the future. */
    boolean knows(Position position) {
        return position.epoch().equals(life.epoch()) && position.sequence() <= last;
    }

    /** The stream lets go by age in order: as long as it has a message up to here, nothing later is gone by age. */
    boolean hasAllYoungerThan(Position position) {
        return first <= position.sequence() + 1;
    }

    /** As long as a subject has room left, nothing of it is gone by length but what was older than the first one left. */
    boolean hasRoomFor(String subject) {
        return limit < 1 || count(subject) < limit;
    }
}
