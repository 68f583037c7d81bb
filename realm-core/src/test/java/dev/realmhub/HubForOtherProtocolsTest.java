package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a protocol that is not ours may ask of a hub. */
class HubForOtherProtocolsTest {
    private static final Duration HEARTBEAT = HubConfig.defaults().heartbeat();

    private final Site site = new Site();
    private final Map<Client, Duration> answers = new HashMap<>();

    @Test
    void everyOriginMayConnectWhereThatIsSaid() {
        Hub hub = Hub.builder(Broker.local())
                .allowAnyOrigin()
                .resolver(RealmResolver.fixed())
                .build();
        for (String origin : List.of("https://one.example", "https://two.example", "")) {
            assertThat(hub.allowsOrigin(new Handshake("/", Map.of(), Map.of(), origin, "")))
                    .isTrue();
        }
        hub.close();
    }

    @Test
    void aGreeterSpeaksToAClientThatIsInItsRealmsAndHasNotBeenHeard() {
        Hub hub = site.builder(request -> site.answer(request.path()))
                .greeter(client -> site.publish("lobby", "greeted"))
                .build();
        Guest alice = Guest.of(hub, "alice", "/lobby");
        alice.says("ping 1 0");
        site.answerNow("/lobby");
        assertThat(alice.heard()).containsExactly("welcome", "joined lobby", "event lobby greeted", "pong 1");
    }

    @Test
    void aClientWhoseGreeterThrowsIsClosed() {
        Hub hub = site.builder(request -> CompletableFuture.completedStage(Site.granted(request.path())))
                .greeter(client -> {
                    throw new IllegalStateException("no greeting");
                })
                .build();
        Guest alice = Guest.of(hub, "alice", "/lobby");
        assertThat(alice.socket.closes).containsExactly("1011 internal error");
    }

    @Test
    void aClientThatSpeaksIsPingedAllTheSameWhereAllAre() {
        Hub hub = steady();
        Guest alice = Guest.of(hub, "alice", "/");
        for (int second = 0; second < 60; second++) {
            site.pass(Duration.ofSeconds(1));
            alice.says("ping 1 0");
            hub.ponged(alice.client);
        }
        assertThat(alice.socket.pings).isEqualTo(60 / (int) HEARTBEAT.toSeconds());
    }

    @Test
    void theRoundTripIsFromTheFirstOpenPingToItsAnswer() {
        Hub hub = steady();
        Guest alice = Guest.of(hub, "alice", "/");
        site.pass(HEARTBEAT.plusMillis(30));
        hub.ponged(alice.client);
        assertThat(answers).containsEntry(alice.client, Duration.ofMillis(30));
        site.pass(HEARTBEAT.multipliedBy(2));
        hub.ponged(alice.client);
        assertThat(answers).containsEntry(alice.client, HEARTBEAT.plusMillis(30));
    }

    @Test
    void anAnswerToNoPingIsNoRoundTrip() {
        Hub hub = steady();
        Guest alice = Guest.of(hub, "alice", "/");
        hub.ponged(alice.client);
        assertThat(answers).isEmpty();
    }

    @Test
    void aClientThatSpeaksAndAnswersNoPingIsGoneWhereOnlyAnswersCount() {
        Hub hub = steady();
        Guest alice = Guest.of(hub, "alice", "/");
        for (int second = 0; second < 24; second++) {
            site.pass(Duration.ofSeconds(1));
            alice.says("ping 1 0");
        }
        assertThat(alice.socket.closes).containsExactly("1001 gone");
    }

    private Hub steady() {
        HubListener listener = new HubListener() {
            @Override
            public void ponged(Client client, Duration roundTrip) {
                answers.put(client, roundTrip);
            }
        };
        return site.builder(request -> CompletableFuture.completedStage(Site.granted(request.path())))
                .listener(listener)
                .steadyPings()
                .build();
    }

    @Test
    void whereThereIsOneOrderNobodyHearsWhatWasPublishedLaterFirst() {
        Queue<Runnable> waiting = new ArrayDeque<>();
        Hub hub = site.builderOnABus(request -> CompletableFuture.completedStage(Site.granted(request.path())))
                .executor(waiting::add)
                .oneOrder()
                .build();
        List<Guest> guests = new ArrayList<>();
        IntStream.range(0, 200).forEach(i -> guests.add(Guest.of(hub, "user" + i, "/lobby")));
        run(waiting);
        site.publish("lobby", "first");
        guests.forEach(
                guest -> site.broker.publish(Address.user(guest.client.user().id()), Publication.of("second")));
        site.publish("lobby", "third");
        run(waiting);
        assertThat(guests)
                .allSatisfy(guest -> assertThat(guest.heard("event"))
                        .containsExactly("event lobby first", "event - second", "event lobby third"));
    }

    @Test
    void whereThereIsOneOrderTheBussOwnThreadSendsToASmallRoomAndOnlyBeginsALargeOne() {
        Queue<Runnable> waiting = new ArrayDeque<>();
        Hub hub = site.builderOnABus(request -> CompletableFuture.completedStage(Site.granted(request.path())))
                .executor(waiting::add)
                .oneOrder()
                .build();
        Guest player = Guest.of(hub, "alice", "/game");
        List<Guest> lobby = new ArrayList<>();
        IntStream.range(0, 200).forEach(i -> lobby.add(Guest.of(hub, "user" + i, "/lobby")));
        run(waiting);
        site.publish("game", "move");
        assertThat(player.heard("event")).containsExactly("event game move");
        site.publish("lobby", "hello");
        assertThat(lobby).filteredOn(guest -> !guest.heard("event").isEmpty()).hasSizeBetween(1, 100);
        run(waiting);
        assertThat(lobby).allSatisfy(guest -> assertThat(guest.heard("event")).hasSize(1));
    }

    private static void run(Queue<Runnable> waiting) {
        for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
            next.run();
        }
    }
}
