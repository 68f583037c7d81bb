package dev.realmhub.micrometer;

import dev.realmhub.Client;
import dev.realmhub.CloseReason;
import dev.realmhub.Hub;
import dev.realmhub.HubMeter;
import dev.realmhub.Outcome;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.RealmException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Counts and times what a hub does.
 *
 * <pre>{@code
 * HubMeters meters = new HubMeters(registry);
 * Hub hub = Hub.builder(broker).meter(meters)….build();
 * meters.watch(hub);
 * }</pre>
 *
 * <p>One for each hub; several hubs of one process need registries with tags of their own. No tag has a value that a client or a
 * realm can choose, but for the kinds of realms, of which {@value Gauges#MOST_KINDS} are told apart.
 *
 * <p>Thread-safe.
 */
public final class HubMeters implements HubMeter {
    private static final String GRANTED = "granted";

    private final MeterRegistry registry;
    private final Counter deliveries;
    private final Timer deliveryLag;
    private final Counter repairs;
    private final Counter resyncs;
    private final Counter failures;
    private final Timer clientLag;
    private final ByName<Counter> drops;
    private final ByName<Counter> closes;
    private final ByName<Timer> commands;
    private final ByName<Timer> resolves;

    /** Makes one that registers its meters there; those of what the hub holds come with {@link #watch}. */
    public HubMeters(MeterRegistry registry) {
        this.registry = registry;
        deliveries = registry.counter("realmhub.deliveries");
        deliveryLag = Times.histogram("realmhub.delivery.lag").register(registry);
        clientLag = Times.histogram("realmhub.client.lag").register(registry);
        repairs = registry.counter("realmhub.repairs");
        resyncs = registry.counter("realmhub.resyncs");
        failures = registry.counter("realmhub.failures");
        drops = new ByName<>(rule -> registry.counter("realmhub.drops", "rule", rule));
        closes = new ByName<>(code -> registry.counter("realmhub.closes", "code", code));
        commands = new ByName<>(outcome ->
                Times.histogram("realmhub.commands").tag("outcome", outcome).register(registry));
        resolves = new ByName<>(outcome ->
                Times.histogram("realmhub.resolves").tag("outcome", outcome).register(registry));
        registerKnown();
    }

    /** What has not happened yet is 0: the first time must show as a rise. */
    private void registerKnown() {
        Names.RULES.forEach(drops::of);
        Names.CODES.forEach(closes::of);
        Names.OUTCOMES.forEach(commands::of);
        resolves.of(GRANTED);
    }

    /** Registers the gauges of what a hub holds. They look at it when they are read, once a second at most. */
    public void watch(Hub hub) {
        new Gauges(registry, hub).register();
    }

    @Override
    public void delivered(int messages, long lagNanos) {
        deliveries.increment(messages);
        deliveryLag.record(lagNanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void commanded(Outcome outcome, long nanos) {
        commands.of(Names.of(outcome)).record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void resolved(Optional<CloseReason> refusal, long nanos) {
        String outcome = refusal.map(Names::of).orElse(GRANTED);
        resolves.of(outcome).record(nanos, TimeUnit.NANOSECONDS);
    }

    /** A client that does not know its lag yet says 0. */
    @Override
    public void lagged(long millis) {
        if (millis > 0) {
            clientLag.record(millis, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void closed(Client client, CloseReason reason) {
        closes.of(Names.of(reason)).increment();
    }

    @Override
    public void dropped(Client client, Publication.Overflow rule, int messages) {
        drops.of(Names.of(rule)).increment(messages);
    }

    @Override
    public void repaired(Realm realm, int events) {
        repairs.increment(events);
    }

    @Override
    public void resynced(Client client, Realm realm) {
        resyncs.increment();
    }

    @Override
    public void failed(RealmException failure) {
        failures.increment();
    }
}
