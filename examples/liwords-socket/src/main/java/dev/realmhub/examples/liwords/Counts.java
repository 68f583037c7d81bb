package dev.realmhub.examples.liwords;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What went wrong, how often: logged at each power of two, so that a flood of it does not become a flood of lines. Thread-safe. */
final class Counts {
    private static final Logger log = LoggerFactory.getLogger(SocketServer.class);

    enum Trouble {
        FRAMES_TOO_SHORT,
        PAYLOADS_TOO_SHORT,
        LOST_FROM_NATS,
        LOST_TO_NATS,
        CLIENTS_TOO_SLOW
    }

    private final Map<Trouble, AtomicLong> counts = new EnumMap<>(Trouble.class);

    Counts() {
        for (Trouble trouble : Trouble.values()) {
            counts.put(trouble, new AtomicLong());
        }
    }

    long of(Trouble trouble) {
        return counter(trouble).get();
    }

    void add(Trouble trouble) {
        raise(trouble, counter(trouble).incrementAndGet());
    }

    /** Notes a count that somebody else keeps. */
    void set(Trouble trouble, long count) {
        counter(trouble).set(count);
        raise(trouble, count);
    }

    private AtomicLong counter(Trouble trouble) {
        return counts.getOrDefault(trouble, new AtomicLong());
    }

    private static void raise(Trouble trouble, long count) {
        if (Long.bitCount(count) == 1) {
            log.warn("{}: {} so far", trouble, count);
        }
    }
}
