package dev.realmhub;

import java.util.function.BiConsumer;

/**
 * Finds clients that are gone without a word, and sends that never end: no container's own timeout does so on all of
 * them. One sweep over all clients, four times per heartbeat.
 */
final class Heartbeat {
    private final HubConfig config;
    private final RealmRegistry registry;
    private final Timers timers;
    private final BiConsumer<Client, CloseReason> close;
    private volatile boolean stopped;

    Heartbeat(HubConfig config, RealmRegistry registry, Timers timers, BiConsumer<Client, CloseReason> close) {
        this.config = config;
        this.registry = registry;
        this.timers = timers;
        this.close = close;
    }

    void start() {
        if (!stopped) {
            timers.after(config.heartbeat().dividedBy(4), this::sweep);
        }
    }

    void stop() {
        stopped = true;
    }

    private void sweep() {
        try {
            long now = timers.nanoTime();
            registry.clients().forEach(client -> check(client, now));
        } finally {
            start(); // whatever one client's socket or protocol throws, the others stay watched
        }
    }

    private void check(Client client, long now) {
        Long sendingSince = client.outbox().sendingSince();
        long silence = now - client.heardAt();
        if (sendingSince != null && now - sendingSince > config.sendLimit().toNanos()) {
            close.accept(client, CloseReason.TOO_SLOW);
        } else if (silence > config.silenceLimit().toNanos()) {
            close.accept(client, CloseReason.GONE);
        } else if (silence >= config.heartbeat().toNanos()) {
            client.outbox().ping();
        }
    }
}
