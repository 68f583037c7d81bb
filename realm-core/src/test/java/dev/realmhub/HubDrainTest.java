package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A node that is to be stopped sends its clients to others, and loses nothing that it has taken on. */
class HubDrainTest {
    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

    private final Site site = new Site();

    private List<Guest> guests(Hub hub, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Guest.of(hub, "user-" + i, "/lobby"))
                .toList();
    }

    private Site perSecond(int clients) {
        return site.config(HubConfig.builder()
                .continuity(ContinuityConfig.builder().drainPerSecond(clients).build()));
    }

    @Test
    void firstTheNodeSaysThatItIsNotReadyAndEverybodyIsServedStill() {
        Hub hub = site.hub();
        Guest alice = Guest.of(hub, "alice", "/lobby");
        hub.drain(HALF_A_MINUTE);
        assertThat(hub.isReady()).isFalse();
        assertThat(hub.health()).isEqualTo(new Health(true, false, List.of("it drains")));
        site.pass(Duration.ofMillis(900));
        site.publish("lobby", "hello");
        assertThat(alice.heard()).endsWith("event lobby hello");
    }

    @Test
    void whoComesIsRefusedWithAWordToComeBack() {
        Hub hub = site.hub();
        hub.drain(HALF_A_MINUTE);
        assertThat(hub.authenticate(Handshake.of("/lobby"))
                        .handle((user, failure) -> RefusedException.reasonOf(failure)))
                .isCompletedWithValue(CloseReason.RESTART);
        assertThat(CloseReason.RESTART.httpStatus()).isEqualTo(503);
        assertThat(Guest.of(hub, "late", "/lobby").heard()).containsExactly("closing 1012");
    }

    @Test
    void everybodyIsToldAndTheHubIsClosedAfterThat() {
        Hub hub = site.hub();
        List<Guest> guests = guests(hub, 40);
        CompletionStage<Void> drained = hub.drain(HALF_A_MINUTE);
        site.pass(Duration.ofSeconds(4));
        assertThat(drained.toCompletableFuture()).isCompleted();
        assertThat(guests).allSatisfy(guest -> {
            assertThat(guest.heard()).endsWith("closing 1012");
            assertThat(guest.socket.closes).containsExactly("1012 this node is restarting");
        });
        Site.assertEmpty(hub);
        assertThat(hub.health().reasons()).containsExactly("it is closed");
    }

    /** Those who are told come back at once, so it is the farewells that must be spread. */
    @Test
    void noMoreClientsASecondAreSentAwayThanOthersCanTake() {
        Hub hub = perSecond(50).hub();
        guests(hub, 200);
        hub.drain(HALF_A_MINUTE);
        List<Integer> gone = new ArrayList<>();
        for (int tenth = 0; tenth < 100; tenth++) {
            int before = hub.clientCount();
            site.pass(Duration.ofMillis(100));
            gone.add(before - hub.clientCount());
        }
        assertThat(gone.stream().mapToInt(Integer::intValue).sum()).isEqualTo(200);
        for (int from = 0; from + 10 <= gone.size(); from++) {
            assertThat(gone.subList(from, from + 10).stream()
                            .mapToInt(Integer::intValue)
                            .sum())
                    .isLessThanOrEqualTo(50);
        }
    }

    @Test
    void whoWaitsForAnOutcomeGetsItFirst() {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        site.broker.subscribe(new Broker.Commands("move", command -> outcome));
        Hub hub = site.hub();
        Guest alice = Guest.of(hub, "alice", "/game:1");
        alice.says("do 7 move - e4");
        hub.drain(HALF_A_MINUTE);
        site.pass(Duration.ofSeconds(3));
        assertThat(alice.client.state()).isEqualTo(Client.State.JOINED);
        outcome.complete(Outcome.ok(Payload.text("e4")));
        site.pass(Duration.ofSeconds(1));
        assertThat(alice.heard()).endsWith("answer 7 ok e4", "closing 1012");
    }

    @Test
    void whomABackendLetsStayIsTheLastToGo() {
        Hub hub = site.hub();
        Guest player = Guest.of(hub, "player", "/game:1");
        Guest idler = Guest.of(hub, "idler", "/lobby");
        Backend backend = Backend.builder(site.broker).executor(Runnable::run).start();
        backend.stay(Address.user("player"), Duration.ofSeconds(8));
        hub.drain(HALF_A_MINUTE);
        site.pass(Duration.ofSeconds(6));
        assertThat(idler.client.state()).isEqualTo(Client.State.CLOSED);
        assertThat(player.client.state()).isEqualTo(Client.State.JOINED);
        site.pass(Duration.ofSeconds(3));
        assertThat(player.client.state()).isEqualTo(Client.State.CLOSED);
    }

    @Test
    void whoseGamesEndTogetherAreNotSentAwayTogether() {
        Hub hub = perSecond(10).hub();
        Backend backend = Backend.builder(site.broker).executor(Runnable::run).start();
        for (Guest guest : guests(hub, 30)) {
            backend.stay(guest.client.address(), Duration.ofSeconds(10));
        }
        hub.drain(HALF_A_MINUTE);
        site.pass(Duration.ofSeconds(11));
        assertThat(hub.clientCount()).isBetween(20, 29);
    }

    /** Their node must go; when they come to the others is another matter. */
    @Test
    void whoIsLeftWhenTheTimeIsUpIsToldWhenToComeBackEachAtHisOwnTurn() {
        Hub hub = perSecond(10).hub();
        List<Guest> guests = guests(hub, 60);
        CompletionStage<Void> drained = hub.drain(Duration.ofSeconds(4));
        site.pass(Duration.ofSeconds(4));
        assertThat(drained.toCompletableFuture()).isCompleted();
        List<Long> pauses = guests.stream()
                .map(guest -> ((Words) guest.client.protocol()).pauseMillis)
                .filter(pause -> pause > 0)
                .sorted()
                .toList();
        assertThat(pauses).hasSizeGreaterThan(30);
        assertThat(pauses)
                .isEqualTo(IntStream.rangeClosed(1, pauses.size())
                        .mapToObj(i -> 100L * i)
                        .toList());
    }

    @Test
    void whoHasLittleTimeDoesNotSpendItOnBeingNotReady() {
        Hub hub = site.hub();
        guests(hub, 1);
        hub.drain(Duration.ofSeconds(2));
        site.pass(Duration.ofMillis(700));
        assertThat(hub.clientCount()).isZero();
    }

    @Test
    void itIsDoneWhenItsLastWordsHaveHadTheirTime() {
        Hub hub = site.hub();
        guests(hub, 1);
        CompletionStage<Void> drained = hub.drain(HALF_A_MINUTE);
        site.pass(Duration.ofMillis(1_200));
        assertThat(hub.clientCount()).isZero();
        assertThat(drained.toCompletableFuture()).isNotDone();
        site.pass(Duration.ofSeconds(1));
        assertThat(drained.toCompletableFuture()).isCompleted();
    }

    @Test
    void whoHasGoneByHimselfTakesNobodysTurn() {
        Hub hub = perSecond(10).hub();
        List<Guest> guests = guests(hub, 60);
        hub.drain(HALF_A_MINUTE);
        site.pass(Duration.ofMillis(1_050));
        guests.subList(0, 50).forEach(guest -> hub.disconnected(guest.client, CloseReason.GONE));
        site.pass(Duration.ofSeconds(2));
        assertThat(hub.clientCount()).isZero();
    }

    @Test
    void anEmptyNodeIsDoneAfterAMoment() {
        Hub hub = site.hub();
        CompletionStage<Void> drained = hub.drain(HALF_A_MINUTE);
        site.pass(Duration.ofMillis(1_100));
        assertThat(drained.toCompletableFuture()).isCompleted();
    }

    @Test
    void aSecondCallWaitsForTheFirst() {
        Hub hub = site.hub();
        hub.drain(HALF_A_MINUTE);
        site.pass(Duration.ofSeconds(2));
        assertThat(hub.drain(HALF_A_MINUTE).toCompletableFuture()).isCompleted();
    }
}
