package dev.realmhub.examples.nodebackend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Client;
import dev.realmhub.ClientProtocol;
import dev.realmhub.ClientProtocol.Answer;
import dev.realmhub.ClientProtocol.Event;
import dev.realmhub.ClientProtocol.Joined;
import dev.realmhub.CloseReason;
import dev.realmhub.Handshake;
import dev.realmhub.Hub;
import dev.realmhub.Membership;
import dev.realmhub.Outcome;
import dev.realmhub.Payload;
import dev.realmhub.Realm;
import dev.realmhub.RealmResolver;
import dev.realmhub.User;
import dev.realmhub.nats.NatsBroker;
import dev.realmhub.test.FakeTransport;
import dev.realmhub.test.NatsServer;
import dev.realmhub.test.TestClient;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A hub in Java, a backend in JavaScript, NATS between them. */
class ChatNodeBackendTest {
    private static NatsServer natsServer;
    private static NodeBackend backend;
    private static NatsBroker broker;
    private static Hub hub;

    @BeforeAll
    static void start() {
        natsServer = NatsServer.start();
        backend = NodeBackend.start(natsServer.url());
        broker = NatsBroker.connect(natsServer.url());
        hub = Hub.builder(broker)
                .allowNoOrigin()
                .resolver(RealmResolver.askBackend())
                .build();
    }

    @AfterAll
    static void stop() {
        hub.close();
        broker.close();
        backend.close();
        natsServer.close();
    }

    @Test
    void bothInTheRoomHearWhatIsSaidAndTheOtherRoomDoesNot() {
        TestClient alice = inRoom("alice", "red");
        TestClient bob = inRoom("bob", "red");
        TestClient eve = inRoom("eve", "blue");

        alice.command(1, "say", "hello");
        assertThat(bob.nextText()).isEqualTo("alice: hello");
        assertThat(List.of(alice.next(), alice.next()))
                .containsExactlyInAnyOrder(
                        new Event(Realm.of("room", "red"), Payload.text("alice: hello")), new Answer(1, Outcome.ok()));

        eve.command(1, "say", "anybody here?");
        assertThat(eve.nextText()).isEqualTo("eve: anybody here?");
    }

    @Test
    void aRoomAndAUserOfOddNamesAreEncodedAlikeInBothLanguages() {
        String room = "Zo\u00eb's *best* > room.1 (\u4e2d\ud83c\udfb2)!~ 100%";
        TestClient odd = inRoom("\u00e9.* >~'()!", room);
        odd.command(1, "say", "h\u00e9");
        assertThat(odd.nextText()).isEqualTo("\u00e9.* >~'()!: h\u00e9");
    }

    @Test
    void aClientWithoutAProtocolSpeaksRaw() {
        TestClient alice = inRoom("alice", "raw");
        Client bot = hub.connect(
                Handshake.of("/chat?room=raw"), User.of("bot"), ClientProtocol.raw("raw"), new FakeTransport());
        hub.receive(bot, Payload.binary(new byte[] {0, 1, -1}));
        assertThat(alice.next(Event.class).payload()).isEqualTo(Payload.binary(new byte[] {0, 1, -1}));
    }

    @Test
    void theBackendGivesTheRole() {
        TestClient alice = TestClient.connect(hub, "alice", "/chat?room=red");
        assertThat(alice.next(Joined.class).membership()).isEqualTo(Membership.of(Realm.of("room", "red"), "guest"));
    }

    @Test
    void anUnknownCommandIsUnavailable() {
        TestClient alice = inRoom("alice", "red");
        alice.command(7, "dance", "");
        assertThat(alice.next(Answer.class)).isEqualTo(new Answer(7, new Outcome.Unavailable()));
    }

    @Test
    void aRoomThatCannotBeIsRefusedAndAForeignPathIsLeftToOthers() {
        assertThat(TestClient.connect(hub, "alice", "/chat?room=a:b")
                        .awaitClose()
                        .text())
                .isEqualTo("There is no such room.");
        assertThat(TestClient.connect(hub, "alice", "/game/1").awaitClose()).isEqualTo(CloseReason.NO_SUCH_REALM);
    }

    private static TestClient inRoom(String user, String room) {
        String path = "/chat?room=" + URLEncoder.encode(room, StandardCharsets.UTF_8);
        TestClient client = TestClient.connect(hub, user, path);
        client.next(Joined.class);
        return client;
    }
}
