package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** First the state, then every event after it: {@code desk} keeps no stream, {@code table} does. */
class HubSnapshotTest {
    private final Site site = new Site();
    private final Hub hub = site.onAWire().build();
    private final Queue<CompletableFuture<Snapshot>> asked = new ArrayDeque<>();

    private void serve(String kind) {
        site.broker.subscribe(new Broker.Snapshots(kind, request -> {
            CompletableFuture<Snapshot> answer = new CompletableFuture<>();
            asked.add(answer);
            return answer;
        }));
    }

    private void answer(String state) {
        asked.remove().complete(Snapshot.of(Payload.text(state)));
    }

    private void answer(String state, long sequence) {
        String epoch = position().epoch();
        asked.remove().complete(Snapshot.of(Payload.text(state), new Position(epoch, sequence)));
    }

    private Position position() {
        Realm realm = Realm.of("table", "1");
        return site.broker
                .eventLog(realm)
                .orElseThrow()
                .last(realm)
                .toCompletableFuture()
                .join();
    }

    @Test
    void aPlainRealmsEventsAreHeldUntilTheSnapshotIsOut() {
        serve("desk");
        Guest alice = Guest.of(hub, "alice", "/desk:1");
        site.publish("desk:1", "1");
        site.publish("desk:1", "2");
        assertThat(alice.heard()).containsExactly("welcome", "joined desk:1");
        answer("state");
        site.publish("desk:1", "3");
        assertThat(alice.heard())
                .containsExactly(
                        "welcome",
                        "joined desk:1",
                        "snapshot desk:1 state",
                        "event desk:1 1",
                        "event desk:1 2",
                        "event desk:1 3");
    }

    @Test
    void anOlderSnapshotIsFollowedByAllThatCameSince() {
        serve("table");
        site.publish("table:1", "1");
        Guest alice = Guest.of(hub, "alice", "/table:1");
        site.publish("table:1", "2");
        site.publish("table:1", "3");
        answer("state", 2);
        site.publish("table:1", "4");
        assertThat(alice.heard())
                .containsExactly(
                        "welcome",
                        "joined table:1",
                        "snapshot table:1 state @2",
                        "event table:1 3 @3",
                        "event table:1 4 @4");
    }

    @Test
    void aSnapshotFromBeforeTheJoinIsCompletedFromTheStream() {
        serve("table");
        site.publish("table:1", "1");
        site.publish("table:1", "2");
        Guest alice = Guest.of(hub, "alice", "/table:1");
        answer("state", 1);
        assertThat(alice.heard()).endsWith("snapshot table:1 state @1", "event table:1 2 @2");
    }

    @Test
    void aSnapshotAheadOfTheNodeSwallowsWhatItHolds() {
        serve("table");
        Guest alice = Guest.of(hub, "alice", "/table:1");
        site.wire.holding = true;
        site.publish("table:1", "1");
        site.publish("table:1", "2");
        site.publish("table:1", "3");
        answer("state", 2);
        site.wire.releaseBackwards();
        assertThat(alice.heard())
                .containsExactly("welcome", "joined table:1", "snapshot table:1 state @2", "event table:1 3 @3");
    }

    @Test
    void aSnapshotWithoutAPositionStandsForThatOfTheMomentWhenItWasAskedFor() {
        serve("table");
        site.publish("table:1", "1");
        Guest alice = Guest.of(hub, "alice", "/table:1");
        site.publish("table:1", "2");
        answer("state");
        assertThat(alice.heard()).endsWith("snapshot table:1 state @1", "event table:1 2 @2");
    }

    @Test
    void aSnapshotThatDoesNotComeIsToldAndAskedForAgain() {
        serve("desk");
        Guest alice = Guest.of(hub, "alice", "/desk:1");
        site.pass(Duration.ofSeconds(3));
        assertThat(alice.heard()).endsWith("delayed desk:1 4504");
        asked.remove().complete(Snapshot.of(Payload.text("too late")));
        site.publish("desk:1", "meanwhile");
        site.pass(Duration.ofMillis(300));
        answer("state");
        assertThat(alice.heard()).endsWith("delayed desk:1 4504", "snapshot desk:1 state", "event desk:1 meanwhile");
    }

    @Test
    void withoutAnyBackendTheClientIsToldAndGetsItsSnapshotWhenThereIsOne() {
        Guest alice = Guest.of(hub, "alice", "/table:1");
        assertThat(alice.heard()).endsWith("delayed table:1 4503");
        serve("table");
        site.pass(Duration.ofSeconds(1));
        answer("state", 0);
        assertThat(alice.heard()).endsWith("snapshot table:1 state @0");
    }

    @Test
    void aRefusedSnapshotIsToldWithTheBackendsReason() {
        serve("desk");
        Guest alice = Guest.of(hub, "alice", "/desk:1");
        asked.remove().completeExceptionally(new RefusedException(CloseReason.FORBIDDEN));
        assertThat(alice.heard()).endsWith("delayed desk:1 4403");
    }

