package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who comes back, to whatever hub, gets exactly what it has missed, or is told that it must begin anew. */
class HubResumeTest {
    private static final byte[] KEY = new byte[32];

    private final Site site = new Site();
    private final Hub hub = site.onAWire().resumeKey(KEY).build();
    private final Hub other = site.builder(request -> request.path().equals("/gone")
                    ? java.util.concurrent.CompletableFuture.completedStage(Resolution.of())
                    : java.util.concurrent.CompletableFuture.completedStage(Site.granted(request.path())))
            .node("node-2")
            .snapshots("table", "desk")
            .resumeKey(KEY)
            .build();

    private String position(long sequence) {
        Realm realm = Realm.of("match", "1");
        String epoch = site.broker
                .eventLog(realm)
                .orElseThrow()
                .last(realm)
                .toCompletableFuture()
                .join()
                .epoch();
        return epoch + ":" + sequence;
    }

    /** Alice hears the first of five events, and her connection breaks. */
    private String ticketOfAliceWhoHeardOne() {
        Guest alice = Guest.of(hub, "alice", "/match:1");
        site.publish("match:1", "1");
        hub.disconnected(alice.client, CloseReason.GONE);
        for (int i = 2; i <= 5; i++) {
            site.publish("match:1", String.valueOf(i));
        }
        return alice.ticket();
    }

    @Test
    void onAnotherHubItGetsExactlyWhatItHasMissedAndThenWhatComes() {
        String ticket = ticketOfAliceWhoHeardOne();
        Guest back = Guest.returning(other, "alice", "/match:1");
        assertThat(back.heard()).as("it has not said yet from where").isEmpty();
        back.says("back " + ticket + " match:1=" + position(1));
        site.publish("match:1", "6");
        assertThat(back.heard())
                .containsExactly(
                        "welcome",
                        "joined match:1",
                        "live match:1 @1 resumed",
                        "event match:1 2 @2",
                        "event match:1 3 @3",
                        "event match:1 4 @4",
                        "event match:1 5 @5",
                        "event match:1 6 @6");
    }

    @Test
    void onAHubThatHasTheEventsAtHandNothingIsRead() {
        Guest bob = Guest.of(hub, "bob", "/match:1");
        String ticket = ticketOfAliceWhoHeardOne();
        int reads = site.wire.reads;
        Guest back = Guest.returning(hub, "alice", "/match:1");
        back.says("back " + ticket + " match:1=" + position(1));
        assertThat(back.heard("event")).hasSize(4);
        assertThat(bob.heard("event")).hasSize(5);
        assertThat(site.wire.reads).isEqualTo(reads);
    }

    @Test
    void withoutAGoodTicketItBeginsAnewAndIsTold() {
        ticketOfAliceWhoHeardOne();
        for (String ticket : List.of("forged", "Zm9yZ2Vk.Zm9yZ2Vk", ".", "")) {
            Guest back = Guest.returning(other, "alice", "/match:1");
            back.says("back " + ticket + " match:1=" + position(1));
            assertThat(back.heard())
                    .as("ticket '%s'", ticket)
                    .containsExactly("welcome", "joined match:1", "resync match:1", "live match:1 @5");
        }
    }

    @Test
    void anotherUsersTicketProvesNothing() {
        String ticket = ticketOfAliceWhoHeardOne();
        Guest mallory = Guest.returning(other, "mallory", "/match:1");
        mallory.says("back " + ticket + " match:1=" + position(1));
        assertThat(mallory.heard()).containsExactly("welcome", "joined match:1", "resync match:1", "live match:1 @5");
        assertThat(mallory.client.user().id()).isEqualTo("mallory");
    }

    @Test
    void aTicketIsNotGoodForEver() {
        String ticket = ticketOfAliceWhoHeardOne();
        site.pass(Duration.ofMinutes(4).plusSeconds(1));
        Guest back = Guest.returning(other, "alice", "/match:1");
        back.says("back " + ticket + " match:1=" + position(1));
        assertThat(back.heard("resync")).hasSize(1);
    }

    @Test
    void aLongConnectionGetsNewTicketsSoThatTheLastIsGoodForTwoMinutes() {
        Guest alice = Guest.of(hub, "alice", "/match:1");
        for (int second = 0; second < 600; second += 10) {
            site.pass(Duration.ofSeconds(10));
            alice.says("ping 1 0");
        }
        assertThat(alice.heard().stream().filter(words -> words.endsWith(" ticket")))
                .hasSize(10);
    }

    @Test
    void anAnonymousUserIsWhoHeWas() {
        Guest nobody = new Guest(hub, User.newAnonymous(), "/match:1", new Words(), new FakeSocket());
        hub.disconnected(nobody.client, CloseReason.GONE);
        Guest back = Guest.returning(other, User.newAnonymous(), "/match:1");
        back.says("back " + nobody.ticket() + " match:1=" + position(0));
        assertThat(back.client.user()).isEqualTo(nobody.client.user());
        assertThat(back.heard("live")).containsExactly("live match:1 @0 resumed");
        site.broker.publish(Address.user(nobody.client.user().id()), Publication.of("to you"));
        assertThat(back.heard("event")).containsExactly("event - to you");
    }

    @Test
    void somebodyElseDoesNotBecomeAnAnonymousUserNorAnAnonymousOneSomebody() {
        Guest alice = Guest.of(hub, "alice", "/match:1");
        Guest nobody = Guest.returning(other, User.newAnonymous(), "/match:1");
        nobody.says("back " + alice.ticket() + " match:1=" + position(0));
        assertThat(nobody.client.user().anonymous()).isTrue();
        assertThat(nobody.heard("resync")).hasSize(1);
    }

