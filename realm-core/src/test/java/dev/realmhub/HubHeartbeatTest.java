package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HubHeartbeatTest {
    private static final Duration SWEEP = Duration.ofMillis(500);

    private final Site site = new Site();
    private final Hub hub = site.hub();

    @Test
    void aQuietClientIsPinged() {
        Guest alice = Guest.of(hub, "alice", "/");
        site.pass(Duration.ofMillis(9_999));
        assertThat(alice.socket.pings).isZero();
        site.pass(Duration.ofMillis(1));
        assertThat(alice.socket.pings).isOne();
    }

    @Test
    void aClientThatSpeaksIsNotPinged() {
        Guest alice = Guest.of(hub, "alice", "/");
        for (int i = 0; i < 10; i++) {
            site.pass(Duration.ofSeconds(5));
            alice.says("ping 1 0");
        }
        assertThat(alice.socket.pings).isZero();
    }

    @Test
    void aClientThatAnswersPingsLivesForEver() {
        Guest alice = Guest.of(hub, "alice", "/");
        for (int i = 0; i < 360; i++) {
            site.pass(Duration.ofSeconds(10));
            hub.heard(alice.client);
        }
        assertThat(alice.socket.closes).isEmpty();
        assertThat(hub.clientCount()).isOne();
    }

    @Test
    void aClientWithoutASignOfLifeIsClosedSoonAfterTheSilenceLimit() {
        Guest alice = Guest.of(hub, "alice", "/lobby");
        site.pass(hub.config().silenceLimit());
        assertThat(alice.socket.closes).isEmpty();
        site.pass(SWEEP);
        assertThat(alice.socket.closes).containsExactly("1001 gone");
        Site.assertEmpty(hub);
    }

    @Test
    void aClientWhoseRealmsAreNeverKnownIsNotForgottenEither() {
        Site other = new Site()
                .config(HubConfig.builder()
                        .resolveDeadline(Duration.ofDays(1))
                        .bounds(Bounds.builder()
                                .joinDeadline(Duration.ofDays(1))
                                .build()));
        Hub later = other.later();
        Guest alice = Guest.of(later, "alice", "/lobby");
        other.pass(later.config().silenceLimit().plus(SWEEP));
        assertThat(alice.socket.closes).containsExactly("1001 gone");
        Site.assertEmpty(later);
    }

    @Test
    void aClientWhoseSendHangsIsClosedAsTooSlowAndTheOthersAreNot() {
        Guest stalled = Guest.of(hub, "alice", "/lobby");
        Guest healthy = Guest.of(hub, "bob", "/lobby");
        stalled.socket.stalled = true;
        site.publish("lobby", "hello");
        site.pass(hub.config().sendLimit());
        assertThat(stalled.socket.closes).isEmpty();
        site.pass(SWEEP);
        assertThat(stalled.socket.closes).containsExactly("4408 too slow: come back and resume");
        assertThat(healthy.socket.closes).isEmpty();
        assertThat(hub.memberCount(Realm.of("lobby"))).isOne();
    }

    @Test
    void aClientThatReadsSlowlyButKeepsUpIsNotStalled() {
        Guest slow = Guest.of(hub, "alice", "/lobby");
        slow.socket.stalled = true;
        for (int i = 0; i < 10; i++) {
            site.publish("lobby", "hello");
            site.pass(Duration.ofSeconds(9));
            hub.heard(slow.client);
            slow.socket.completeOne();
        }
        assertThat(slow.socket.closes).isEmpty();
    }

    @Test
    void aClientThatReadsButFallsBehindByMoreThanTheAgeLimitIsClosed() {
        Guest slow = Guest.of(hub, "alice", "/lobby");
        slow.socket.stalled = true;
        for (int i = 0; i < 10; i++) {
            site.publish("lobby", "hello");
        }
        site.pass(Duration.ofSeconds(6));
        slow.socket.completeOne();
        site.pass(Duration.ofSeconds(4));
        assertThat(slow.socket.closes).as("what waits is 10 s old").isEmpty();
        site.pass(SWEEP);
        assertThat(slow.socket.closes).containsExactly("4408 too slow: come back and resume");
    }

    @Test
    void aSilentClientIsPingedOnceEachTimeItFallsSilent() {
        Guest alice = Guest.of(hub, "alice", "/");
        site.pass(Duration.ofSeconds(21));
        assertThat(alice.socket.pings).isOne();
        hub.heard(alice.client);
        site.pass(Duration.ofSeconds(10));
        assertThat(alice.socket.pings).isEqualTo(2);
    }

    @Test
    void nobodyIsGoneBecauseTheHubItselfWasHeldUp() {
        Site late = new Site();
        Hub slow = late.hub();
        Guest alice = Guest.of(slow, "alice", "/");
        late.time.skip(Duration.ofSeconds(60));
        late.pass(SWEEP);
        assertThat(alice.socket.closes).as("never pinged").isEmpty();
        assertThat(alice.socket.pings).isOne();
        late.pass(Duration.ofMillis(1_400));
        assertThat(alice.socket.closes).as("had no time to answer").isEmpty();
        late.pass(SWEEP);
        assertThat(alice.socket.closes).containsExactly("1001 gone");
    }

    @Test
    void aSocketThatCannotPingIsGoneAndTheOthersAreStillWatched() {
        Guest broken = Guest.of(hub, "alice", "/lobby");
        Guest quiet = Guest.of(hub, "bob", "/lobby");
        broken.socket.pingThrowing = new IllegalStateException("thrown on purpose by a test");
        site.pass(Duration.ofSeconds(10));
        assertThat(hub.client(broken.client.id())).isEmpty();
        assertThat(quiet.socket.pings).isOne();
        site.pass(Duration.ofSeconds(20));
        assertThat(quiet.socket.closes).containsExactly("1001 gone");
        Site.assertEmpty(hub);
    }

    @Test
    void aClientThatCannotBeClosedInItsWordsIsClosedAllTheSameAndTheOthersAreStillWatched() {
        Words speechless = new Words() {
            @Override
            public @org.jspecify.annotations.Nullable Payload encode(FromHub message) {
                if (message instanceof Closing) {
                    throw new IllegalStateException("thrown on purpose by a test");
                }
                return super.encode(message);
            }
        };
        Guest first = new Guest(hub, User.of("alice"), "/lobby", speechless, new FakeSocket());
        Guest second = new Guest(hub, User.of("bob"), "/lobby", speechless, new FakeSocket());
        site.pass(hub.config().silenceLimit().plus(SWEEP).plusSeconds(4));
        assertThat(first.socket.closes).containsExactly("1001 gone");
        assertThat(second.socket.closes).containsExactly("1001 gone");
        Site.assertEmpty(hub);
    }

    @Test
    void aClosedHubWatchesNobody() {
        hub.close();
        site.pass(SWEEP.multipliedBy(2));
        assertThat(site.time.waiting()).isZero();
    }
}
