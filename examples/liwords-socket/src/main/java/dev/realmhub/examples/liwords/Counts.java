package dev.realmhub.examples.liwords;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What went wrong, how often: logged at each power of two, so that a flood of it does not become a flood of lines. Thread-safe. */
final class Counts {
    private static final Logger log = LoggerFactory.getLogger(SocketServer.class);

    enum Trouble {
        FRAMES_TOO_SHORT,
        PAYLOADS_TOO_SHORT,
        LOST_TO_NATS,
        CLIENTS_TOO_SLOW
    }

    private final Map<Trouble, Long> counts = new ConcurrentHashMap<>();

    long of(Trouble trouble) {
        return counts.getOrDefault(trouble, 0L);
    }

    void add(Trouble trouble) {
        long count = counts.merge(trouble, 1L, Long::sum);
        if (Long.bitCount(count) == 1) {
            log.warn("{}: {} so far", trouble, count);
        }
    }
}
