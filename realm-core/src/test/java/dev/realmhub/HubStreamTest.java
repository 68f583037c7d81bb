package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In a realm with a stream nothing is missing, nothing comes twice, and all comes in order, whatever the bus does. */
class HubStreamTest {
    private static final Duration MOMENT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofSeconds(12);

    private final Site site = new Site();
    private final Hub hub = site.onAWire().build();

    private void lose(String event) {
        site.wire.losing = true;
        site.publish("match:1", event);
        site.wire.losing = false;
    }

    @Test
    void whoJoinsIsToldFromWhereTheEventsCome() {
        site.publish("match:1", "before");
        Guest alice = Guest.of(hub, "alice", "/match:1=player");
        site.publish("match:1", "after");
        assertThat(alice.heard())
                .containsExactly("welcome", "joined match:1 as player", "live match:1 @1", "event match:1 after @2");
    }

    @Test
    void aLostEventIsReadBeforeTheNextGoesOn() {
        Guest alice = Guest.of(hub, "alice", "/match:1");
        site.wire.losing = true;
        site.publish("match:1", "lost");
        site.publish("match:1", "lost, too");
        site.wire.losing = false;
        site.publish("match:1", "comes");
        assertThat(alice.heard("event")).as("what comes too early waits").isEmpty();
        site.pass(MOMENT);
        assertThat(alice.heard("event"))
                .containsExactly("event match:1 lost @1", "event match:1 lost, too @2", "event match:1 comes @3");
        assertThat(site.log.lines).contains("repaired match:1 3");
    }

    @Test
    void eventsThatOvertookEachOtherArePutInOrderWithoutReading() {
        Guest alice = Guest.of(hub, "alice", "/match:1");
        site.wire.holding = true;
        site.publish("match:1", "1");
        site.publish("match:1", "2");
        site.publish("match:1", "3");
        site.wire.releaseBackwards();
        assertThat(alice.heard("event"))
                .containsExactly("event match:1 1 @1", "event match:1 2 @2", "event match:1 3 @3");
        site.pass(MOMENT);
        assertThat(site.wire.reads).isZero();
    }

    @Test
    void anEventThatComesTwiceIsHeardOnce() {
        Guest alice = Guest.of(hub, "alice", "/match:1");
        site.wire.doubling = true;
        site.publish("match:1", "1");
        site.publish("match:1", "2");
        assertThat(alice.heard("event")).containsExactly("event match:1 1 @1", "event match:1 2 @2");
    }

    @Test
    void aLostEventWithNothingBehindItIsFoundByTheCheck() {
        Guest alice = Guest.of(hub, "alice", "/match:1");
        lose("the last");
        site.pass(LONG);
        assertThat(alice.heard("event")).containsExactly("event match:1 the last @1");
    }

    @Test
    void whatMayHaveBeenMissedIsLookedForAtOnce() {
        Guest alice = Guest.of(hub, "alice", "/match:1");
        site.wire.losing = true;
        site.publish("match:1", "the last");
        site.wire.missed();
        site.pass(Duration.ofMillis(300));
        assertThat(alice.heard("event")).containsExactly("event match:1 the last @1");
    }

    @Test
    void aStreamThatDoesNotAnswerIsAskedAgainAndNothingGoesOnUntilItDoes() {
        Guest alice = Guest.of(hub, "alice", "/match:1");
        lose("lost");
        site.wire.logDown = true;
        site.publish("match:1", "comes");
        site.pass(LONG);
        assertThat(alice.heard("event")).isEmpty();
        site.wire.logDown = false;
        site.pass(LONG);
        assertThat(alice.heard("event")).containsExactly("event match:1 lost @1", "event match:1 comes @2");
    }

    @Test
    void whatCannotBeHadAnyMoreIsToldAndTheClientGoesOnFromThere() {
        Guest alice = Guest.of(hub, "alice", "/match:1");
        lose("lost");
        site.wire.logEmpty = true;
        site.publish("match:1", "comes");
        site.pass(MOMENT);
        site.wire.logEmpty = false;
        site.publish("match:1", "goes on");
        assertThat(alice.heard())
                .containsExactly(
                        "welcome",
                        "joined match:1",
                        "live match:1 @0",
                        "resync match:1",
                        "live match:1 @2",
                        "event match:1 goes on @3");
        assertThat(site.log.lines).contains("resynced alice match:1");
    }

