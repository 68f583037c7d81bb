package dev.realmhub.nats;

import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Feels once a second whether the link lives: a message to ourselves must come back. jnats' own pings do not tell that a
 * message with malformed headers has ended its reader thread, and take longer to tell that a link is dark.
 *
 * <p>Counts canaries, not time: a process that was stopped itself sends none meanwhile, and does not blame the link.
 */
final class Pulse implements AutoCloseable {
    private static final long INTERVAL_SECONDS = 1;

    /** So many in a row stay out before the link is made anew. */
    private static final int CANARIES_OUT = 3;

    /** Each so many beats, what changes behind our back is looked at. */
    private static final int BEATS_PER_LOOK = 5;

    private static final byte[] CANARY = {1};

    private final Link link;
    private final String subject;
    private final Runnable look;
    private final ScheduledThreadPoolExecutor beats = new ScheduledThreadPoolExecutor(1, Pulse::daemon);
    private final AtomicInteger out = new AtomicInteger();

    /** Whether one ever came back: if it may not be sent, or not be heard, its absence tells nothing. */
    private volatile boolean proven;

    // Of the beats' thread.
    private int beat;

    /**
     * Makes one that does nothing until it is started.
     *
     * @param subject that nobody else uses
     * @param look what is called every few beats; must not wait
     */
    Pulse(Link link, String subject, Runnable look) {
        this.link = link;
        this.subject = subject;
        this.look = look;
    }

    void start() {
        link.listen(Link.Way.CANARIES, List.of(subject), null, message -> () -> {
            out.set(0);
            proven = true;
        });
        var unused = beats.scheduleWithFixedDelay(this::beat, INTERVAL_SECONDS, INTERVAL_SECONDS, TimeUnit.SECONDS);
    }

    private void beat() {
        try {
            link.reportDrops();
            feel();
            beat++;
            if (beat % BEATS_PER_LOOK == 0 && link.isConnected()) {
                look.run();
            }
        } catch (RuntimeException thrown) { // it would be the last beat
            link.trouble(thrown);
        }
    }

    private void feel() {
        if (!link.isConnected()) {
            out.set(0);
        } else if (proven && out.get() >= CANARIES_OUT) {
            out.set(0);
            link.makeAnew();
        } else {
            out.incrementAndGet();
            link.sendIfPossible(subject, CANARY);
        }
    }

    /** Does not wait for a beat under way. */
    @Override
    public void close() {
        beats.shutdownNow();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "realmhub-nats-pulse");
        thread.setDaemon(true);
        return thread;
    }
}
