package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HubClosingTest {
    private final Site site = new Site();
    private final Hub hub = site.hub();

    @Test
    void aKickedClientHearsWhatWaitsAndTheReasonAndThenTheSocketCloses() {
        Guest alice = Guest.of(hub, "alice", "/lobby");
        alice.socket.stalled = true;
        site.publish("lobby", "one");
        site.publish("lobby", "two");
        hub.kick(alice.client, CloseReason.FORBIDDEN);
        assertThat(alice.socket.closes).isEmpty();
        alice.socket.completeOne();
        alice.socket.completeOne();
        assertThat(alice.socket.closes).isEmpty();
        alice.socket.completeOne();
        assertThat(alice.heard())
                .containsExactly("welcome", "joined lobby", "event lobby one", "event lobby two", "closing 4403");
        assertThat(alice.socket.closes).containsExactly("4403 not allowed");
    }

    @Test
    void aKickedClientIsOutOfAllRealmsAtOnceAndHearsNothingMore() {
        Guest alice = Guest.of(hub, "alice", "/lobby/game:1");
        alice.socket.stalled = true;
        hub.kick(alice.client, CloseReason.FORBIDDEN);
        Site.assertEmpty(hub);
        assertThat(alice.client.memberships()).isEmpty();
        site.publish("lobby", "too late");
        site.broker.publish(Address.user("alice"), Publication.of("too late"));
        alice.socket.resume();
        assertThat(alice.heard("event")).isEmpty();
    }

    @Test
    void aKickedClientThatDoesNotReadIsHungUpOnAfterASecond() {
        Guest alice = Guest.of(hub, "alice", "/lobby");
        alice.socket.stalled = true;
        site.publish("lobby", "one");
        hub.kick(alice.client, CloseReason.FORBIDDEN);
        site.pass(Duration.ofMillis(999));
        assertThat(alice.socket.closes).isEmpty();
        site.pass(Duration.ofMillis(1));
        assertThat(alice.socket.closes).containsExactly("4403 not allowed");
    }

    @Test
    void aClientIsClosedOnceForTheFirstReason() {
        Guest alice = Guest.of(hub, "alice", "/lobby");
        hub.kick(alice.client, CloseReason.FORBIDDEN);
        hub.kick(alice.client, CloseReason.TOO_SLOW);
        hub.disconnected(alice.client, CloseReason.GONE);
        site.pass(Duration.ofMinutes(1));
        assertThat(alice.socket.closes).containsExactly("4403 not allowed");
        assertThat(site.log.lines)
                .containsExactly("connected alice", "joined alice lobby", "left alice lobby", "closed alice 4403");
    }

    @Test
    void aClientThatIsTooSlowIsClosedWithoutWaitingAndItsNeighboursHearEverything() {
        Guest stalled = Guest.of(hub, "alice", "/lobby");
        Guest healthy = Guest.of(hub, "bob", "/lobby");
        stalled.socket.stalled = true;
        for (int i = 0; i < 258; i++) {
            site.publish("lobby", "event " + i);
        }
        assertThat(stalled.socket.closes).containsExactly("4408 too slow: come back and resume");
        assertThat(stalled.heard("event")).hasSize(1);
        assertThat(healthy.heard("event")).hasSize(258);
        assertThat(hub.clientCount()).isOne();
    }

    /** Clients may say as much as they like. */
    private static HubConfig.Builder talkative() {
        return HubConfig.builder().bounds(Bounds.none().build());
    }

    @Test
    void aClientThatHasNoRoomForItsAnswersIsTooSlow() {
        Hub patient = new Site().config(talkative()).hub();
        Guest alice = Guest.of(patient, "alice", "/lobby");
        alice.socket.stalled = true;
        for (int i = 0; i < 258; i++) {
            alice.says("ping " + i + " 0");
        }
        assertThat(alice.socket.closes).containsExactly("4408 too slow: come back and resume");
        Site.assertEmpty(patient);
    }

    @Test
    void aClientThatHasNoRoomForItsRealmsNeverHearsEventsOfOneThatItWasNotToldOf() {
        Site small = new Site().config(HubConfig.builder().outboxMessages(4));
        Hub tight = small.hub();
        Guest alice = Guest.of(tight, "alice", "/a/b/c/d/e/f");
        small.publish("f", "hello");
        assertThat(alice.heard()).doesNotContain("event f hello");
        assertThat(alice.socket.closes).containsExactly("4408 too slow: come back and resume");
        Site.assertEmpty(tight);
    }

    @Test
    void aClientThatNavigatesWithoutReadingIsTooSlow() {
        Hub patient = new Site().config(talkative()).hub();
        Guest alice = Guest.of(patient, "alice", "/a");
        alice.socket.stalled = true;
        for (int i = 0; i < 100; i++) {
            alice.says("go " + i + (i % 2 == 0 ? " /b" : " /a"));
        }
        assertThat(alice.socket.closes).containsExactly("4408 too slow: come back and resume");
        Site.assertEmpty(patient);
    }

    @Test
    void aSendThatFailsEndsTheClientAndItsSocket() {
        Guest alice = Guest.of(hub, "alice", "/lobby");
        alice.socket.failing = new java.io.IOException("thrown on purpose by a test");
        site.publish("lobby", "hello");
        Site.assertEmpty(hub);
        assertThat(alice.socket.closes).containsExactly("1001 gone");
        assertThat(site.log.lines).endsWith("closed alice 1001");
    }

    @Test
    void aTransportThatThrowsEndsItsClientAndNobodyElse() {
        Guest alice = Guest.of(hub, "alice", "/lobby");
        Guest bob = Guest.of(hub, "bob", "/lobby");
        alice.socket.throwing = new IllegalStateException("thrown on purpose by a test");
        site.publish("lobby", "one");
        site.publish("lobby", "two");
        assertThat(bob.heard("event")).containsExactly("event lobby one", "event lobby two");
        assertThat(hub.clientCount()).isOne();
    }

    @Test
    void aFrameLargerThanAllowedClosesTheClient() {
        Guest alice = Guest.of(hub, "alice", "/lobby");
        alice.says("ping 1 0" + " ".repeat(8 * 1024 - 8));
        assertThat(alice.socket.closes).isEmpty();
        alice.says("x".repeat(8 * 1024 + 1));
        assertThat(alice.socket.closes).containsExactly("1009 message too big");
    }

    @Test
    void aMalformedFrameClosesTheClient() {
        Guest alice = Guest.of(hub, "alice", "/lobby");
        alice.says("gibberish");
        assertThat(alice.socket.closes).containsExactly("4400 malformed frame");
        assertThat(site.log.failures).isEmpty();
    }

    @Test
    void aProtocolThatThrowsAtAFrameClosesThatClientAndIsReported() {
        Guest alice = Guest.of(hub, "alice", "/lobby");
        alice.says("go one /lobby");
        assertThat(alice.socket.closes).containsExactly("4400 malformed frame");
        assertThat(site.log.failures).hasSize(1);
        Site.assertEmpty(hub);
    }

    @Test
    void aMalformedFrameThatWasHeldClosesTheClient() {
        Site other = new Site();
        Hub held = other.later();
        Guest alice = Guest.of(held, "alice", "/lobby");
        alice.says("gibberish");
        alice.says("ping 1 0");
        other.answerNow("/lobby");
        assertThat(alice.heard()).containsExactly("welcome", "joined lobby", "closing 4400");
        Site.assertEmpty(held);
    }

    @Test
    void aProtocolThatCannotWelcomeAClientLeavesNothingBehind() {
        for (Class<?> word : List.of(ClientProtocol.Welcome.class, ClientProtocol.Joined.class)) {
            Guest alice = new Guest(hub, User.of("alice"), "/lobby", without(word), new FakeSocket());
            site.pass(Duration.ofSeconds(1));
            assertThat(alice.socket.closes).containsExactly("1011 internal error");
            Site.assertEmpty(hub);
        }
        assertThat(site.log.failures).hasSize(2);
    }

    @Test
    void aProtocolThatCannotSpeakOfANavigationClosesTheClientInsteadOfLeavingItHalfway() {
        Guest alice = new Guest(hub, User.of("alice"), "/a", without(ClientProtocol.Left.class), new FakeSocket());
        alice.says("go 1 /b");
        assertThat(alice.socket.closes).containsExactly("1011 internal error");
        Site.assertEmpty(hub);
    }

    @Test
    void aProtocolThatCannotAnswerClosesTheClient() {
        Guest alice = new Guest(hub, User.of("alice"), "/a", without(ClientProtocol.Pong.class), new FakeSocket());
        alice.says("ping 1 0");
        assertThat(alice.socket.closes).containsExactly("1011 internal error");
        assertThat(site.log.failures).hasSize(1);
        Site.assertEmpty(hub);
    }

    @Test
    void aHubThatClosesSendsAllItsClientsToOtherNodesAndHearsNothingMore() {
        Guest alice = Guest.of(hub, "alice", "/lobby");
        Guest bob = Guest.of(hub, "bob", "/lobby");
        hub.close();
        hub.close();
        site.publish("lobby", "too late");
        for (Guest guest : List.of(alice, bob)) {
            assertThat(guest.heard()).containsExactly("welcome", "joined lobby", "closing 1012");
            assertThat(guest.socket.closes).containsExactly("1012 this node is restarting");
        }
        Site.assertEmpty(hub);
    }

    @Test
    void aHubKnowsItsClientsByIdUntilTheyAreGone() {
        Guest alice = Guest.of(hub, "alice", "/lobby");
        assertThat(hub.client(alice.client.id())).containsSame(alice.client);
        hub.disconnected(alice.client, CloseReason.GONE);
        assertThat(hub.client(alice.client.id())).isEmpty();
    }

    private static Words without(Class<?> word) {
        return new Words() {
            @Override
            public @org.jspecify.annotations.Nullable Payload encode(FromHub message) {
                if (word.isInstance(message)) {
                    throw new IllegalStateException("thrown on purpose by a test");
                }
                return super.encode(message);
            }
        };
    }
}
