package dev.realmhub.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Address;
import dev.realmhub.Backend;
import dev.realmhub.Bounds;
import dev.realmhub.ClientProtocol.Answer;
import dev.realmhub.ClientProtocol.Event;
import dev.realmhub.ClientProtocol.Joined;
import dev.realmhub.CloseReason;
import dev.realmhub.Hub;
import dev.realmhub.HubConfig;
import dev.realmhub.Membership;
import dev.realmhub.Outcome;
import dev.realmhub.Payload;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.RealmResolver;
import dev.realmhub.Resolution;
import dev.realmhub.ResolveRequest;
import dev.realmhub.test.NatsServer;
import dev.realmhub.test.TestClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A small cluster: each hub and each backend with a connection of its own, as if each were a process. */
class TwoNodesTwoBackendsTest {
    private final NatsServer server = NatsServer.start();
    private final List<AutoCloseable> running = new ArrayList<>();
    private final Set<String> moves = ConcurrentHashMap.newKeySet();
    private Backend backend;
    private Backend other;
    private Hub first;
    private Hub second;

    @BeforeEach
    void start() {
        backend = backend();
        other = backend();
        first = hub("first");
        second = hub("second");
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : running) {
            each.close();
        }
        server.close();
    }

    @Test
    void aCommandOnOneHubReachesTheClientsOfTheRealmOnAllHubsAndNoOthers() {
        TestClient alice = joined(first, "alice", "/game/1");
        TestClient bob = joined(second, "bob", "/game/1");
        TestClient eve = joined(second, "eve", "/game/2");

        alice.command(1, "move", "e4");

        assertThat(bob.nextText()).isEqualTo("alice: e4");
        assertThat(List.of(alice.next(), alice.next()))
                .containsExactlyInAnyOrder(
                        new Event(Realm.of("game", "1"), Payload.text("alice: e4")), new Answer(1, Outcome.ok()));
        eve.command(1, "move", "d4");
        assertThat(eve.nextText()).isEqualTo("eve: d4");
    }

    @Test
    void eachCommandRunsOnExactlyOneBackend() {
        TestClient alice = joined(first, "alice", "/game/1");
        for (int i = 1; i <= 60; i++) {
            alice.command(i, "move", "move " + i);
            assertThat(alice.next(Answer.class).outcome()).isEqualTo(Outcome.ok());
        }
        assertThat(moves).hasSize(60);
    }

    @Test
    void eachSeesTheViewOfTheRoleThatTheBackendGave() {
        TestClient alice = joined(first, "alice", "/game/1");
        TestClient watcher = joined(second, "walter", "/watch/1");
        other.publish(
                Realm.of("game", "1"),
                Publication.of("for observers").viewOfRole("player", Payload.text("for players")));
        assertThat(alice.nextText()).isEqualTo("for players");
        assertThat(watcher.nextText()).isEqualTo("for observers");
    }

    @Test
    void whatGoesToAUserInARealmReachesHisClientsThereOnly() {
        TestClient here = joined(first, "alice", "/game/1");
        TestClient there = joined(second, "alice", "/game/2");
        backend.publish(Address.userInRealm("alice", Realm.of("game", "2")), Publication.of("your turn"));
        backend.publish(Address.user("alice"), Publication.of("good night"));
        assertThat(there.nextText()).isEqualTo("your turn");
        assertThat(there.nextText()).isEqualTo("good night");
        assertThat(here.nextText()).isEqualTo("good night");
    }

    @Test
    void aPathThatNoBackendKnowsIsRefused() {
        TestClient lost = TestClient.connect(first, "alice", "/nowhere");
        assertThat(lost.awaitClose().code()).isEqualTo(CloseReason.NO_SUCH_REALM.code());
    }

    @Test
    void aCommandThatNobodyServesIsUnavailable() {
        TestClient alice = joined(first, "alice", "/game/1");
        alice.command(7, "dance", "");
        assertThat(alice.next(Answer.class)).isEqualTo(new Answer(7, new Outcome.Unavailable()));
    }

    private static TestClient joined(Hub hub, String user, String path) {
        TestClient client = TestClient.connect(hub, user, path);
        client.next(Joined.class);
        return client;
    }

    private Hub hub(String node) {
        Hub hub = Hub.builder(connect())
                .node(node)
                .allowNoOrigin()
                .config(HubConfig.builder().bounds(Bounds.none().build()).build()) // faster than people
                .resolver(RealmResolver.askBackend())
                .build();
        running.add(0, hub);
        return hub;
    }

    private Backend backend() {
        NatsBroker broker = connect();
        Backend made = Backend.builder(broker)
                .resolve("/game/{id}", request -> game(request, "player"))
                .resolve("/watch/{id}", request -> game(request, "observer"))
                .on("move", (command, reply) -> {
                    String move = command.user().id() + ": " + command.payload().text();
                    if (!moves.add(move)) {
                        throw new IllegalStateException("run twice: " + move);
                    }
                    broker.publish(Address.realm(command.realm()), Publication.of(move));
                    reply.ok();
                })
                .start();
        running.add(0, made);
        return made;
    }

    private static Resolution game(ResolveRequest request, String role) {
        return Resolution.of(Membership.of(Realm.of("game", request.param("id")), role));
    }

    private NatsBroker connect() {
        NatsBroker broker = NatsBroker.connect(server.url());
        running.add(broker);
        return broker;
    }
}
