package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What hubs and backends tell of who owns a realm, and where its stream stands. */
class OwnersInSightTest {
    private final Site site = new Site();
    private final List<Ownership> ownerships = new ArrayList<>();
    private final List<Backend.Reply> waiting = new ArrayList<>();
    private final Backend backend = Backend.builder(site.broker)
            .executor(Runnable::run)
            .time(site.time, site.time::nanoTime, site.time)
            .own("match", ownership -> {
                ownerships.add(ownership);
                return (command, reply) -> waiting.add(reply);
            })
            .start();
    private final Hub hub = site.builder(request -> CompletableFuture.completedStage(Site.granted(request.path())))
            .owned("match")
            .build();

    private Inspection.OfRealm seen() {
        List<Inspection.OfRealm> realms = hub.inspect().realms();
        assertThat(realms).hasSize(1);
        return realms.get(0);
    }

    @Test
    void aHubNamesTheOwnerWhomItSendsCommandsTo() {
        Guest alice = Guest.of(hub, "alice", "/match:1=player");
        assertThat(seen().owner()).as("nobody has asked for one").isEmpty();
        assertThat(seen().epoch()).isZero();
        alice.says("do 1 move match:1 e4");
        Inspection.OfOwned owned = backend.inspect().get(0);
        assertThat(seen().owner()).isEqualTo(owned.owner()).isNotEmpty();
        assertThat(seen().epoch()).isEqualTo(ownerships.get(0).epoch()).isEqualTo(owned.epoch());
    }

    @Test
    void anOwnerWhoIsGoneIsNotNamedAnyMore() {
        Guest alice = Guest.of(hub, "alice", "/match:1=player");
        alice.says("do 1 move match:1 e4");
        waiting.get(0).ok();
        backend.close();
        alice.says("do 2 move match:1 e5");
        assertThat(alice.heard()).endsWith("answer 2 unavailable");
        assertThat(seen().owner()).isEmpty();
        assertThat(seen().epoch()).isZero();
    }

    @Test
    void aBackendTellsWhatItOwnsAndWhatIsUnderWay() {
        Guest alice = Guest.of(hub, "alice", "/match:1=player");
        assertThat(backend.inspect()).isEmpty();
        alice.says("do 1 move match:1 e4");
        Inspection.OfOwned busy = backend.inspect().get(0);
        assertThat(busy.realm()).isEqualTo("match:1");
        assertThat(busy.open()).isTrue();
        assertThat(busy.underWay()).isEqualTo(1);
        waiting.get(0).ok();
        assertThat(backend.inspect().get(0).underWay()).isZero();
        ownerships.get(0).end();
        assertThat(backend.inspect()).isEmpty();
    }

    @Test
    void aBackendThatOwnsNothingTellsSo() {
        assertThat(Backend.builder(site.broker).start().inspect()).isEmpty();
    }

    @Test
    void hubAndOwnerTellWhereAStreamStands() {
        Guest alice = Guest.of(hub, "alice", "/match:1=player");
        alice.says("do 1 move match:1 e4");
        CompletionStage<Position> stored = ownerships.get(0).append(Publication.of("e4"));
        String position = stored.toCompletableFuture().join().toString();
        assertThat(backend.inspect().get(0).position()).isEqualTo(position);
        assertThat(seen().position()).isEqualTo(position);
    }
}
