package dev.realmhub.nats;

import io.nats.client.api.Republish;
import io.nats.client.api.StreamInfo;
import java.time.Instant;
import java.time.ZonedDateTime;

/**
 * Which life of the stream: one that was deleted and made again begins to count anew, so its sequences mean something
 * else.
 *
 * <p>Immutable and thread-safe.
 *
 * @param token stands in the subjects of what the stream re-publishes, so that each message tells by itself which life it
 *     is of. Whoever makes the stream chooses it
 * @param created when the server made it: tells apart two lives made from one saved configuration
 */
record StreamLife(String token, Instant created) {
    static StreamLife of(StreamInfo info, Subjects subjects) {
        Republish republish = info.getConfiguration().getRepublish();
        ZonedDateTime created = info.getCreateTime();
        if (republish == null || created == null) {
            throw new IllegalArgumentException("a stream that does not re-publish");
        }
        return new StreamLife(subjects.lifeOf(republish.getDestination()), created.toInstant());
    }

    /** Returns the epoch of this life's positions. */
    String epoch() {
        long nanos = created.getEpochSecond() * 1_000_000_000L + created.getNano();
        return token + "-" + Long.toString(nanos, Character.MAX_RADIX);
    }
}
