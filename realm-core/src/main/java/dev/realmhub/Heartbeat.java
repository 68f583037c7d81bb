package dev.realmhub;

import java.time.Duration;
import java.util.function.BiConsumer;

/**
 * Finds clients that are gone without a word, and those that do not keep up: no container's own timeout does so on all of
 * them. One sweep over all clients, twice a second, so that no limit is overstepped by a whole second.
 */
final class Heartbeat {
    static final Duration SWEEP = Duration.ofMillis(500);

    /** Longer than any collection of garbage that a game survives. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(2);

    private final HubConfig config;
    private final boolean steady;
    private final RealmRegistry registry;
    private final Timers timers;
    private final HubEvents events;
    private final Edge edge;
    private final BiConsumer<Client, CloseReason> close;
    private final Duration timeToAnswer;
    private volatile boolean stopped;
    private volatile long sweptAt;

    Heartbeat(
            HubConfig config,
            boolean steady,
            RealmRegistry registry,
            Timers timers,
            HubEvents events,
            Edge edge,
            BiConsumer<Client, CloseReason> close) {
        this.edge = edge;
        this.config = config;
        this.steady = steady;
        this.registry = registry;
        this.timers = timers;
        this.events = events;
        this.close = close;
        this.sweptAt = timers.nanoTime();
        Duration left = config.silenceLimit().minus(config.heartbeat());
        this.timeToAnswer = left.compareTo(LONGEST_ANSWER) < 0 ? left : LONGEST_ANSWER;
    }

    void start() {
        if (!stopped) {
            timers.after(SWEEP, this::sweep);
        }
    }

    /** Returns whether no sweep has come for so long that nothing on this node is watched any more. */
    boolean isStuck() {
        return !stopped && timers.nanoTime() - sweptAt > LONGEST_PAUSE.toNanos();
    }

    void stop() {
        stopped = true;
    }

    /** A message is a sign of life, unless only answers are. */
    void received(Client client) {
        if (!steady) {
            client.heardAt(timers.nanoTime());
        }
    }

    /** Called on a container's thread. */
    void ponged(Client client) {
        long now = timers.nanoTime();
        client.heardAt(now);
        if (client.isAsked()) {
            client.answered();
            events.ponged(client, Duration.ofNanos(now - client.askedAt()));
        }
    }

    private void sweep() {
        try {
            long now = timers.nanoTime();
            sweptAt = now;
            edge.sweep();
            registry.clients().forEach(client -> check(client, now));
        } finally {
            start(); // whatever one client's socket or protocol throws, the others stay watched
        }
    }

    private void check(Client client, long now) {
        if (isTooSlow(client.outbox(), now)) {
            close.accept(client, CloseReason.TOO_SLOW);
        } else if (isGone(client, now)) {
            close.accept(client, CloseReason.GONE);
        } else {
            events.dropped(client);
            ping(client, now);
            CloseReason over = edge.terms.endOf(client, now);
            if (over != null) {
                close.accept(client, over);
            }
        }
    }

    private boolean isTooSlow(Outbox outbox, long now) {
        return outbox.isSendingSinceBefore(now - config.sendLimit().toNanos())
                || outbox.isBehindSinceBefore(now - config.outboxAge().toNanos());
    }

    /** Judged by a ping that it had time to answer: a sweep may come late when the machine is overloaded. */
    private boolean isGone(Client client, long now) {
        return now - client.heardAt() > config.silenceLimit().toNanos()
                && client.pingedAt() - client.heardAt() > 0
                && now - client.pingedAt() >= timeToAnswer.toNanos();
    }

    private void ping(Client client, long now) {
        if (steady) {
            pingIfDue(client, now);
        } else {
            pingIfQuiet(client, now);
        }
    }

    /** By its own clock, not by the sweep's, so that late sweeps do not add up. */
    private void pingIfDue(Client client, long now) {
        long due = client.pingedAt() + config.heartbeat().toNanos();
        if (now - due >= 0) {
            client.pingedAt(now - due > SWEEP.toNanos() ? now : due);
            if (!client.isAsked()) {
                client.askedAt(now);
            }
            client.outbox().ping();
        }
    }

    /** Once for each time that it falls silent. */
    private void pingIfQuiet(Client client, long now) {
        if (now - client.heardAt() >= config.heartbeat().toNanos() && client.pingedAt() - client.heardAt() <= 0) {
            client.pingedAt(now);
            client.outbox().ping();
        }
    }
}
