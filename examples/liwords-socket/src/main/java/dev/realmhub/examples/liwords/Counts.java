package dev.realmhub.examples.liwords;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
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

    private final Map<Trouble, AtomicLong> counts = new ConcurrentHashMap<>();

    long of(Trouble trouble) {
        return counter(trouble).get();
    }

    void add(Trouble trouble) {
        long count = counter(trouble).incrementAndGet();
        if (Long.bitCount(count) == 1) {
            log.warn("{}: {} so far", trouble, count);
        }
    }

    private AtomicLong counter(Trouble trouble) {
        return counts.computeIfAbsent(trouble, first -> new AtomicLong());
    }
}
