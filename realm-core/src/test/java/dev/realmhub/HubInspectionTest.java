package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a node tells of itself. */
class HubInspectionTest {
    private final Site site = new Site();

    @Test
    void aNodeThatWorksIsLiveAndReady() {
        assertThat(site.hub().health()).isEqualTo(new Health(true, true, List.of()));
    }

    @Test
    void aNodeWithoutItsBusIsLiveButNotReady() {
        Hub hub = site.onAWire().build();
        site.wire.linked(false);
        assertThat(hub.health()).isEqualTo(new Health(true, false, List.of("it has no link to the bus")));
        site.wire.linked(true);
        assertThat(hub.health().ready()).isTrue();
    }

    @Test
    void aNodeWhoseTimersStandStillIsNotLive() {
        Hub hub = site.hub();
        site.time.skip(Duration.ofSeconds(16));
        assertThat(hub.health()).isEqualTo(new Health(false, false, List.of("its timers stand still")));
        site.pass(Duration.ofMillis(500));
        assertThat(hub.health().live()).isTrue();
    }

    @Test
    void aClosedNodeHasNothingToWatchAndIsNotStuck() {
        Hub hub = site.hub();
        hub.close();
        site.time.skip(Duration.ofSeconds(16));
        assertThat(hub.health()).isEqualTo(new Health(true, false, List.of("it is closed")));
    }

    @Test
    void realmsAndThoseInThemAreCounted() {
        Hub hub = site.hub();
        Guest.of(hub, "alice", "/lobby/game:1=player");
        Guest.of(hub, "alice", "/lobby");
        Guest.of(hub, "bob", "/lobby");
        Inspection all = hub.inspect();
        assertThat(all.node()).isEqualTo("node-1");
        assertThat(all.clients()).isEqualTo(3);
        assertThat(all.users()).isEqualTo(2);
        assertThat(all.realms())
                .containsExactlyInAnyOrder(
                        new Inspection.OfRealm("lobby", "lobby", 3, "", "", 0),
                        new Inspection.OfRealm("game:1", "game", 1, "", "", 0));
        assertThat(all.interest()).as("two realms, two users").isEqualTo(4);
    }

    @Test
    void whatWaitsForAClientIsSeenWithItsAge() {
        Hub hub = site.hub();
        Guest slow = Guest.of(hub, "slow", "/lobby");
        slow.socket.stalled = true;
        site.publish("lobby", "on its way");
        site.publish("lobby", "waits");
        site.pass(Duration.ofSeconds(3));
        Inspection.Queues queues = hub.inspect().queues();
        assertThat(queues.behind()).isEqualTo(1);
        assertThat(queues.messages()).isEqualTo(1);
        assertThat(queues.bytes()).isEqualTo("event lobby waits".length());
        assertThat(queues.oldestMillis()).isEqualTo(3_000);
    }

    @Test
    void theMembersOfARealmAreNamedWithTheirRolesAndLags() {
        Hub hub = site.hub();
        Guest alice = Guest.of(hub, "alice", "/game:1=player");
        Guest.of(hub, "bob", "/lobby");
        alice.says("ping 1 35");
        assertThat(hub.inspect(Realm.of("game", "1")))
                .containsExactly(new Inspection.OfMember(alice.client.id(), "alice", false, "player", 35, 0, 0));
    }
}
