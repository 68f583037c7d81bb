package dev.realmhub.nats;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Feels twice a second whether the link lives: a message to ourselves must come back. jnats' own pings do not tell that a
 * message with malformed headers has ended its reader thread, and take longer to tell that a link is dark.
 *
 * <p>Counts canaries, not time: a process that was stopped itself sends none meanwhile, and does not blame the link.
 */
final class Pulse implements AutoCloseable {
    private static final long INTERVAL_MILLIS = 500;

    /** So many in a row stay out before the link is made anew: 2 to 2.5 s, and nodes are told within 3. */
    private static final int CANARIES_OUT = 4;

    /** Each so many beats, what changes behind our back is looked at. */
    private static final int BEATS_PER_LOOK = 10;

    private final Link link;
    private final Canary canary;
    private final Beats signs;
    private final Nodes nodes;
    private final ScheduledThreadPoolExecutor beats = new ScheduledThreadPoolExecutor(1, Pulse::daemon);
    private final AtomicInteger out = new AtomicInteger();

    // Of the beats' thread.
    private int beat;

    /**
     * Makes one that does nothing until it is started.
     *
     * @param subject that nobody else uses
     * @param beats that go out with each of ours
     */
    Pulse(Link link, String subject, Beats beats, Nodes nodes) {
        this.link = link;
        this.signs = beats;
        this.canary = new Canary(link, subject, this::felt);
        this.nodes = nodes;
    }

    Canary canary() {
        return canary;
    }

    void start() {
        canary.listen();
        link.roundTripsBy(canary);
        var unused = beats.scheduleWithFixedDelay(this::beat, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void felt() {
        out.set(0);
    }

    private void beat() {
        try {
            link.reportDrops();
            feel();
            signs.beat();
            beat++;
            if (link.isConnected()) {
                nodes.tellAgain();
                if (beat % BEATS_PER_LOOK == 0) {
                    nodes.look();
                }
            }
        } catch (RuntimeException thrown) { // it would be the last beat
            link.trouble(thrown);
        }
    }

    private void feel() {
        if (!link.isConnected()) {
            out.set(0);
        } else if (canary.isProven() && out.get() >= CANARIES_OUT) {
            out.set(0);
            link.makeAnew();
        } else {
            out.incrementAndGet();
            canary.send();
        }
    }

    /** Does not wait for a beat under way. */
    @Override
    public void close() {
        beats.shutdownNow();
        canary.close();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "realmhub-nats-pulse");
        thread.setDaemon(true);
        return thread;
    }
}