    @Test
    void replayShowsEachHisOwnView() {
        Guest alice = Guest.of(hub, "alice", "/match:1=player");
        hub.disconnected(alice.client, CloseReason.GONE);
        Publication move = Publication.of("board")
                .viewOfRole("player", Payload.text("board and racks"))
                .viewOfUser("bob", Payload.text("board and bob's rack"));
        site.broker.publish(Address.realm(Realm.of("match", "1")), move);
        Guest observing = Guest.returning(other, "alice", "/match:1=observer");
        observing.says("back " + alice.ticket() + " match:1=" + position(0));
        assertThat(observing.heard("event")).containsExactly("event match:1 board @1");
    }

    @Test
    void aRealmThatIsNotGrantedAnyMoreIsNotResumed() {
        String ticket = ticketOfAliceWhoHeardOne();
        Guest back = Guest.returning(other, "alice", "/gone");
        back.says("back " + ticket + " match:1=" + position(1));
        assertThat(back.heard()).containsExactly("welcome");
    }

    @Test
    void positionsThatAreUnknownOrUnreadableOrOfAnotherLifeMakeItBeginAnew() {
        String ticket = ticketOfAliceWhoHeardOne();
        for (String position : List.of("nonsense", "other:3", "", "e:-1")) {
            Guest back = Guest.returning(other, "alice", "/match:1");
            back.says("back " + ticket + " match:1=" + position);
            assertThat(back.heard())
                    .as("position '%s'", position)
                    .containsExactly("welcome", "joined match:1", "resync match:1", "live match:1 @5");
        }
    }

    @Test
    void aPositionFromTheFutureIsNotBelieved() {
        String ticket = ticketOfAliceWhoHeardOne();
        Guest back = Guest.returning(other, "alice", "/match:1");
        back.says("back " + ticket + " match:1=" + position(99));
        site.pass(Duration.ofSeconds(1));
        assertThat(back.heard()).containsExactly("welcome", "joined match:1", "resync match:1", "live match:1 @5");
    }

    @Test
    void whoKnowsMoreThanTheNodeWaitsUntilTheNodeKnowsIt() {
        Guest.of(hub, "bob", "/match:1");
        String ticket = Guest.of(hub, "alice", "/match:1").ticket();
        site.wire.losing = true;
        site.publish("match:1", "1");
        Guest back = Guest.returning(hub, "alice", "/match:1");
        back.says("back " + ticket + " match:1=" + position(1));
        site.pass(Duration.ofMillis(300));
        assertThat(back.heard()).containsExactly("welcome", "joined match:1", "live match:1 @1 resumed");
    }

    @Test
    void moreThanTheStreamKeepsIsNeverShownInPart() {
        Guest alice = Guest.of(hub, "alice", "/match:1");
        hub.disconnected(alice.client, CloseReason.GONE);
        for (int i = 0; i < 150; i++) {
            site.publish("match:1", "e" + i);
        }
        Guest back = Guest.returning(other, "alice", "/match:1");
        back.says("back " + alice.ticket() + " match:1=" + position(0));
        assertThat(back.heard()).containsExactly("welcome", "joined match:1", "resync match:1", "live match:1 @150");
    }

    @Test
    void whoIsTooLateDoesNotSpoilItForWhoIsNot() {
        Guest alice = Guest.of(other, "alice", "/match:1");
        Guest bob = Guest.of(other, "bob", "/match:1");
        other.close();
        for (int i = 1; i <= 150; i++) {
            site.publish("match:1", "e" + i);
        }
        Guest aliceBack = Guest.returning(hub, "alice", "/match:1");
        Guest bobBack = Guest.returning(hub, "bob", "/match:1");
        Guest.of(hub, "carol", "/match:1");
        site.wire.logSlow = true;
        aliceBack.says("back " + alice.ticket() + " match:1=" + position(0));
        bobBack.says("back " + bob.ticket() + " match:1=" + position(145));
        site.wire.answerAll();
        assertThat(aliceBack.heard())
                .containsExactly("welcome", "joined match:1", "resync match:1", "live match:1 @150");
        assertThat(bobBack.heard("event")).hasSize(5);
    }

    @Test
    void plainRealmsThatItWasInAreToldThatSomethingMayBeMissing() {
        Guest alice = Guest.of(hub, "alice", "/lobby/chat");
        Guest back = Guest.returning(other, "alice", "/lobby/news");
        back.says("back " + alice.ticket() + " lobby= chat=");
        assertThat(back.heard()).containsExactly("welcome", "joined lobby", "joined news", "resync lobby");
    }

    @Test
    void whoSaysSomethingElseOrNothingBeginsAnew() {
        Guest hasty = Guest.returning(other, "alice", "/match:1");
        hasty.says("ping 1 0");
        assertThat(hasty.heard()).containsExactly("welcome", "joined match:1", "live match:1 @0", "pong 1");
        Guest silent = Guest.returning(other, "bob", "/match:1");
        site.pass(Duration.ofSeconds(5));
        assertThat(silent.heard()).containsExactly("welcome", "joined match:1", "live match:1 @0");
        silent.says("back " + silent.ticket() + " match:1=");
        assertThat(silent.heard()).as("too late: it counts for nothing").hasSize(3);
    }
}
