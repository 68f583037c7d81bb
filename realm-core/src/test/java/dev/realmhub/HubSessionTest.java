package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How long a client stays whose it is: by its pass, until it is revoked, until its user comes again. */
class HubSessionTest {
    private final Site site = new Site();
    private final Hub hub = hub("node-1").build();

    /** Tokens name a user, and after a slash the seconds that they are good for. */
    private HubBuilder hub(String node) {
        return site.builder(request -> CompletableFuture.completedStage(Site.granted(request.path())))
                .authenticator(this::userOf)
                .node(node);
    }

    private CompletionStage<User> userOf(Handshake handshake) {
        String token = handshake.bearer().orElse("");
        return token.isEmpty()
                ? CompletableFuture.failedStage(new RefusedException(CloseReason.LOGIN))
                : CompletableFuture.completedStage(user(token));
    }

    private User user(String token) {
        String[] parts = token.split("/", 2);
        return User.of(parts[0]).by(token, site.time.instant().plusSeconds(Integer.parseInt(parts[1])));
    }

    private Guest guest(Hub at, String token) {
        return new Guest(at, user(token), Handshake.of("/lobby"), new Words(), new FakeSocket());
    }

    private Guest guest(String token) {
        return guest(hub, token);
    }

    /** A client that says who it is in its first message. */
    private Guest stranger(Map<String, List<String>> query) {
        Handshake handshake = new Handshake("/lobby", query, Map.of(), "", "");
        User nobody = hub.authenticate(handshake).toCompletableFuture().join();
        return new Guest(hub, nobody, handshake, new Words(), new FakeSocket());
    }

    private Guest stranger() {
        return stranger(Map.of("login", List.of("1")));
    }

    @Test
    void aTokenMayComeInTheFirstMessage() {
        Guest alice = stranger();
        assertThat(alice.heard()).isEmpty();
        alice.says("login 0 alice/100");
        assertThat(alice.heard()).containsExactly("welcome", "joined lobby");
        assertThat(alice.client.user().id()).isEqualTo("alice");
    }

    @Test
    void whatComesBehindTheFirstMessageIsHeldUntilTheUserIsKnown() {
        Guest alice = stranger();
        alice.says("login 0 alice/100");
        alice.says("ping 5 0");
        assertThat(alice.heard()).containsExactly("welcome", "joined lobby", "pong 5");
    }

    @Test
    void aFirstMessageThatIsNoTokenRefusesTheClient() {
        Guest bob = stranger();
        bob.says("ping 5 0");
        assertThat(bob.heard()).containsExactly("closing 4401");
        Site.assertEmpty(hub);
    }

    @Test
    void aTokenThatIsNotGoodRefusesTheClient() {
        Hub strict = site.builder(request -> CompletableFuture.completedStage(Site.granted(request.path())))
                .authenticator(handshake -> CompletableFuture.failedStage(new RefusedException(CloseReason.FORBIDDEN)))
                .node("strict")
                .build();
        Handshake handshake = new Handshake("/lobby", Map.of("login", List.of("1")), Map.of(), "", "");
        Guest bob = new Guest(strict, User.newAnonymous(), handshake, new Words(), new FakeSocket());
        bob.says("login 0 stolen");
        assertThat(bob.heard()).containsExactly("closing 4403");
        Site.assertEmpty(strict);
    }

    @Test
    void anAuthenticatorThatHangsIsGivenUpAtItsDeadline() {
        List<CompletableFuture<Integer>> codes = askedOfAnAuthenticatorThatHangs(1);
        site.pass(Duration.ofMillis(2_999));
        assertThat(codes.get(0)).isNotDone();
        site.pass(Duration.ofMillis(1));
        assertThat(codes.get(0)).isCompletedWithValue(CloseReason.DEADLINE.code());
    }

    @Test
    void anAuthenticatorIsAskedSoManyTimesAtOnceAndNoMore() {
        site.config(HubConfig.builder().concurrentResolves(2));
        List<CompletableFuture<Integer>> codes = askedOfAnAuthenticatorThatHangs(3);
        assertThat(codes.subList(0, 2)).allSatisfy(code -> assertThat(code).isNotDone());
        assertThat(codes.get(2)).isCompletedWithValue(CloseReason.UNAVAILABLE.code());
    }

    private List<CompletableFuture<Integer>> askedOfAnAuthenticatorThatHangs(int times) {
        Hub slow = hub("node-2")
                .authenticator(handshake -> new CompletableFuture<>())
                .build();
        return IntStream.range(0, times)
                .mapToObj(i -> slow.authenticate(Handshake.of("/lobby"))
                        .toCompletableFuture()
                        .handle((user, refused) ->
                                RefusedException.reasonOf(refused).code()))
                .toList();
    }

    @Test
    void aTokenThatDoesNotComeInTimeRefusesTheClient() {
        Guest bob = stranger();
        site.pass(Duration.ofMillis(4_999));
        assertThat(bob.heard()).isEmpty();
        site.pass(Duration.ofMillis(1));
        assertThat(bob.heard()).containsExactly("closing 4401");
        Site.assertEmpty(hub);
    }

