package dev.realmhub.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Address;
import dev.realmhub.Backend;
import dev.realmhub.Broker;
import dev.realmhub.ClientProtocol;
import dev.realmhub.CloseReason;
import dev.realmhub.Hub;
import dev.realmhub.Membership;
import dev.realmhub.Outcome;
import dev.realmhub.Payload;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.RealmResolver;
import dev.realmhub.Resolution;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node, a backend and two clients in one process, as an application's own tests would have them. */
class TestClientTest {
    private final Broker broker = Broker.local();
    private final Hub hub = Hub.builder(broker)
            .allowNoOrigin()
            .resolver(RealmResolver.askBackend())
            .build();
    private final Backend backend = Backend.builder(broker)
            .resolve("/game/{id}", r -> Resolution.of(Realm.of("game", r.param("id")), "player"))
            .resolve("/lobby", r -> Resolution.of(Realm.of("lobby")))
            .on("move", (command, reply) -> {
                if (!command.isFrom("player")) {
                    reply.rejected("not_playing", "You are not playing.");
                    return;
                }
                reply.ok(Payload.text("noted"));
                broker.publish(
                        Address.realm(command.realm()),
                        Publication.of(command.user().id() + " played "
                                + command.payload().text()));
            })
            .start();

    @AfterEach
    void close() {
        hub.close();
        backend.close();
    }

    @Test
    void clientsHearWelcomeJoinsAnswersAndEvents() {
        TestClient alice = TestClient.connect(hub, "alice", "/game/1");
        TestClient bob = TestClient.connect(hub, "bob", "/game/1");
        assertThat(alice.next()).isInstanceOf(ClientProtocol.Welcome.class);
        assertThat(alice.next(ClientProtocol.Joined.class).membership())
                .isEqualTo(Membership.of(Realm.of("game", "1"), "player"));
        bob.next(ClientProtocol.Joined.class);

        alice.command(1, "move", "e4");

        assertThat(bob.nextText()).isEqualTo("alice played e4");
        assertThat(alice.next(ClientProtocol.Answer.class))
                .isEqualTo(new ClientProtocol.Answer(1, Outcome.ok(Payload.text("noted"))));
    }

    @Test
    void aClientThatNavigatesIsTold() {
        TestClient alice = TestClient.connect(hub, "alice", "/lobby");
        alice.next(ClientProtocol.Joined.class);
        alice.navigate(5, "/game/1");
        assertThat(alice.next(ClientProtocol.Left.class).realm()).isEqualTo(Realm.of("lobby"));
        assertThat(alice.next(ClientProtocol.Navigated.class).id()).isEqualTo(5);
    }

    @Test
    void theReasonOfACloseIsKnown() {
        TestClient nowhere = TestClient.connect(hub, "alice", "/nowhere");
        assertThat(nowhere.awaitClose()).isEqualTo(CloseReason.NO_SUCH_REALM);
        assertThat(nowhere.next(ClientProtocol.Closing.class).reason()).isEqualTo(CloseReason.NO_SUCH_REALM);
    }

    @Test
    void aClientThatVanishesIsGone() {
        TestClient alice = TestClient.connect(hub, "alice", "/lobby");
        alice.next(ClientProtocol.Joined.class);
        alice.vanish();
        assertThat(hub.clientCount()).isZero();
        assertThat(hub.realmCount()).isZero();
        assertThat(alice.history()).hasSize(2);
    }
}
