package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What is one too many is refused with its code, and whoever was there before stays. */
class HubBoundsTest {
    private final Site site = new Site();

    private Site with(UnaryOperator<Bounds.Builder> bounds) {
        return site.config(
                HubConfig.builder().bounds(bounds.apply(Bounds.builder()).build()));
    }

    private static Handshake from(String address) {
        return new Handshake("/lobby", Map.of(), Map.of(), "", address);
    }

    private static Guest guest(Hub hub, String user, String address) {
        return new Guest(hub, User.of(user), from(address), new Words(), new FakeSocket());
    }

    /** The code by which a handshake is refused before it is a connection, 0 if it is not. */
    private static int before(Hub hub, Handshake handshake) {
        CompletableFuture<Integer> code = new CompletableFuture<>();
        hub.authenticate(handshake)
                .whenComplete((user, failure) -> code.complete(
                        failure == null ? 0 : RefusedException.reasonOf(failure).code()));
        return code.join();
    }

    @Test
    void aFullNodeTakesNobody() {
        Hub hub = with(bounds -> bounds.clients(2)).hub();
        Guest alice = guest(hub, "alice", "10.0.0.1");
        assertThat(before(hub, from("10.0.0.3"))).isZero();
        Guest bob = guest(hub, "bob", "10.0.0.2");
        assertThat(before(hub, from("10.0.0.3"))).isEqualTo(4503);
        Guest late = guest(hub, "carol", "10.0.0.3");
        assertThat(late.heard()).containsExactly("closing 4503");
        assertThat(List.of(alice, bob))
                .allSatisfy(guest -> assertThat(guest.places()).containsExactly("lobby"));
        hub.disconnected(bob.client, CloseReason.GONE);
        assertThat(guest(hub, "carol", "10.0.0.3").places()).containsExactly("lobby");
    }

    @Test
    void anAddressHasItsShareAndNoMore() {
        Hub hub = with(bounds -> bounds.clientsPerAddress(2)).hub();
        Guest first = guest(hub, "a", "10.0.0.1");
        guest(hub, "b", "10.0.0.1");
        assertThat(before(hub, from("10.0.0.1"))).isEqualTo(4429);
        assertThat(guest(hub, "c", "10.0.0.1").heard()).containsExactly("closing 4429");
        assertThat(guest(hub, "d", "10.0.0.2").places()).containsExactly("lobby");
        hub.kick(first.client, CloseReason.NORMAL);
        assertThat(before(hub, from("10.0.0.1"))).isZero();
        assertThat(guest(hub, "e", "10.0.0.1").places()).containsExactly("lobby");
    }

    @Test
    void theAddressesThatAHostOfIpv6CanHaveCountAsOne() {
        Hub hub = with(bounds -> bounds.clientsPerAddress(1)).hub();
        guest(hub, "a", "2001:db8:0:1::1");
        assertThat(before(hub, from("2001:db8:0:1:ffff::2"))).isEqualTo(4429);
        assertThat(before(hub, from("2001:db8:0:2::1"))).isZero();
    }

    @Test
    void unknownAddressesAreNotOne() {
        Hub hub = with(bounds -> bounds.clientsPerAddress(1)).hub();
        guest(hub, "a", "");
        assertThat(before(hub, from(""))).isZero();
        assertThat(guest(hub, "b", "").places()).containsExactly("lobby");
    }

    @Test
    void behindATrustedProxyEachClientHasItsOwnAddress() {
        site.config(
                HubConfig.builder().bounds(Bounds.builder().clientsPerAddress(1).build()));
        Hub hub = site.builder(request -> CompletableFuture.completedStage(Site.granted(request.path())))
                .trustProxy("10.0.0.0/8")
                .build();
        Guest alice = new Guest(hub, User.of("alice"), behindProxy("1.1.1.1"), new Words(), new FakeSocket());
        assertThat(alice.client.handshake().remoteAddress()).isEqualTo("1.1.1.1");
        assertThat(before(hub, behindProxy("1.1.1.1"))).isEqualTo(4429);
        assertThat(before(hub, behindProxy("1.1.1.2"))).isZero();
    }

    private static Handshake behindProxy(String client) {
        return new Handshake("/lobby", Map.of(), Map.of("X-Forwarded-For", List.of(client)), "", "10.0.0.1");
    }

