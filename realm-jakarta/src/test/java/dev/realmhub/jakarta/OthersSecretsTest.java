package dev.realmhub.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Backend;
import dev.realmhub.Bounds;
import dev.realmhub.Broker;
import dev.realmhub.Hub;
import dev.realmhub.HubConfig;
import dev.realmhub.Payload;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.RealmKind;
import dev.realmhub.RealmResolver;
import dev.realmhub.Resolution;
import dev.realmhub.Secret;
import dev.realmhub.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Two players and an observer of one game, whose every event and snapshot holds a secret of each player. Ten thousand random
 * moves: they navigate, break off, miss events and have them replayed on either hub, hubs die with and without a word, and the
 * observer tries with the players' tickets. What is looked at is what goes to the sockets, byte by byte.
 */
class OthersSecretsTest {
    private static final int MOVES = 10_000;
    private static final int MISSED = 3;
    private static final Realm GAME = Realm.of("game", "1");
    private static final List<String> PLAYERS = List.of("alice", "bob");
    private static final Secret KEY = Secret.of(new byte[32]);

    private final Random random = new Random(20_261_122);
    private final ForkJoinPool work = new ForkJoinPool(2);
    private final Broker broker = Broker.local(RealmKind.kept("game", 50, Duration.ofHours(1)));
    private final Backend backend = Backend.builder(broker)
            .executor(work)
            .resolve("/lobby", request -> Resolution.of(Realm.of("lobby")))
            .resolve(
                    "/game/{id}",
                    request -> Resolution.of(GAME, role(request.user().id())))
            .snapshot("game", (realm, viewer) -> Snapshot.of(board(viewer.user().id())))
            .start();
    private final List<Hub> hubs = new ArrayList<>(List.of(hub(), hub()));
    private final Queue<String> leaks = MarkedSocket.leaks();
    private final List<Person> people = List.of(new Person("alice"), new Person("bob"), new Person("eve"));
    private long events;
    private int resumed;
    private int replayed;
    private int kills;

    private static String role(String user) {
        return PLAYERS.contains(user) ? "player" : "observer";
    }

    /** The state as one viewer may see it. */
    private static Payload board(String viewer) {
        return Payload.text(PLAYERS.contains(viewer) ? "board SECRET-OF-" + viewer : "board");
    }

    private Hub hub() {
        return Hub.builder(broker)
                .config(HubConfig.builder().bounds(Bounds.none().build()).build())
                .allowNoOrigin()
                .executor(work)
                .snapshots("game")
                .resumeKey(KEY)
                .resolver(RealmResolver.askBackend())
                .build();
    }

    @AfterEach
    void close() {
        hubs.forEach(Hub::close);
        backend.close();
        work.shutdownNow();
    }

    @Test
    void noByteOfASecretComesToAnothersSocket() {
        for (int move = 0; move < MOVES; move++) {
            anybody().move();
            if (random.nextInt(4) == 0) {
                quiet();
            }
        }
        quiet();

        assertThat(leaks).isEmpty();
        assertThat(people)
                .as("players saw secrets of their own, or this would prove nothing")
                .allMatch(person -> PLAYERS.contains(person.name) == person.seen.get() > MOVES / 10);
        assertThat(resumed).isGreaterThan(MOVES / 100);
        assertThat(replayed).as("replays of all that was missed").isGreaterThan(MOVES / 100);
        assertThat(kills).isGreaterThan(MOVES / 100);
    }

    private Person anybody() {
        return people.get(random.nextInt(people.size()));
    }

    private void publish() {
        String event = "event " + ++events;
        backend.publish(
                GAME,
                Publication.of(event)
                        .viewOfUser("alice", Payload.text(event + " SECRET-OF-alice"))
                        .viewOfUser("bob", Payload.text(event + " SECRET-OF-bob")));
    }

    /** Its clients come back to some other one; half the time it does not live to say goodbye. */
    private void killAHub() {
        Hub dying = hubs.remove(random.nextInt(hubs.size()));
        hubs.add(hub());
        if (random.nextBoolean()) {
            dying.close();
        }
        people.stream().filter(person -> person.socket.isOn(dying)).forEach(person -> person.comeBack(person));
        dying.close();
        kills++;
    }

    private void quiet() {
        assertThat(work.awaitQuiescence(30, TimeUnit.SECONDS)).isTrue();
    }

    /** One of the three, on one socket at a time. */
    private final class Person {
        private final String name;
        private final AtomicLong seen = new AtomicLong();
        private MarkedSocket socket;

        Person(String name) {
            this.name = name;
            socket = connect("/game/1", false);
        }

        private MarkedSocket connect(String path, boolean resumes) {
            Hub hub = hubs.get(random.nextInt(hubs.size()));
            return new MarkedSocket(hub, name, path, resumes, leaks, seen);
        }

        void move() {
            switch (random.nextInt(25)) {
                case 0 -> killAHub();
                case 1, 2, 3 -> comeBack(this);
                case 4 -> comeBack(anybody());
                case 5 -> goOn(connect("/game/1?as=player&user=alice", false));
                case 6, 7, 8 -> socket.says("{\"navigate\":{\"id\":1,\"path\":\"/lobby\"}}");
                case 9, 10, 11, 12 -> socket.says("{\"navigate\":{\"id\":2,\"path\":\"/game/1\"}}");
                case 13 -> socket.says("{\"command\":{\"id\":3,\"type\":\"peek\",\"realm\":\"game:1\"}}");
                case 14 -> missSome();
                default -> publish();
            }
        }

        private void missSome() {
            quiet();
            socket.vanish();
            long before = seen.get();
            for (int i = 0; i < MISSED; i++) {
                publish();
            }
            quiet();
            assertThat(seen.get()).as("nobody is there to see them").isEqualTo(before);
            comeBack(this);
            quiet();
            replayed += seen.get() - before >= MISSED ? 1 : 0;
        }

        /** From where the socket before was, with a ticket that may be another's. */
        void comeBack(Person whose) {
            String ticket = whose.socket.ticket();
            String position = socket.position();
            MarkedSocket next = connect("/game/1", true);
            goOn(next);
            next.says("{\"resume\":{\"ticket\":\"" + ticket + "\",\"positions\":{\"game:1\":\"" + position + "\"}}}");
            resumed++;
        }

        private void goOn(MarkedSocket next) {
            if (!socket.isClosed()) {
                socket.vanish();
            }
            socket = next;
        }
    }
}
