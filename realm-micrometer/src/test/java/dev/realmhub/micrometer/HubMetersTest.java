package dev.realmhub.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Address;
import dev.realmhub.Broker;
import dev.realmhub.Client;
import dev.realmhub.ClientProtocol;
import dev.realmhub.CloseReason;
import dev.realmhub.Handshake;
import dev.realmhub.Hub;
import dev.realmhub.HubBuilder;
import dev.realmhub.Membership;
import dev.realmhub.Outcome;
import dev.realmhub.Payload;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.Resolution;
import dev.realmhub.User;
import dev.realmhub.test.FakeTransport;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a registry shows of a hub; the hub works on the test's own thread. */
class HubMetersTest {
    private final Broker broker = Broker.local();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final HubMeters meters = new HubMeters(registry);
    private final Hub hub = hub();

    private Hub hub() {
        HubBuilder builder = Hub.builder(broker)
                .allowNoOrigin()
                .executor(Runnable::run)
                .meter(meters)
                .resolver(request -> CompletableFuture.completedStage(resolved(request.path())));
        return builder.build();
    }

    /** {@code /lobby/game:1} names two realms; {@code /} none that there is. */
    private static Resolution resolved(String path) {
        return path.equals("/")
                ? Resolution.abstained()
                : Resolution.of(Arrays.stream(path.substring(1).split("/"))
                        .map(realm -> Membership.of(Realm.parse(realm)))
                        .toList());
    }

    private Client comes(String path) {
        return hub.connect(Handshake.of(path), User.newAnonymous(), ClientProtocol.raw("say"), new FakeTransport());
    }

    private double count(String name, String... tags) {
        return registry.get(name).tags(tags).counter().count();
    }

    private double gauge(String name, String... tags) {
        return registry.get(name).tags(tags).gauge().value();
    }

    private long times(String name, String outcome) {
        return registry.get(name).tag("outcome", outcome).timer().count();
    }

    @Test
    void aDeliveryCountsForEachReceiverAndItsLagIsTimed() {
        comes("/lobby");
        comes("/lobby");
        broker.publish(Address.realm(Realm.of("lobby")), Publication.of("hello"));
        assertThat(count("realmhub.deliveries")).isEqualTo(2);
        assertThat(registry.get("realmhub.delivery.lag").timer().count()).isEqualTo(1);
    }

    @Test
    void clientsRealmsAndMembersAreGaugedByKind() {
        comes("/lobby/game:1");
        comes("/game:2");
        meters.watch(hub);
        assertThat(gauge("realmhub.clients")).isEqualTo(2);
        assertThat(gauge("realmhub.realms", "kind", "game")).isEqualTo(2);
        assertThat(gauge("realmhub.members", "kind", "lobby")).isEqualTo(1);
        assertThat(gauge("realmhub.live")).isEqualTo(1);
        assertThat(gauge("realmhub.ready")).isEqualTo(1);
    }

    @Test
    void commandsAreTimedByOutcome() {
        Client client = comes("/lobby");
        hub.receive(client, Payload.text("to nobody"));
        meters.commanded(new Outcome.Unavailable(), TimeUnit.MILLISECONDS.toNanos(3));
        meters.commanded(Outcome.rejected("made_up_by_a_backend", ""), 1);
        assertThat(times("realmhub.commands", "unavailable")).isEqualTo(1);
        assertThat(times("realmhub.commands", "rejected")).isEqualTo(1);
        assertThat(registry.get("realmhub.commands")
                        .tag("outcome", "unavailable")
                        .timer()
                        .max(TimeUnit.MILLISECONDS))
                .isEqualTo(3);
    }

    @Test
    void resolutionsAreTimedByWhatBecameOfThemAndClosesCountedByCode() {
        comes("/lobby");
        comes("/");
        assertThat(times("realmhub.resolves", "granted")).isEqualTo(1);
        assertThat(times("realmhub.resolves", "4404")).isEqualTo(1);
        assertThat(count("realmhub.closes", "code", "4404")).isEqualTo(1);
    }

    @Test
    void dropsRepairsResyncsAndFailuresAreCounted() {
        Client client = comes("/lobby");
        meters.dropped(client, Publication.Overflow.BEST_EFFORT, 7);
        meters.repaired(Realm.of("game", "1"), 5);
        meters.resynced(client, Realm.of("game", "1"));
        assertThat(count("realmhub.drops", "rule", "best_effort")).isEqualTo(7);
        assertThat(count("realmhub.repairs")).isEqualTo(5);
        assertThat(count("realmhub.resyncs")).isEqualTo(1);
    }

    @Test
    void aLagThatIsNotKnownYetIsNone() {
        meters.lagged(0);
        meters.lagged(40);
        assertThat(registry.get("realmhub.client.lag").timer().count()).isEqualTo(1);
    }

    @Test
    void aThousandRealmsKindsAndCloseCodesMakeNoMoreMetersThanAFew() {
        for (int i = 0; i < 1_000; i++) {
            comes("/kind" + i + ":" + i);
            meters.resolved(Optional.of(CloseReason.terminal(4000 + i % 100, "the game's own")), 1);
        }
        meters.watch(hub);
        long kinds = registry.getMeters().stream()
                .map(Meter::getId)
                .filter(id -> id.getName().equals("realmhub.realms"))
                .count();
        assertThat(kinds).isEqualTo(Gauges.MOST_KINDS + 1);
        assertThat(gauge("realmhub.realms", "kind", "other")).isEqualTo(1_000 - Gauges.MOST_KINDS);
        assertThat(registry.getMeters())
                .filteredOn(meter -> !meter.getId().getName().endsWith(".histogram"))
                .hasSizeLessThan(2 * (Gauges.MOST_KINDS + 1) + 60);
    }

    @Test
    void aNodeThatDrainsIsNotReady() {
        hub.drain(Duration.ofSeconds(4));
        meters.watch(hub);
        assertThat(gauge("realmhub.ready")).isZero();
    }
}