    @Test
    void anotherLifeOfTheStreamMakesAllBeginAnew() {
        Guest alice = Guest.of(hub, "alice", "/match:1");
        site.publish("match:1", "1");
        Publication foreign = Publication.of("of another life").at(new Position("other", 7), 6);
        site.wire.bring(Address.realm(Realm.of("match", "1")), foreign);
        site.publish("match:1", "2");
        assertThat(alice.heard("event"))
                .as("the stream itself knows no other life: it was a stray")
                .containsExactly("event match:1 1 @1", "event match:1 2 @2");
        assertThat(site.wire.looks).isEqualTo(2);
    }

    @Test
    void moreThanAPageIsReadInPages() {
        Guest alice = Guest.of(hub, "alice", "/match:1");
        site.wire.losing = true;
        for (int i = 1; i <= 100; i++) {
            site.publish("match:1", "e" + i);
        }
        site.wire.losing = false;
        site.pass(LONG);
        assertThat(alice.heard("event")).hasSize(100).endsWith("event match:1 e100 @100");
    }

    @Test
    void aRealmThatNobodyIsInIsFollowedNoMore() {
        Guest alice = Guest.of(hub, "alice", "/match:1");
        alice.says("go 1 /lobby");
        site.pass(LONG);
        int looks = site.wire.looks;
        alice.says("ping 1 0");
        site.pass(LONG);
        assertThat(site.wire.looks).isEqualTo(looks);
        alice.says("go 2 /match:1");
        site.publish("match:1", "again");
        assertThat(alice.heard())
                .endsWith("joined match:1", "navigated 2 /match:1", "live match:1 @0", "event match:1 again @1");
    }

    @Test
    void whoJoinsWhileTheStreamIsSilentIsToldAndIsLetInWhenItSpeaks() {
        site.wire.logDown = true;
        Guest alice = Guest.of(hub, "alice", "/match:1");
        site.publish("match:1", "meanwhile");
        assertThat(alice.heard()).containsExactly("welcome", "joined match:1", "delayed match:1 4503");
        site.wire.logDown = false;
        site.pass(LONG);
        site.publish("match:1", "then");
        assertThat(alice.heard()).endsWith("live match:1 @1", "event match:1 then @2");
    }

    @Test
    void plainRealmsAreToldThatSomethingMayBeMissing() {
        Guest alice = Guest.of(hub, "alice", "/lobby/match:1");
        site.wire.missed();
        site.wire.missed();
        site.pass(Duration.ofMillis(300));
        assertThat(alice.heard("resync")).isEqualTo(List.of("resync lobby"));
    }

    @Test
    void theBusIsAskedToBringARealmWhileSomebodyIsThereAndForAWhileAfter() {
        site.wire.begun = new java.util.concurrent.CompletableFuture<>();
        Guest alice = Guest.of(hub, "alice", "/match:1");
        Guest bob = Guest.of(hub, "bob", "/match:1");
        assertThat(alice.heard()).as("not before the bus brings it").containsExactly("welcome", "joined match:1");
        site.wire.begun.complete(null);
        assertThat(alice.heard()).endsWith("live match:1 @0");
        assertThat(site.wire.attended()).hasSize(3);
        alice.says("go 1 /");
        bob.says("go 1 /");
        site.pass(Duration.ofSeconds(9));
        assertThat(site.wire.attended()).hasSize(3);
        site.pass(Duration.ofSeconds(2));
        assertThat(site.wire.attended()).hasSize(2).noneMatch(address -> address.contains("match"));
    }

    @Test
    void whatWasMissedOnTheWayIntoAClusterIsFoundSoon() {
        site.wire.begun = new java.util.concurrent.CompletableFuture<>();
        Guest alice = Guest.of(hub, "alice", "/match:1/lobby");
        site.wire.begun.complete(null);
        site.wire.losing = true;
        site.publish("match:1", "in the hole");
        site.pass(Duration.ofMillis(300));
        assertThat(alice.heard("event")).containsExactly("event match:1 in the hole @1");
        assertThat(alice.heard("resync")).as("a plain realm has no check").containsExactly("resync lobby");
    }
}
