package dev.realmhub.nats;

import dev.realmhub.BrokerException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Numbered signs of life of whoever publishes, on the way that publications take. Where one is missing, publications may be
 * missing: a route between two servers that broke is seen by nobody else, and neither is what a publisher had on its way
 * when its own connection broke.
 *
 * <p>Thread-safe. Nothing here waits.
 */
final class Beats {
    private final Link link;
    private final String subject;
    private volatile boolean spoken;

    /** Guarded by this. */
    private long number;

    /** Makes those of a link. */
    Beats(Link link, String subject) {
        this.link = link;
        this.subject = subject;
    }

    /** Something was published: from now on there are beats. */
    void spoke() {
        if (!spoken) {
            spoken = true;
        }
    }

    /** Sends the next, if anything was ever published and there is a connection. */
    synchronized void beat() {
        if (!spoken || !link.isConnected()) {
            return;
        }
        try {
            link.send(subject, null, null, bytes(number + 1));
            number++;
        } catch (BrokerException notSent) {
            // what is published now is refused as well
        }
    }

    /** What was on its way may be lost: one beat is left out. Where nothing was published, nothing is lost. */
    synchronized void skip() {
        if (spoken) {
            number++;
            beat();
        }
    }

    private static byte[] bytes(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    /**
     * Reads a beat.
     *
     * @throws IllegalArgumentException if it is malformed
     */
    static long number(byte[] body) {
        if (body.length != Long.BYTES) {
            throw new IllegalArgumentException("a beat that is no number");
        }
        return ByteBuffer.wrap(body).getLong();
    }

    /** The beats that came to a node. Not thread-safe. */
    static final class Heard {
        /** Publishers that are remembered; the one that was silent longest is forgotten first. */
        private static final int MOST = 4_096;

        private final Map<String, Long> last = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
                return size() > MOST;
            }
        };

        /** Returns whether beats of this publisher are missing before this one. */
        boolean misses(String publisher, long number) {
            Long before = last.put(publisher, number);
            return number != (before == null ? 1 : before + 1);
        }
    }
}
