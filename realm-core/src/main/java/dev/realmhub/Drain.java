package dev.realmhub;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sends all clients of a node to others: no faster than those can take them, whoever has something in hand last, and whoever is
 * left when the time is up with a word when to come back.
 *
 * <p>Thread-safe: begins once; after that one timer at a time works on it.
 */
final class Drain {
    private static final Duration STEP = Duration.ofMillis(100);

    /** Last words are read, and sockets closed, within this of the last farewell. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    /** Clients come back a moment after they are told, each with its own jitter: some seconds see more of them than were sent. */
    private static final double SHARE = 0.8;

    private static final double NANOS = 1e9;

    private final RealmRegistry registry;
    private final ContinuityConfig config;
    private final Timers timers;
    private final Farewell farewell;
    private final Runnable close;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final AtomicBoolean begun = new AtomicBoolean();
    private final Queue<Client> waiting = new ArrayDeque<>();
    private long end;
    private long steppedAt;
    private double allowance;
    private boolean toldAnybody;

    /**
     * Makes one.
     *
     * @param close what ends the hub, when all clients are gone
     */
    Drain(RealmRegistry registry, ContinuityConfig config, Timers timers, Farewell farewell, Runnable close) {
        this.registry = registry;
        this.config = config;
        this.timers = timers;
        this.farewell = farewell;
        this.close = close;
    }

    boolean hasBegun() {
        return begun.get();
    }

    /** Begins, unless it has; what is returned completes when nobody is here and the hub is closed. */
    CompletionStage<Void> begin(Duration within) {
        if (begun.compareAndSet(false, true)) {
            end = timers.nanoTime() + within.minus(LAST_WORDS).toNanos();
            timers.after(shorter(config.drainLead(), within.dividedBy(4)), this::sendAway);
        }
        return done.copy();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** In no order: who has been here longest, or shares a game, must not come back at the same moment. */
    private void sendAway() {
        List<Client> clients = new ArrayList<>(registry.clients());
        Collections.shuffle(clients, ThreadLocalRandom.current());
        waiting.addAll(clients);
        steppedAt = timers.nanoTime();
        step();
    }

    private void step() {
        long now = timers.nanoTime();
        if (now - end >= 0) {
            sendAwayTheRest();
        } else {
            sendAwaySome(now);
        }
        if (waiting.isEmpty()) {
            close.run();
            timers.after(toldAnybody ? LAST_WORDS : Duration.ZERO, () -> done.complete(null));
        } else {
            timers.after(STEP, this::step);
        }
    }

    private void sendAwaySome(long now) {
        earn(now);
        for (int left = waiting.size(); left > 0 && allowance >= 1; left--) {
            Client client = waiting.remove();
            if (client.state() == Client.State.CLOSED) {
                continue;
            }
            if (isBusy(client, now)) {
                waiting.add(client);
            } else {
                allowance--;
                sendAway(client, Duration.ZERO);
            }
        }
    }

    /** What was not used is not saved: those who end their games together must not come all at once. */
    private void earn(long now) {
        double perStep = config.drainPerSecond() * SHARE * STEP.toNanos() / NANOS;
        double earned = config.drainPerSecond() * SHARE * (now - steppedAt) / NANOS;
        allowance = Math.min(allowance + earned, Math.max(1, 2 * perStep));
        steppedAt = now;
    }

    private static boolean isBusy(Client client, long now) {
        return client.commandsInFlight().get() > 0 || client.staysAfter(now);
    }

    /** They come back no faster, each after its own turn. */
    private void sendAwayTheRest() {
        int turn = 0;
        for (Client client = waiting.poll(); client != null; client = waiting.poll()) {
            turn++;
            Duration pause = Duration.ofMillis(1000L * turn / config.drainPerSecond());
            sendAway(client, pause);
        }
    }

    private void sendAway(Client client, Duration pause) {
        toldAnybody = true;
        farewell.close(client, CloseReason.RESTART.withRetryAfter(pause));
    }
}
