package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class HubConnectTest {
    private final Site site = new Site();

    @Test
    void aClientIsWelcomedAndThenJoinsItsRealmsInTheResolversOrder() {
        Guest alice = Guest.of(site.hub(), "alice", "/game:1=player/chat:1/a");
        assertThat(alice.heard()).containsExactly("welcome", "joined game:1 as player", "joined chat:1", "joined a");
        assertThat(alice.places()).containsExactly("game:1 as player", "chat:1", "a");
        assertThat(alice.client.state()).isEqualTo(Client.State.JOINED);
    }

    @Test
    void ofSeveralGrantsInOneRealmTheFirstCounts() {
        Guest alice = Guest.of(site.hub(), "alice", "/game:1=player/game:1=observer");
        assertThat(alice.heard()).containsExactly("welcome", "joined game:1 as player");
        assertThat(alice.hub.memberCount(Realm.of("game", "1"))).isOne();
    }

    @Test
    void whoComesAsTheOthersAreTakesNoMembershipOfItsOwn() {
        Hub hub = site.hub();
        Membership alices = onlyMembership(Guest.of(hub, "alice", "/game:1=observer"));
        assertThat(onlyMembership(Guest.of(hub, "bob", "/game:1=observer"))).isSameAs(alices);
        assertThat(onlyMembership(Guest.of(hub, "eve", "/game:1=player")).role())
                .isEqualTo("player");
    }

    private static Membership onlyMembership(Guest guest) {
        assertThat(guest.client.memberships()).hasSize(1);
        return guest.client.memberships().get(0);
    }

    @Test
    void aClientWithoutRealmsStillHearsWhatGoesToItsUserAndToEveryone() {
        Guest alice = Guest.of(site.hub(), "alice", "/");
        site.broker.publish(Address.user("alice"), Publication.of("to you"));
        site.broker.publish(Address.everyone(), Publication.of("to all"));
        assertThat(alice.heard()).containsExactly("welcome", "event - to you", "event - to all");
    }

    @Test
    void whileItsRealmsAreUnknownAClientHearsNothing() {
        Hub hub = site.later();
        Guest alice = Guest.of(hub, "alice", "/lobby");
        publishEverywhere(alice);
        assertThat(alice.heard()).isEmpty();
        assertThat(alice.client.state()).isEqualTo(Client.State.CONNECTING);
        assertThat(alice.client.memberships()).isEmpty();

        site.answerNow("/lobby");
        publishEverywhere(alice);
        assertThat(alice.heard())
                .containsExactly("welcome", "joined lobby", "event lobby r", "event - u", "event - c", "event - e");
    }

    private void publishEverywhere(Guest guest) {
        site.publish("lobby", "r");
        site.broker.publish(Address.user("alice"), Publication.of("u"));
        site.broker.publish(guest.client.address(), Publication.of("c"));
        site.broker.publish(Address.everyone(), Publication.of("e"));
    }

    @Test
    void messagesThatAClientSendsBeforeItsRealmsAreKnownRunAfterwardsInOrder() {
        Hub hub = site.later();
        Guest alice = Guest.of(hub, "alice", "/lobby");
        alice.says("ping 1 0");
        alice.says("go 2 /game:1");
        alice.says("ping 3 0");
        assertThat(alice.heard()).isEmpty();

        site.answer("/game:1").complete(Site.granted("/game:1"));
        site.answerNow("/lobby");

        assertThat(alice.heard())
                .containsExactly(
                        "welcome",
                        "joined lobby",
                        "pong 1",
                        "left lobby",
                        "joined game:1",
                        "navigated 2 /game:1",
                        "pong 3");
    }

    @Test
    void aMessageThatComesWhileEarlierOnesAreStillHeldWaitsItsTurn() {
        Hub hub = site.later();
        AtomicReference<Client> self = new AtomicReference<>();
        Words words = new Words() {
            @Override
            public List<ToHub> decode(Payload frame) {
                if (frame.text().equals("ping 1 0")) {
                    hub.receive(Objects.requireNonNull(self.get()), Payload.text("ping 3 0"));
                }
                return super.decode(frame);
            }
        };
        Guest alice = new Guest(hub, User.of("alice"), "/lobby", words, new FakeSocket());
        self.set(alice.client);
        alice.says("ping 1 0");
        alice.says("ping 2 0");
        site.answerNow("/lobby");
        assertThat(alice.heard("pong")).containsExactly("pong 1", "pong 2", "pong 3");
    }

    @Test
    void moreHeldMessagesThanTheLimitCloseTheClient() {
        Hub hub = site.later();
        Guest alice = Guest.of(hub, "alice", "/lobby");
        for (int i = 0; i < hub.config().heldMessages(); i++) {
            alice.says("ping 1 0");
        }
        assertThat(alice.socket.closes).isEmpty();
        alice.says("ping 1 0");
        assertThat(alice.socket.closes).containsExactly("4413 too many messages");
        Site.assertEmpty(hub);
    }

    @Test
    void anAnswerThatComesAfterTheClientHasLeftJoinsNothing() {
        Hub hub = site.later();
        Guest alice = Guest.of(hub, "alice", "/lobby");
        alice.says("ping 1 0");
        hub.disconnected(alice.client, CloseReason.GONE);
        site.answerNow("/lobby");
        Site.assertEmpty(hub);
        site.publish("lobby", "hello");
        assertThat(alice.heard()).isEmpty();
        assertThat(site.log.lines).containsExactly("closed alice 1001");
    }

    @Test
    void aHubThatIsClosedSendsNewClientsToOtherNodes() {
        Hub hub = site.hub();
        hub.close();
        Guest alice = Guest.of(hub, "alice", "/lobby");
        assertThat(alice.heard()).containsExactly("closing 1012");
        assertThat(alice.socket.closes).containsExactly("1012 this node is restarting");
        Site.assertEmpty(hub);
    }

    @Test
    void theResolverSeesPathQueryCookiesUserAndClient() {
        Handshake handshake = new Handshake(
                "/game/1?tv=1",
                Map.of("mode", List.of("x")),
                Map.of("Cookie", List.of("a=b; session=s1")),
                "https://game.example",
                "10.0.0.1");
        ResolveRequest[] seen = new ResolveRequest[1];
        Hub hub = site.hub(request -> {
            seen[0] = request;
            return CompletableFuture.completedStage(Resolution.of());
        });
        Client client = hub.connect(handshake, User.of("alice", Map.of("k", "v")), new Words(), new FakeSocket());
        assertThat(seen[0].path()).isEqualTo("/game/1");
        assertThat(seen[0].query("tv")).contains("1");
        assertThat(seen[0].query("mode")).contains("x");
        assertThat(seen[0].handshake().cookie("session")).contains("s1");
        assertThat(seen[0].user().claims()).containsEntry("k", "v");
        assertThat(seen[0].client()).isEqualTo(client.address());
    }

    @Test
    void anyBackendOnTheBusCanResolve() {
        Backend backend = Backend.builder(site.broker)
                .resolve("/game/{id}", r -> Resolution.of(Realm.of("game", r.param("id")), "player"))
                .executor(Runnable::run)
                .start();
        Hub hub = site.hub(RealmResolver.askBackend());
        assertThat(Guest.of(hub, "alice", "/game/7").places()).containsExactly("game:7 as player");
        backend.close();
        assertThat(Guest.of(hub, "bob", "/game/7").socket.closes).containsExactly("4503 not available now");
    }

    @Test
    void idsOfClientsAreMadeByTheHubAndNeverShared() {
        Hub hub = site.config(HubConfig.builder()
                        .bounds(Bounds.builder().clientsPerUser(1_000).build()))
                .hub();
        assertThat(java.util.stream.Stream.generate(
                                () -> Guest.of(hub, "alice", "/").client.id())
                        .limit(1_000)
                        .distinct())
                .hasSize(1_000)
                .allMatch(id -> id.matches("[A-Za-z0-9_-]{22}"));
        assertThat(hub.clientCount()).isEqualTo(1_000);
    }

    @Test
    void theListenerHearsConnectJoinsLeavesAndCloseInOrder() {
        Hub hub = site.hub();
        Guest alice = Guest.of(hub, "alice", "/game:1=player/lobby");
        alice.says("go 1 /lobby");
        hub.disconnected(alice.client, CloseReason.GONE);
        hub.disconnected(alice.client, CloseReason.GONE);
        assertThat(site.log.lines)
                .containsExactly(
                        "connected alice",
                        "joined alice game:1 as player",
                        "joined alice lobby",
                        "left alice game:1 as player",
                        "left alice lobby",
                        "closed alice 1001");
    }

    @Test
    void aListenerThatThrowsHarmsNobody() {
        Hub hub = site.builder(RealmResolver.fixed(Membership.of(Realm.of("lobby"))))
                .listener(new HubListener() {
                    @Override
                    public void connected(Client client) {
                        throw new IllegalStateException("thrown on purpose by a test");
                    }
                })
                .build();
        Guest alice = Guest.of(hub, "alice", "/");
        site.publish("lobby", "hello");
        assertThat(alice.heard()).containsExactly("welcome", "joined lobby", "event lobby hello");
    }
}
