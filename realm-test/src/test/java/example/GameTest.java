package example;

import dev.realmhub.Address;
import dev.realmhub.Outcome;
import dev.realmhub.Payload;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.Resolution;
import dev.realmhub.test.TestClient;
import dev.realmhub.test.TestHub;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GameTest {
    @RegisterExtension
    final TestHub hub = TestHub.ofBackend(game -> game.resolve(
                    "/game/{id}", r -> Resolution.of(Realm.of("game", r.param("id")), "player"))
            .on("move", (command, reply) -> reply.ok())
            .on("think", (command, reply) -> {})); // and never answers

    @Test
    void eachPlayerSeesHisOwnRackOnly() {
        TestClient alice = hub.connect("alice", "/game/1").expectJoined("game:1", "player");
        TestClient bob = hub.connect("bob", "/game/1").expectJoined("game:1", "player");
        hub.publish(
                Address.realm(Realm.of("game", "1")),
                Publication.of("bag: 86").viewOfUser("alice", Payload.text("rack: QUIZ")));
        alice.expectEvent("game:1", "rack: QUIZ");
        bob.expectEvent("game:1", "bag: 86").expectNothing();
    }

    @Test
    void aCommandThatNobodyAnswersEndsAtItsDeadline() {
        TestClient alice = hub.connect("alice", "/game/1").expectJoined("game:1", "player");
        alice.command(1, "think", "");
        hub.pass(Duration.ofMillis(4_999));
        alice.expectNothing();
        hub.pass(Duration.ofMillis(1));
        alice.expectOutcome(new Outcome.Unknown());
    }

    @Test
    void aHubThatHasLostItsLinkRefusesAndComesBack() {
        TestHub other = hub.beside(builder -> builder.node("other"));
        TestClient alice = hub.connect("alice", "/game/1").expectJoined("game:1", "player");
        TestClient bob = other.connect("bob", "/game/1").expectJoined("game:1", "player");
        hub.cut();
        hub.publish("game:1", "e4");
        bob.expectEvent("game:1", "e4");
        alice.command(1, "move", "e5");
        alice.expectOutcome(new Outcome.Unavailable());
        hub.heal();
        alice.command(2, "move", "e5");
        alice.expectOutcome(new Outcome.Ok(Payload.empty()));
    }
}
