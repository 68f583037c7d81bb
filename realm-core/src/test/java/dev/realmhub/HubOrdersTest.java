package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Backends move and close clients; clients become other users; the bus comes and goes. All on a live socket. */
class HubOrdersTest {
    private final Site site = new Site();
    private final Backend backend =
            Backend.builder(site.broker).executor(Runnable::run).start();

    @Test
    void aUserIsMovedOnAllHisClientsAndNobodyElse() {
        Hub hub = site.hub();
        Guest one = Guest.of(hub, "alice", "/lobby");
        Guest two = Guest.of(hub, "alice", "/lobby");
        Guest bob = Guest.of(hub, "bob", "/lobby");
        backend.move(Address.user("alice"), "/match:1=player");
        assertThat(one.heard())
                .endsWith("left lobby", "joined match:1 as player", "navigated 0 /match:1=player", "live match:1 @0");
        assertThat(two.places()).containsExactly("match:1 as player");
        assertThat(bob.places()).containsExactly("lobby");
    }

    @Test
    void oneClientIsMovedToMembershipsThatNoResolverIsAskedFor() {
        Hub hub = site.hub();
        Guest one = Guest.of(hub, "alice", "/lobby");
        Guest two = Guest.of(hub, "alice", "/lobby");
        backend.move(one.client.address(), "/denied", List.of(Membership.of(Realm.of("vip"), "host")));
        assertThat(one.places()).containsExactly("vip as host");
        assertThat(one.client.path()).isEqualTo("/denied");
        assertThat(two.places()).containsExactly("lobby");
    }

    @Test
    void anAnswerToAnEarlierWishComesTooLateAfterAMove() {
        Hub hub = site.later();
        Guest alice = Guest.of(hub, "alice", "/lobby");
        site.answerNow("/lobby");
        alice.says("go 1 /match:2");
        backend.move(Address.user("alice"), "/match:1", List.of(Membership.of(Realm.of("match", "1"))));
        site.answerNow("/match:2");
        assertThat(alice.places()).containsExactly("match:1");
        assertThat(alice.heard()).contains("stayed 1 /match:2 1000");
    }

    @Test
    void aKickedClientIsTold() {
        Hub hub = site.hub();
        Guest alice = Guest.of(hub, "alice", "/lobby");
        backend.kick(alice.client.address(), CloseReason.terminal(4001, "off you go"));
        assertThat(alice.heard()).endsWith("closing 4001");
        assertThat(alice.client.state()).isEqualTo(Client.State.CLOSED);
    }

    @Test
    void whoIsStillConnectingIsKickedToo() {
        Hub hub = site.later();
        Guest alice = Guest.of(hub, "alice", "/lobby");
        backend.kick(Address.user("alice"), CloseReason.terminal(4001, "off you go"));
        site.answerNow("/lobby");
        assertThat(alice.client.state()).isEqualTo(Client.State.CLOSED);
        assertThat(hub.memberCount(Realm.of("lobby"))).isZero();
    }

    @Test
    void ordersGoToUsersAndClientsOnly() {
        assertThatThrownBy(() -> backend.move(Address.everyone(), "/lobby"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Address.user(...) or to a client's address");
    }

    private Hub whereTokensAreNames() {
        return site.onAWire()
                .authenticator(handshake -> handshake
                        .bearer()
                        .filter(token -> !token.equals("bad"))
                        .map(token ->
                                CompletableFuture.completedStage(User.of(token, Map.of("from", handshake.path()))))
                        .orElseGet(() -> CompletableFuture.failedStage(new RefusedException(CloseReason.LOGIN))))
                .build();
    }

    @Test
    void aLoginOnALiveSocketMakesItAnotherUsersAndItsRealmsAreResolvedAnew() {
        Hub hub = whereTokensAreNames();
        Guest guest = new Guest(hub, User.newAnonymous(), "/lobby/match:1", new Words(), new FakeSocket());
        String anonymous = guest.client.user().id();
        guest.says("login 7 alice");
        assertThat(guest.heard())
                .containsExactly(
                        "welcome",
                        "joined lobby",
                        "joined match:1",
                        "live match:1 @0",
                        "left lobby",
                        "left match:1",
                        "joined lobby",
                        "joined match:1",
                        "user 7 alice",
                        "live match:1 @0");
        site.broker.publish(Address.user(anonymous), Publication.of("to nobody"));
        site.broker.publish(Address.user("alice"), Publication.of("to alice"));
        assertThat(guest.heard("event")).containsExactly("event - to alice");
        assertThat(guest.client.user().claims()).containsEntry("from", "/lobby/match:1");
    }

    @Test
    void aRefusedLoginChangesNothing() {
        Hub hub = whereTokensAreNames();
        Guest bob = Guest.of(hub, "bob", "/lobby");
        bob.says("login 7 bad");
        assertThat(bob.heard()).containsExactly("welcome", "joined lobby", "no-user 7 4401");
        assertThat(bob.client.user().id()).isEqualTo("bob");
    }

    @Test
    void clientsAreToldWhenTheNodeLosesItsLinkAndWhenItIsBack() {
        Hub hub = site.onAWire().build();
        Guest alice = Guest.of(hub, "alice", "/lobby");
        assertThat(hub.isReady()).isTrue();
        site.wire.linked(false);
        Guest late = Guest.of(hub, "bob", "/lobby");
        assertThat(hub.isReady()).isFalse();
        site.wire.linked(true);
        assertThat(hub.isReady()).isTrue();
        site.pass(java.time.Duration.ofSeconds(1));
        assertThat(alice.heard()).endsWith("joined lobby", "degraded true", "degraded false", "resync lobby");
        assertThat(late.heard()).startsWith("welcome", "joined lobby", "degraded true", "degraded false");
    }

    @Test
    void aClosedHubIsNotReady() {
        Hub hub = site.hub();
        hub.close();
        assertThat(hub.isReady()).isFalse();
    }
}