    @Test
    void aUserHasItsShareAndNoMore() {
        Hub hub = with(bounds -> bounds.clientsPerUser(2)).hub();
        Guest first = Guest.of(hub, "alice", "/lobby");
        Guest.of(hub, "alice", "/lobby");
        assertThat(Guest.of(hub, "alice", "/lobby").heard()).containsExactly("closing 4429");
        assertThat(Guest.of(hub, "bob", "/lobby").places()).containsExactly("lobby");
        hub.kick(first.client, CloseReason.NORMAL);
        assertThat(Guest.of(hub, "alice", "/lobby").places()).containsExactly("lobby");
    }

    @Test
    void connectionsOfAUserThatComeAtTheSameTimeAreCountedWhenTheyAreIn() {
        Hub hub = with(bounds -> bounds.clientsPerUser(1)).later();
        Guest first = Guest.of(hub, "alice", "/lobby");
        Guest second = Guest.of(hub, "alice", "/lobby");
        site.answerNow("/lobby");
        assertThat(hub.clientCount()).isOne();
        assertThat(List.of(first.heard(), second.heard()))
                .anySatisfy(heard -> assertThat(heard).endsWith("closing 4429"));
    }

    @Test
    void soManyMayBeOnTheirWayInAndNoMore() {
        Hub hub = with(bounds -> bounds.joining(2)).later();
        Guest alice = Guest.of(hub, "alice", "/a");
        Guest bob = Guest.of(hub, "bob", "/b");
        assertThat(bob.heard()).isEmpty();
        assertThat(before(hub, from("10.0.0.1"))).isEqualTo(4503);
        assertThat(Guest.of(hub, "carol", "/c").heard()).containsExactly("closing 4503");
        site.answerNow("/a");
        assertThat(before(hub, from("10.0.0.1"))).isZero();
        hub.disconnected(bob.client, CloseReason.GONE);
        hub.disconnected(alice.client, CloseReason.GONE);
        Guest.of(hub, "dave", "/d");
        Guest.of(hub, "erin", "/e");
        assertThat(before(hub, from("10.0.0.1"))).isEqualTo(4503);
    }

    @Test
    void theWayFromTheUpgradeToLiveIsBounded() {
        Hub hub = site.config(HubConfig.builder().resolveDeadline(Duration.ofDays(1)))
                .later();
        Guest alice = Guest.of(hub, "alice", "/lobby");
        site.pass(Duration.ofSeconds(6));
        assertThat(alice.heard()).isEmpty();
        site.pass(Duration.ofSeconds(1));
        assertThat(alice.heard()).containsExactly("closing 4504");
        Site.assertEmpty(hub);
    }

    @Test
    void aClientThatSaysTooMuchIsClosedAndNobodyElse() {
        Hub hub = site.hub();
        Guest loud = Guest.of(hub, "alice", "/lobby");
        Guest other = Guest.of(hub, "bob", "/lobby");
        for (int i = 0; i < 41; i++) {
            loud.says("ping 1 1");
        }
        assertThat(loud.heard("pong")).hasSize(40);
        assertThat(loud.heard()).endsWith("closing 4413");
        other.says("ping 1 1");
        assertThat(other.heard("pong")).hasSize(1);
    }

    @Test
    void inTheLongRunAClientMaySayTwentyThingsASecond() {
        Guest steady = Guest.of(site.hub(), "alice", "/lobby");
        for (int i = 0; i < 400; i++) {
            steady.says("ping 1 1");
            site.pass(Duration.ofMillis(50));
        }
        assertThat(steady.heard("pong")).hasSize(400);
    }

    @Test
    void manyMessagesInOneFrameAreMany() {
        Guest loud = Guest.of(site.hub(), "alice", "/lobby");
        loud.says("ping 1 1\n".repeat(40) + "ping 1 1");
        assertThat(loud.heard()).endsWith("closing 4413");
    }

    @Test
    void theClientsOfAUserShareAnAllowance() {
        Hub hub = site.hub();
        for (int i = 0; i < 3; i++) {
            Guest tab = Guest.of(hub, "alice", "/lobby");
            for (int j = 0; j < 40; j++) {
                tab.says("ping 1 1");
            }
            assertThat(tab.heard("pong")).hasSize(40);
        }
        Guest fourth = Guest.of(hub, "alice", "/lobby");
        fourth.says("ping 1 1");
        assertThat(fourth.heard()).endsWith("closing 4413");
        site.pass(Duration.ofSeconds(2));
        Guest later = Guest.of(hub, "alice", "/lobby");
        later.says("ping 1 1");
        assertThat(later.heard("pong")).hasSize(1);
    }

