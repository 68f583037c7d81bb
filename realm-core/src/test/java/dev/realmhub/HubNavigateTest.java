package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class HubNavigateTest {
    private final Site site = new Site();

    @Test
    void oldRealmsAreLeftBeforeNewOnesAreJoinedAndCommonOnesStay() {
        Guest alice = Guest.of(site.hub(), "alice", "/a/b/c");
        alice.says("go 7 /c/d");
        assertThat(alice.heard())
                .containsExactly(
                        "welcome",
                        "joined a",
                        "joined b",
                        "joined c",
                        "left a",
                        "left b",
                        "joined d",
                        "navigated 7 /c/d");
        assertThat(alice.places()).containsExactly("c", "d");
        assertThat(alice.client.path()).isEqualTo("/c/d");
        assertThat(alice.hub.realmCount()).isEqualTo(2);
    }

    @Test
    void eventsComeFromTheNewRealmsOnlyOnceLeft() {
        Guest alice = Guest.of(site.hub(), "alice", "/a/b");
        alice.says("go 1 /b/c");
        for (String realm : new String[] {"a", "b", "c"}) {
            site.publish(realm, "hello");
        }
        assertThat(alice.heard("event")).containsExactly("event b hello", "event c hello");
    }

    @Test
    void noEventOfARealmFollowsItsLeftEvenIfTheFanOutHadBegun() {
        Hub hub = site.hub();
        AtomicReference<Client> seen = new AtomicReference<>();
        Words words = new Words() {
            private boolean gone;

            @Override
            public @org.jspecify.annotations.Nullable Payload encode(FromHub message) {
                if (message instanceof Event && !gone) {
                    gone = true;
                    hub.navigate(Objects.requireNonNull(seen.get()), "/b");
                }
                return super.encode(message);
            }
        };
        Guest alice = new Guest(hub, User.of("alice"), "/a", words, new FakeSocket());
        seen.set(alice.client);
        site.publish("a", "too late");
        assertThat(alice.heard()).containsExactly("welcome", "joined a", "left a", "joined b", "navigated 0 /b");
    }

    @Test
    void aNewRoleInTheSameRealmIsALeaveAndAJoin() {
        Guest alice = Guest.of(site.hub(), "alice", "/game:1=observer");
        Publication move = Publication.of("board").viewOfRole("player", Payload.text("board and rack"));
        site.broker.publish(Address.realm(Realm.of("game", "1")), move);
        alice.says("go 1 /game:1=player");
        site.broker.publish(Address.realm(Realm.of("game", "1")), move);
        assertThat(alice.heard())
                .containsExactly(
                        "welcome",
                        "joined game:1 as observer",
                        "event game:1 board",
                        "left game:1",
                        "joined game:1 as player",
                        "navigated 1 /game:1=player",
                        "event game:1 board and rack");
        assertThat(alice.hub.memberCount(Realm.of("game", "1"))).isOne();
    }

    @Test
    void aRefusedNavigationChangesNothing() {
        Guest alice = Guest.of(site.hub(), "alice", "/a");
        alice.says("go 1 /denied");
        site.publish("a", "still here");
        assertThat(alice.heard()).containsExactly("welcome", "joined a", "stayed 1 /denied 4403", "event a still here");
        assertThat(alice.client.path()).isEqualTo("/a");
    }

    @Test
    void theLastNavigationWinsInWhateverOrderTheAnswersCome() {
        Hub hub = site.later();
        site.answerNow("/a");
        Guest alice = Guest.of(hub, "alice", "/a");
        alice.says("go 1 /b");
        alice.says("go 2 /c");
        site.answerNow("/c");
        site.answerNow("/b");
        assertThat(alice.heard())
                .containsExactly("welcome", "joined a", "left a", "joined c", "navigated 2 /c", "stayed 1 /b 1000");
        assertThat(alice.places()).containsExactly("c");
    }

    @Test
    void aNavigationThatWasOvertakenIsNotDoneEvenIfItsAnswerComesFirst() {
        Hub hub = site.later();
        site.answerNow("/a");
        Guest alice = Guest.of(hub, "alice", "/a");
        alice.says("go 1 /b");
        alice.says("go 2 /c");
        site.answerNow("/b");
        assertThat(alice.places()).containsExactly("a");
        site.answerNow("/c");
        assertThat(alice.places()).containsExactly("c");
        assertThat(alice.heard()).doesNotContain("joined b");
    }

    @Test
    void untilTheAnswerComesTheClientStaysWhereItWas() {
        Hub hub = site.later();
        site.answerNow("/a");
        Guest alice = Guest.of(hub, "alice", "/a");
        alice.says("go 1 /b");
        site.publish("a", "meanwhile");
        site.publish("b", "not yet");
        assertThat(alice.heard()).containsExactly("welcome", "joined a", "event a meanwhile");
    }

    @Test
    void anAnswerAfterTheClientHasLeftJoinsNothing() {
        Hub hub = site.later();
        site.answerNow("/a");
        Guest alice = Guest.of(hub, "alice", "/a");
        alice.says("go 1 /b");
        hub.disconnected(alice.client, CloseReason.GONE);
        site.answerNow("/b");
        assertThat(alice.heard()).containsExactly("welcome", "joined a");
        Site.assertEmpty(hub);
    }

    @Test
    void aBackendsOwnNodeMayMoveAClient() {
        Guest alice = Guest.of(site.hub(), "alice", "/lobby");
        alice.hub.navigate(alice.client, "/game:1=player");
        assertThat(alice.heard())
                .containsExactly(
                        "welcome",
                        "joined lobby",
                        "left lobby",
                        "joined game:1 as player",
                        "navigated 0 /game:1=player");
    }

    @Test
    void aClientThatIsStillConnectingIsNotMovedAndLosesNothing() {
        Hub hub = site.later();
        Guest alice = Guest.of(hub, "alice", "/a");
        alice.says("ping 1 0");
        hub.navigate(alice.client, "/b");
        site.answerNow("/b");
        site.answerNow("/a");
        assertThat(alice.heard()).containsExactly("welcome", "joined a", "pong 1");
        assertThat(site.log.lines).containsExactly("connected alice", "joined alice a");
    }

    @Test
    void aClosedClientIsNotMoved() {
        Hub hub = site.hub();
        Guest alice = Guest.of(hub, "alice", "/a");
        hub.kick(alice.client, CloseReason.NORMAL);
        hub.navigate(alice.client, "/b");
        assertThat(alice.heard()).containsExactly("welcome", "joined a", "closing 1000");
        Site.assertEmpty(hub);
    }
}