    @Test
    void whoComesBackMaySayWhoHeIsFirst() {
        Guest before = guest("alice/100");
        hub.disconnected(before.client, CloseReason.GONE);
        Guest alice = stranger(Map.of("login", List.of("1"), "resume", List.of("1")));
        alice.says("login 0 alice/100\nback " + before.ticket() + " lobby=");
        assertThat(alice.heard()).containsExactly("welcome", "joined lobby", "resync lobby");
    }

    @Test
    void aClientIsWarnedBeforeItsPassExpiresAndClosedSomeTimeAfter() {
        Guest alice = guest("alice/100");
        liveOn(alice, 39);
        assertThat(alice.heard("expiring")).isEmpty();
        liveOn(alice, 1);
        assertThat(alice.heard("expiring")).containsExactly("expiring 60000");
        liveOn(alice, 90);
        assertThat(alice.heard("closing")).isEmpty();
        site.pass(Duration.ofSeconds(1));
        assertThat(alice.heard()).endsWith("closing 4401");
        assertThat(alice.heard("expiring")).hasSize(1);
        Site.assertEmpty(hub);
    }

    private void liveOn(Guest guest, int seconds) {
        for (int i = 0; i < seconds; i++) {
            site.pass(Duration.ofSeconds(1));
            guest.says("ping 1 1");
        }
    }

    @Test
    void aNewTokenLetsAClientStayWhereItIs() {
        Guest alice = guest("alice/10");
        alice.says("refresh 7 alice/20");
        assertThat(alice.heard()).endsWith("joined lobby", "user 7 alice");
        assertThat(alice.heard("left")).isEmpty();
        site.pass(Duration.ofSeconds(1));
        assertThat(alice.heard("expiring")).as("of the new one").containsExactly("expiring 19500");
    }

    @Test
    void anothersTokenDoesNotLetAClientStay() {
        Guest alice = guest("alice/100");
        alice.says("refresh 7 bob/100");
        assertThat(alice.heard()).endsWith("no-user 7 4403");
        assertThat(alice.client.user().id()).isEqualTo("alice");
    }

    @Test
    void aTokenThatIsNotGoodChangesNothing() {
        Guest alice = guest("alice/100");
        hub.revoke(Order.Revoke.token("nobody's"));
        alice.says("refresh 7 ");
        assertThat(alice.heard()).endsWith("no-user 7 4401");
        assertThat(alice.client.state()).isEqualTo(Client.State.JOINED);
    }

    @Test
    void whatIsRevokedIsClosedOnEveryNodeAndNothingElse() {
        Hub second = hub("node-2").build();
        Guest here = guest("alice/100");
        Guest there = guest(second, "alice/200");
        Guest bob = guest(second, "bob/100");
        hub.revoke(Order.Revoke.token("alice/200"));
        assertThat(there.heard()).endsWith("closing 4401");
        assertThat(here.client.state()).isEqualTo(Client.State.JOINED);
        Backend.builder(site.broker).start().revoke(Order.Revoke.user("alice"));
        assertThat(here.heard()).endsWith("closing 4401");
        assertThat(bob.client.state()).isEqualTo(Client.State.JOINED);
        hub.revoke(Order.Revoke.client(bob.client.id()));
        assertThat(bob.heard()).endsWith("closing 4401");
    }

    @Test
    void whoIsStillOnHisWayInIsRevokedToo() {
        Hub slow = site.builder(request -> site.answer(request.path()))
                .node("slow")
                .build();
        Guest alice = Guest.of(slow, "alice", "/lobby");
        slow.revoke(Order.Revoke.user("alice"));
        assertThat(alice.heard()).containsExactly("closing 4401");
    }

    @Test
    void aUserWhoMayConnectOnceKeepsTheNewestConnection() {
        Hub one = hub("a").onePerUser().build();
        Hub two = hub("b").onePerUser().build();
        Guest first = guest(one, "alice/100");
        Guest bob = guest(one, "bob/100");
        site.pass(Duration.ofMillis(1));
        Guest second = guest(two, "alice/100");
        assertThat(first.heard()).endsWith("closing 4409");
        site.pass(Duration.ofMillis(1));
        Guest third = guest(two, "alice/100");
        assertThat(second.heard()).endsWith("closing 4409");
        assertThat(third.places()).containsExactly("lobby");
        assertThat(bob.places()).containsExactly("lobby");
    }

    /** Whatever the order in which the nodes hear of each other. */
    @Test
    void ofTwoConnectionsOfTheSameMomentExactlyOneStays() {
        Hub one = hub("a").onePerUser().build();
        Hub two = hub("b").onePerUser().build();
        for (int i = 0; i < 20; i++) {
            Guest here = guest(one, "alice/100");
            Guest there = guest(two, "alice/100");
            assertThat(List.of(here.client.state(), there.client.state()))
                    .containsExactlyInAnyOrder(Client.State.JOINED, Client.State.CLOSED);
            hub.revoke(Order.Revoke.user("alice"));
        }
    }

    @Test
    void whoBecomesAUserByLoginTakesHisPlace() {
        Hub one = hub("a").onePerUser().build();
        Guest alice = guest(one, "alice/100");
        Guest bob = guest(one, "bob/100");
        site.pass(Duration.ofMillis(1));
        bob.says("login 1 alice/100");
        assertThat(alice.heard()).endsWith("closing 4409");
        assertThat(bob.heard()).endsWith("user 1 alice");
    }
}
