package dev.realmhub.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.realmhub.Broker;
import dev.realmhub.Client;
import dev.realmhub.ClientProtocol;
import dev.realmhub.CloseReason;
import dev.realmhub.Hub;
import dev.realmhub.Payload;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.RealmKind;
import dev.realmhub.RealmResolver;
import dev.realmhub.Resolution;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What {@link TestHub} promises beyond the examples of docs/testing.md. */
class TestHubTest {
    private static final RealmResolver GAMES =
            RealmResolver.byPath("/game/{id}", r -> Resolution.of(Realm.of("game", r.param("id")), "player"));

    @RegisterExtension
    final TestHub hub = TestHub.of(GAMES, RealmKind.kept("game", 100, Duration.ofHours(1)));

    @Test
    void anExpectationThatFailsSaysWhatWasHeard() {
        TestClient alice = hub.connect("alice", "/game/1");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> alice.expectJoined("game:1", "observer"))
                .withMessageContaining("alice at /game/1 expected joined(game:1 as observer)")
                .withMessageContaining("player");
        hub.publish("game:1", "e4");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> alice.expectEvent("game:1", "e5"))
                .withMessageContaining("e4");
        alice.expectNothing();
        hub.publish("game:1", "e6");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(alice::expectNothing)
                .withMessageContaining("e6");
    }

    @Test
    void whoeverIsClosedInsteadIsNotWaitedFor() {
        TestClient alice = hub.connect("alice", "/nowhere");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> alice.expectJoined("game:1", "player"))
                .withMessageContaining("Closing " + CloseReason.NO_SUCH_REALM.code());
    }

    @Test
    void aResolverMayAnswerOnAThreadOfItsOwn() {
        try (TestHub slow =
                TestHub.of(request -> CompletableFuture.supplyAsync(() -> Resolution.of(Realm.of("lobby"), "guest")))) {
            slow.connect("alice", "/").expectJoined("lobby", "guest");
        }
    }

    @Test
    void aResolverThatNeverAnswersIsRefusedAtItsDeadlineAndTheTestWaitsForNothing() {
        try (TestHub stuck = TestHub.of(request -> new CompletableFuture<>())) {
            TestClient alice = stuck.connect("alice", "/");
            stuck.pass(Duration.ofSeconds(3));
            alice.expectClosed(CloseReason.DEADLINE);
        }
    }

    @Test
    void heartbeatsAndSilenceFollowTheTestsTime() {
        TestClient alice = hub.connect("alice", "/game/1").expectJoined("game:1", "player");
        hub.pass(Duration.ofSeconds(21));
        assertThat(alice.client().state()).isEqualTo(Client.State.JOINED);
        hub.pass(Duration.ofSeconds(2));
        assertThat(alice.client().state()).isEqualTo(Client.State.CLOSED);
    }

    @Test
    void whatAHubMissedWhileItWasCutOffComesFromTheStream() {
        TestClient alice = hub.connect("alice", "/game/1").expectJoined("game:1", "player");
        hub.publish("game:1", "e4");
        alice.expectEvent("game:1", "e4");
        hub.cut();
        hub.publish("game:1", "e5");
        alice.next(ClientProtocol.Degraded.class, ClientProtocol.Degraded::degraded);
        alice.expectNothing();
        hub.heal();
        hub.pass(Duration.ofSeconds(10));
        alice.expectEvent("game:1", "e5");
    }

    @Test
    void whatACutHubSendsIsRefusedAndOthersGoOn() {
        TestHub other = hub.beside(builder -> builder.node("other"));
        TestClient bob = other.connect("bob", "/game/1").expectJoined("game:1", "player");
        hub.cut();
        assertThat(hub.hub().isReady()).isFalse();
        assertThat(other.hub().isReady()).isTrue();
        hub.publish("game:1", "e4");
        bob.expectEvent("game:1", "e4").expectNothing();
    }

    @Test
    void theSameIsDoneInTheSameOrderEachTime() {
        assertThat(story()).isEqualTo(story());
    }

    private static String story() {
        try (TestHub one = TestHub.ofBackend(game -> game.resolve(GAMES).on("move", (command, reply) -> reply.ok()))) {
            TestClient alice = one.connect("alice", "/game/1");
            TestClient bob = one.connect("bob", "/game/1");
            alice.command(1, "move", "e4");
            one.publish("game:1", "e4");
            bob.command(1, "move", "e5");
            one.pass(Duration.ofSeconds(1));
            return alice.history().stream().map(Told::text).toList()
                    + " "
                    + bob.history().stream().map(Told::text).toList();
        }
    }

    @Test
    void afterTheTestAllIsClosed() {
        TestHub own = TestHub.of(GAMES);
        Hub beside = own.beside(builder -> builder).hub();
        own.close();
        assertThat(own.hub().isReady()).isFalse();
        assertThat(beside.isReady()).isFalse();
    }

    @Test
    void onlyATestHubsClientCanKnowThatNothingIsOnItsWay() {
        try (Hub real =
                Hub.builder(Broker.local()).allowNoOrigin().resolver(GAMES).build()) {
            TestClient alice = TestClient.connect(real, "alice", "/game/1").expectJoined("game:1", "player");
            assertThatIllegalStateException().isThrownBy(alice::expectNothing);
        }
    }

    @Test
    void partsOfTheApplicationMayUseTheBusThemselves() {
        TestClient alice = hub.connect("alice", "/game/1").expectJoined("game:1", "player");
        hub.broker()
                .eventLog(Realm.of("game", "1"))
                .orElseThrow()
                .append(Realm.of("game", "1"), Publication.of(Payload.text("stored")), null);
        alice.expectEvent("game:1", "stored");
    }
}
