package dev.realmhub.nats;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One kind of trouble: each case counted, the first logged at once, later ones at most every ten seconds with their
 * count. So nothing stays hidden, and nobody can fill the log from the bus.
 *
 * <p>Thread-safe.
 */
final class Incident {
    private static final Logger log = LoggerFactory.getLogger(NatsBroker.class);
    private static final long QUIET_NANOS = 10_000_000_000L;
    private static final int MOST_DETAIL = 200;

    private final String what;
    private final LongSupplier nanoTime;
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong loggedAt;

    Incident(String what) {
        this(what, System::nanoTime);
    }

    Incident(String what, LongSupplier nanoTime) {
        this.what = what;
        this.nanoTime = nanoTime;
        this.loggedAt = new AtomicLong(nanoTime.getAsLong() - QUIET_NANOS);
    }

    /** Counts a case; the detail may come from strangers. */
    void happened(String detail) {
        long now = nanoTime.getAsLong();
        long counted = count.incrementAndGet();
        long before = loggedAt.get();
        if (now - before >= QUIET_NANOS && loggedAt.compareAndSet(before, now)) {
            log.warn("{}: {} ({} so far)", what, printable(detail), counted);
        }
    }

    long count() {
        return count.get();
    }

    /** No line feed, no escape sequence: what is not printable ASCII becomes a question mark. */
    private static String printable(String detail) {
        String all = detail.replaceAll("[^\\x20-\\x7e]", "?");
        return all.length() <= MOST_DETAIL ? all : all.substring(0, MOST_DETAIL) + "...";
    }
}