    /** Hubs forget what users of long ago may say; not what those of a moment ago have said. */
    @Test
    void ofWhatAUserMaySaySixtyThingsComeBackInASecond() {
        Hub hub = site.hub();
        for (int tab = 0; tab < 3; tab++) {
            assertThat(pongs(hub, 40)).isEqualTo(40);
        }
        site.pass(Duration.ofSeconds(1));
        assertThat(pongs(hub, 40)).isEqualTo(40);
        assertThat(pongs(hub, 40)).isEqualTo(20);
    }

    /** How many of so many questions are answered to a new client of one user. */
    private static int pongs(Hub hub, int asked) {
        Guest tab = Guest.of(hub, "alice", "/lobby");
        for (int i = 0; i < asked; i++) {
            tab.says("ping 1 1");
        }
        return tab.heard("pong").size();
    }

    @Test
    void whoHasSaidNothingForAWhileIsNotKept() {
        Pace pace = new Pace(Bounds.defaults(), site.time.timers());
        Client client = Guest.of(site.hub(), "alice", "/lobby").client;
        pace.check(client);
        pace.sweep();
        assertThat(pace.users()).isOne();
        site.pass(Duration.ofSeconds(1));
        pace.sweep();
        assertThat(pace.users()).isZero();
    }

    @Test
    void aNodeHasSoManyRealmsAndNoMore() {
        Hub hub = with(bounds -> bounds.realms(2)).hub();
        Guest alice = Guest.of(hub, "alice", "/a/b");
        assertThat(Guest.of(hub, "bob", "/c").heard()).containsExactly("closing 4503");
        assertThat(Guest.of(hub, "carol", "/b").places()).containsExactly("b");
        alice.says("go 1 /a/c");
        assertThat(alice.heard()).endsWith("stayed 1 /a/c 4503");
        assertThat(alice.places()).containsExactly("a", "b");
    }

    @Test
    void whenTooMuchWaitsOnTheNodeWhoIsFarBehindGoesFirst() {
        site.config(HubConfig.builder()
                .outboxBytes(1_600)
                .bounds(Bounds.builder().nodeOutboxBytes(1_000).build()));
        Hub hub = site.hub();
        Guest far = Guest.of(hub, "far", "/lobby");
        Guest near = Guest.of(hub, "near", "/lobby");
        far.socket.stalled = true;
        site.publish("lobby", "in flight");
        for (int i = 0; i < 10; i++) {
            site.broker.publish(Address.user("far"), Publication.of("x".repeat(100)));
        }
        near.socket.stalled = true;
        site.publish("lobby", "one");
        site.publish("lobby", "two");
        assertThat(far.client.state()).isEqualTo(Client.State.CLOSED);
        assertThat(near.client.state()).isEqualTo(Client.State.JOINED);
        site.broker.publish(Address.user("near"), Publication.of("y".repeat(1_000)));
        assertThat(near.client.state()).as("the room of the other is free").isEqualTo(Client.State.JOINED);
    }

    @Test
    void whoWasTurnedAwayIsCounted() {
        site.config(HubConfig.builder().bounds(Bounds.builder().clients(1).build()));
        Hub hub = site.hub();
        Guest.of(hub, "alice", "/lobby");
        before(hub, from(""));
        before(hub, from(""));
        before(hub, new Handshake("/", Map.of(), Map.of(), "https://evil.example", ""));
        site.pass(Duration.ofSeconds(1));
        site.pass(Duration.ofSeconds(1));
        assertThat(site.log.lines.stream().filter(line -> line.startsWith("refused")))
                .containsExactlyInAnyOrder("refused 4503 x2", "refused 4403 x1");
    }

    @Test
    void aRefusalIsNeverAnythingElse() {
        Hub hub = with(bounds -> bounds.clients(1)).hub();
        Guest.of(hub, "alice", "/lobby");
        assertThat(hub.authenticate(from("")).toCompletableFuture())
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(java.util.concurrent.ExecutionException.class)
                .withCauseInstanceOf(RefusedException.class);
        assertThat(site.log.failures).isEmpty();
    }
}