    @Test
    void moreThanCanBeHeldIsMadeGoodByANewerSnapshot() {
        serve("desk");
        Guest alice = Guest.of(hub, "alice", "/desk:1");
        for (int i = 0; i < 300; i++) {
            site.publish("desk:1", "e" + i);
        }
        answer("too old");
        assertThat(alice.heard()).containsExactly("welcome", "joined desk:1");
        answer("state");
        assertThat(alice.heard()).containsExactly("welcome", "joined desk:1", "snapshot desk:1 state");
        assertThat(alice.client.state()).isEqualTo(Client.State.JOINED);
    }

    @Test
    void aSnapshotOfARealmThatWasLeftIsNotSent() {
        serve("desk");
        Guest alice = Guest.of(hub, "alice", "/desk:1");
        alice.says("go 1 /desk:2");
        answer("of the old one");
        assertThat(alice.heard("snapshot")).isEmpty();
        answer("of the new one");
        assertThat(alice.heard("snapshot")).containsExactly("snapshot desk:2 of the new one");
    }

    @Test
    void whoMayHaveMissedSomethingInAPlainRealmGetsANewSnapshot() {
        serve("desk");
        Guest alice = Guest.of(hub, "alice", "/desk:1");
        answer("state");
        site.wire.missed();
        site.pass(Duration.ofMillis(300));
        site.publish("desk:1", "1");
        answer("newer state");
        assertThat(alice.heard()).endsWith("resync desk:1", "snapshot desk:1 newer state", "event desk:1 1");
    }

    @Test
    void aSnapshotFromBeforeTheMissDoesNotCountAfterIt() {
        serve("desk");
        Guest alice = Guest.of(hub, "alice", "/desk:1");
        site.publish("desk:1", "held");
        site.wire.missed();
        site.pass(Duration.ofMillis(300));
        answer("from before the miss");
        assertThat(alice.heard()).containsExactly("welcome", "joined desk:1", "resync desk:1");
        answer("state");
        assertThat(alice.heard()).endsWith("resync desk:1", "snapshot desk:1 state", "event desk:1 held");
    }

    @Test
    void whatGoesToAUserInAKeptRealmIsHeldAsWell() {
        serve("table");
        Guest alice = Guest.of(hub, "alice", "/table:1");
        site.broker.publish(Address.userInRealm("alice", Realm.of("table", "1")), Publication.of("private"));
        answer("state", 0);
        assertThat(alice.heard()).endsWith("snapshot table:1 state @0", "event table:1 private");
    }

    /** Quiet for longer than its kind keeps events: the stream cannot tell whether there were any after the position. */
    @Test
    void aQuietRealmsSnapshotCountsAlsoWhenItsPositionIsGoneFromTheStream() {
        serve("table");
        site.publish("table:1", "1");
        site.publish("table:2", "2");
        site.pass(Duration.ofMinutes(6));
        Guest alice = Guest.of(hub, "alice", "/table:1");
        String epoch = position().epoch();
        for (int i = 0; i < 20 && !asked.isEmpty(); i++) {
            asked.remove().complete(Snapshot.of(Payload.text("state"), new Position(epoch, 1)));
            site.pass(Duration.ofMillis(500));
        }
        assertThat(alice.heard()).endsWith("snapshot table:1 state @1");
    }

    @Test
    void aSnapshotOfAnotherLifeOfTheStreamCountsWhenTheBackendInsists() {
        serve("table");
        site.publish("table:1", "1");
        Guest alice = Guest.of(hub, "alice", "/table:1");
        for (int i = 0; i < 5 && !asked.isEmpty(); i++) {
            asked.remove().complete(Snapshot.of(Payload.text("state"), new Position("before", 7)));
            site.pass(Duration.ofMillis(500));
        }
        site.publish("table:1", "2");
        assertThat(alice.heard())
                .containsExactly(
                        "welcome",
                        "joined table:1",
                        "delayed table:1 4503",
                        "snapshot table:1 state @1",
                        "event table:1 2 @2");
    }

    @Test
    void onlySoManySnapshotsAreAskedForAtOnce() {
        Site narrow = new Site()
                .config(HubConfig.builder()
                        .continuity(ContinuityConfig.builder()
                                .concurrentSnapshots(2)
                                .build()));
        Queue<CompletableFuture<Snapshot>> waiting = new ArrayDeque<>();
        narrow.broker.subscribe(new Broker.Snapshots("desk", request -> {
            CompletableFuture<Snapshot> answer = new CompletableFuture<>();
            waiting.add(answer);
            return answer;
        }));
        Hub small = narrow.onAWire().build();
        for (int i = 0; i < 5; i++) {
            Guest.of(small, "user" + i, "/desk:1");
        }
        assertThat(waiting).hasSize(2);
        waiting.remove().complete(Snapshot.of(Payload.text("state")));
        assertThat(waiting).hasSize(2);
        while (!waiting.isEmpty()) {
            waiting.remove().complete(Snapshot.of(Payload.text("state")));
        }
        assertThat(small.memberCount(Realm.of("desk", "1"))).isEqualTo(5);
    }
}
