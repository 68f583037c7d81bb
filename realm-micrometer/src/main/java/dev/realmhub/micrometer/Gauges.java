package dev.realmhub.micrometer;

import dev.realmhub.Hub;
import dev.realmhub.Inspection;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What a hub holds, read when the registry is: all gauges of one reading show one moment. Thread-safe. */
final class Gauges {
    /** Kinds of realms that are told apart; a resolver that makes up kinds must not fill the registry. */
    static final int MOST_KINDS = 32;

    private static final String OTHERS = "other";
    private static final double MILLIS = 1_000;
    private static final long FRESH = 1_000_000_000;

    private final MeterRegistry registry;
    private final Hub hub;

    // Guarded by this.
    private final Map<String, OfKind> kinds = new HashMap<>();
    private @Nullable Inspection last;
    private long lookedAt;

    /** Realms of a kind, and clients in them. */
    private static final class OfKind {
        volatile int realms;
        volatile int clients;
    }

    Gauges(MeterRegistry registry, Hub hub) {
        this.registry = registry;
        this.hub = hub;
    }

    void register() {
        gauge("realmhub.live", now -> now.health().live() ? 1 : 0);
        gauge("realmhub.ready", now -> now.health().ready() ? 1 : 0);
        gauge("realmhub.clients", Inspection::clients);
        gauge("realmhub.users", Inspection::users);
        gauge("realmhub.interest", Inspection::interest);
        gauge("realmhub.queue.clients", now -> now.queues().behind());
        gauge("realmhub.queue.messages", now -> now.queues().messages());
        gauge("realmhub.queue.bytes", now -> now.queues().bytes());
        gauge("realmhub.queue.oldest.seconds", now -> now.queues().oldestMillis() / MILLIS);
        gauge("realmhub.lanes.busy", now -> now.lanes().busy());
        gauge("realmhub.lanes.deepest", now -> now.lanes().deepest());
        look().bus().keySet().forEach(this::registerBus);
    }

    private void gauge(String name, ToDoubleFunction<Inspection> figure) {
        Gauge.builder(name, this, all -> figure.applyAsDouble(all.look()))
                .strongReference(true)
                .register(registry);
    }

    private void registerBus(String figure) {
        Gauge.builder("realmhub.bus", this, all -> all.look().bus().getOrDefault(figure, 0L))
                .tag("figure", figure)
                .strongReference(true)
                .register(registry);
    }

    private synchronized Inspection look() {
        long now = System.nanoTime();
        Inspection known = last;
        if (known == null || now - lookedAt > FRESH) {
            known = hub.inspect();
            last = known;
            lookedAt = now;
            count(known);
        }
        return known;
    }

    /** A kind whose last realm is gone stays, at 0: a gauge that vanishes looks like a node that does. */
    private void count(Inspection now) {
        Map<OfKind, int[]> sums = new HashMap<>();
        for (Inspection.OfRealm realm : now.realms()) {
            int[] sum = sums.computeIfAbsent(kind(realm.kind()), k -> new int[2]);
            sum[0]++;
            sum[1] += realm.clients();
        }
        kinds.values().forEach(kind -> {
            int[] sum = sums.getOrDefault(kind, new int[2]);
            kind.realms = sum[0];
            kind.clients = sum[1];
        });
    }

    private OfKind kind(String name) {
        OfKind known = kinds.get(name);
        if (known != null) {
            return known;
        }
        return kinds.computeIfAbsent(kinds.size() < MOST_KINDS ? name : OTHERS, this::registered);
    }

    private OfKind registered(String name) {
        OfKind kind = new OfKind();
        Gauge.builder("realmhub.realms", kind, k -> k.realms)
                .tag("kind", name)
                .strongReference(true)
                .register(registry);
        Gauge.builder("realmhub.members", kind, k -> k.clients)
                .tag("kind", name)
                .strongReference(true)
                .register(registry);
        return kind;
    }
}
