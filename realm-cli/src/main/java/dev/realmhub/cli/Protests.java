package dev.realmhub.cli;

import io.nats.client.ReadListener;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Hears whether the server refuses what was published. It says nothing if it does not; but whatever it says, it says before it
 * answers a ping that comes later. Thread-safe.
 */
final class Protests implements ReadListener {
    private final Semaphore pongs = new Semaphore(0);
    private volatile @Nullable String said;

    @Override
    public void protocol(String op, @Nullable String text) {
        if (op.equals("-ERR") && text != null && text.contains("Publish")) {
            said = text;
        } else if (op.equals("PONG")) {
            pongs.release();
        }
    }

    /**
     * Waits for a ping to be answered.
     *
     * @param ping sends one
     * @throws Failed if the server has refused what was published before, or does not answer
     */
    void check(Runnable ping, Duration limit) {
        pongs.drainPermits();
        ping.run();
        try {
            if (!pongs.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new Failed(Exit.LATE, "NATS did not say that it has it");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Failed(Exit.LATE, "interrupted", interrupted);
        }
        if (said != null) {
            throw new Failed(Exit.REFUSED, "NATS has refused it: " + said);
        }
    }
}
