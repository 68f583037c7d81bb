package dev.realmhub.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Address;
import dev.realmhub.Backend;
import dev.realmhub.ClientProtocol.Answer;
import dev.realmhub.ClientProtocol.Joined;
import dev.realmhub.Hub;
import dev.realmhub.Outcome;
import dev.realmhub.Payload;
import dev.realmhub.Position;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.RealmResolver;
import dev.realmhub.Resolution;
import dev.realmhub.test.NatsServer;
import dev.realmhub.test.TestClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The permissions that docs/subjects.md recommends are enough, and hold. */
class PermissionsTest {
    private static final String CONF = """
            authorization {
              users = [
                { user: node, password: n, permissions: {
                    publish: ["rh.in.*.*.*.n-1.*", "rh.own.>", "rh.claim.*", "rh.resolve", "rh.snapshot.*", "rh.canary.>", %1$s]
                    subscribe: ["rh.realm.>", "rh.live.>", "rh.user.*", "rh.client.n-1.*", "rh.all", "rh.beat.*", "rh.inbox.>", "rh.canary.>"] } }
                { user: backend, password: b, permissions: {
                    publish: ["rh.realm.>", "rh.user.*", "rh.client.>", "rh.all", "rh.beat.*", "rh.inbox.>", "rh.canary.>", "rh.lease.>", "rh.holder.*", "rh.claim.*", %1$s, %2$s]
                    subscribe: ["rh.in.>", "rh.own.>", "rh.claim.*", "rh.holder.*", "rh.resolve", "rh.snapshot.*", "rh.inbox.>", "rh.canary.>"] } }
              ]
            }
            """.formatted(
                    onStream("rh-realms", "INFO", "MSG.GET", "CREATE", "UPDATE"),
                    onStream("rh-leases", "INFO", "MSG.GET", "CREATE"));

    private static final Realm LOBBY = Realm.of("lobby");

    @Test
    void aNodeAndABackendDoTheirWorkAndANodeCannotSpeakForTheGame(@TempDir Path folder) throws IOException {
        Path conf = Files.writeString(folder.resolve("nats.conf"), CONF);
        try (LogLines log = new LogLines();
                NatsServer server = NatsServer.startKeeping(folder.resolve("js"), "-c", conf.toString());
                NatsBroker nodes = NatsBroker.builder(server.url())
                        .kind(Follower.KIND)
                        .login("node", "n")
                        .connect();
                NatsBroker games = NatsBroker.builder(server.url())
                        .kind(Follower.KIND)
                        .login("backend", "b")
                        .connect();
                Hub hub = hub(nodes);
                Backend backend = backend(games)) {
            TestClient alice = TestClient.connect(hub, "alice", "/");
            alice.next(Joined.class);

            nodes.publish(Address.realm(LOBBY), Publication.of("forged"));
            Eventually.holds("a refusal", () -> log.has("Permissions Violation for Publish to \"rh.realm.lobby\""));
            backend.publish(LOBBY, Publication.of("true"));
            assertThat(alice.nextText()).isEqualTo("true");

            alice.command(1, "move", "e4");
            assertThat(alice.next(Answer.class).outcome()).isEqualTo(Outcome.ok());

            TestClient bob = TestClient.connect(hub, "bob", "/owned");
            bob.next(Joined.class);
            bob.command(1, "move", "e4");
            assertThat(bob.next(Answer.class).outcome()).isEqualTo(Outcome.ok(Payload.text("owned")));

            Follower follower = new Follower(nodes, "n-1");
            Position begin = follower.last();
            Asked.answer(
                    games.eventLog(Follower.GAME).orElseThrow().append(Follower.GAME, Publication.of("kept"), null));
            Eventually.holds("live", () -> follower.hasHeard("kept"));
            assertThat(Follower.texts(follower.read(begin).events())).containsExactly("kept");
            assertThat(log.all()).hasSize(1); // nothing else was refused
        }
    }

    private static String onStream(String name, String... asked) {
        return Stream.of(asked)
                .map(what -> "\"$JS.API.STREAM." + what + "." + name + "\"")
                .collect(Collectors.joining(", "));
    }

    private static Hub hub(NatsBroker broker) {
        return Hub.builder(broker)
                .node("n-1")
                .owned("owned")
                .allowNoOrigin()
                .resolver(RealmResolver.askBackend())
                .build();
    }

    private static Backend backend(NatsBroker broker) {
        return Backend.builder(broker)
                .resolve("/", request -> Resolution.of(LOBBY))
                .on("move", (command, reply) -> reply.ok())
                .resolve("/owned", request -> Resolution.of(Realm.of("owned", "1")))
                .own("owned", ownership -> (command, reply) -> reply.ok(Payload.text("owned")))
                .start();
    }
}
