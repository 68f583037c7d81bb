package dev.realmhub.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Backend;
import dev.realmhub.Bounds;
import dev.realmhub.Broker;
import dev.realmhub.ClientProtocol.Answer;
import dev.realmhub.ClientProtocol.Joined;
import dev.realmhub.CloseReason;
import dev.realmhub.Command;
import dev.realmhub.Hub;
import dev.realmhub.HubConfig;
import dev.realmhub.Outcome;
import dev.realmhub.Ownership;
import dev.realmhub.Realm;
import dev.realmhub.RealmResolver;
import dev.realmhub.Resolution;
import dev.realmhub.test.NatsServer;
import dev.realmhub.test.TestClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backends, each with a connection of its own, come and go under a hub with players. */
class BackendsComeAndGoTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final List<AutoCloseable> running = new ArrayList<>();

    /** What was run, by player; the games' database. */
    private final Map<String, ConcurrentLinkedQueue<String>> stored = new ConcurrentHashMap<>();

    private final Map<Realm, AtomicInteger> openings = new ConcurrentHashMap<>();
    private volatile boolean over;
    private NatsServer server;
    private Hub hub;

    @BeforeEach
    void start(@TempDir Path folder) {
        server = NatsServer.startKeeping(folder);
        hub = Hub.builder(broker())
                .config(HubConfig.builder().bounds(Bounds.none().build()).build())
                .allowNoOrigin()
                .owned("owned", "slow")
                .resolver(RealmResolver.askBackend())
                .build();
        running.add(hub);
    }

    @AfterEach
    void stop() throws Exception {
        over = true;
        for (AutoCloseable each : running) {
            each.close();
        }
        server.close();
    }

    private Broker broker() {
        NatsBroker broker = NatsBroker.connect(server.url());
        running.add(0, broker);
        return broker;
    }

    private Backend backend() {
        Backend backend = Backend.builder(broker())
                .resolve("/{kind}/{id}", request -> Resolution.of(Realm.of(request.param("kind"), request.param("id"))))
                .on("store", this::store)
                .own("owned", ownership -> {
                    opened(ownership);
                    return this::store;
                })
                .own("slow", ownership -> {
                    opened(ownership);
                    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));
                    return this::store;
                })
                .start();
        running.add(0, backend);
        return backend;
    }

    private void opened(Ownership ownership) {
        openings.computeIfAbsent(ownership.realm(), realm -> new AtomicInteger())
                .incrementAndGet();
        tick(ownership);
    }

    /** A game with a clock is never idle. */
    private static void tick(Ownership ownership) {
        ownership.after(Duration.ofSeconds(1), () -> tick(ownership));
    }

    private void store(Command command, Backend.Reply reply) {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(3_000_000));
        stored.computeIfAbsent(command.user().id(), user -> new ConcurrentLinkedQueue<>())
                .add(command.payload().text());
        reply.ok();
    }

    private TestClient joined(String user, String path) {
        TestClient client = TestClient.connect(hub, user, path);
        client.next(Joined.class);
        return client;
    }

    @Test
    void withoutABackendWhoComesIsToldToComeBackAndWhoIsThereThatItIsUnavailable() {
        assertThat(TestClient.connect(hub, "alice", "/plain/1").awaitClose())
                .isEqualTo(CloseReason.UNAVAILABLE)
                .matches(CloseReason::retry);

        Backend first = backend();
        List<TestClient> players = List.of(joined("alice", "/plain/1"), joined("bob", "/owned/1"));
        outcomes(players, Outcome.ok());
        first.close();
        outcomes(players, new Outcome.Unavailable());
        backend();
        outcomes(players, Outcome.ok());
    }

    private static void outcomes(List<TestClient> players, Outcome expected) {
        for (TestClient player : players) {
            player.command(1, "store", "e4");
            assertThat(player.next(Answer.class).outcome()).isEqualTo(expected);
        }
    }

    @Test
    void aGameThatIsSlowToLoadIsLoadedOnceAndWhatItsPlayersSaidMeanwhileIsRunInOrder() {
        for (int i = 0; i < 3; i++) {
            backend();
        }
        TestClient alice = joined("alice", "/slow/1");
        List<String> said =
                IntStream.rangeClosed(1, 5).mapToObj(Integer::toString).toList();
        said.forEach(text -> alice.command(Long.parseLong(text), "store", text));
        said.forEach(text -> assertThat(alice.next(Answer.class).outcome()).isEqualTo(Outcome.ok()));
        assertThat(stored.get("alice")).containsExactlyElementsOf(said);
        assertThat(openings.get(Realm.of("slow", "1"))).hasValue(1);
    }

    @Test
    void noCommandOfAClientOvertakesAnotherThoughEachGoesToAnyBackend() {
        for (int i = 0; i < 3; i++) {
            backend();
        }
        for (String path : List.of("/plain/1", "/owned/1")) {
            TestClient alice = joined("alice on " + path, path);
            List<String> said =
                    IntStream.rangeClosed(1, 30).mapToObj(Integer::toString).toList();
            said.forEach(text -> alice.command(Long.parseLong(text), "store", text));
            said.forEach(text -> assertThat(alice.next(Answer.class).outcome()).isEqualTo(Outcome.ok()));
            assertThat(stored.get("alice on " + path)).as(path).containsExactlyElementsOf(said);
        }
    }

    @Test
    void nobodyNoticesThatBackendsAreDrainedUnderPlay() throws Exception {
        List<Backend> backends = new ArrayList<>(List.of(backend(), backend()));
        List<CompletableFuture<Void>> players = IntStream.range(0, 24)
                .mapToObj(i -> playing("p" + i, i % 2 == 0 ? "/plain/" + i : "/owned/" + i / 4))
                .toList();
        for (int round = 0; round < 8; round++) {
            backends.add(backend());
            Backend leaver = backends.remove(0);
            leaver.drain(LIMIT).toCompletableFuture().get(LIMIT.toSeconds() + 1, TimeUnit.SECONDS);
            assertThat(leaver.ownedRealms()).isZero();
        }
        over = true;
        CompletableFuture.allOf(players.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
        assertThat(stored).hasSize(24);
        stored.forEach((player, moves) -> assertThat(moves)
                .as(player)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, moves.size())
                        .mapToObj(Integer::toString)
                        .toList()));
    }

    /** Moves as fast as it can; completes when it is over, and fails at the first outcome that is not ok. */
    private CompletableFuture<Void> playing(String player, String path) {
        TestClient client = joined(player, path);
        return CompletableFuture.runAsync(
                () -> {
                    for (long id = 1; !over; id++) {
                        client.command(id, "store", Long.toString(id));
                        assertThat(client.next(Answer.class)).isEqualTo(new Answer(id, Outcome.ok()));
                    }
                },
                task -> new Thread(task, player).start());
    }

    @Test
    void aFourthBackendGetsNewGamesAndNoneThatRuns() throws Exception {
        List<Backend> three = List.of(backend(), backend(), backend());
        claim(three.get(0), 0, 60);
        List<Integer> before = three.stream().map(Backend::ownedRealms).toList();
        assertThat(before).doesNotContain(0);

        Backend fourth = backend();
        claim(fourth, 0, 60);
        assertThat(three).extracting(Backend::ownedRealms).isEqualTo(before);
        claim(three.get(0), 60, 140);

        assertThat(fourth.ownedRealms()).as("a quarter of 80").isBetween(4, 50);
        assertThat(openings.values()).hasSize(140).allMatch(times -> times.get() == 1);
    }

    private static void claim(Backend any, int from, int to) throws InterruptedException {
        CountDownLatch owned = new CountDownLatch(to - from);
        IntStream.range(from, to)
                .forEach(i -> any.claim(Realm.of("owned", "g" + i)).thenRun(owned::countDown));
        assertThat(owned.await(30, TimeUnit.SECONDS)).isTrue();
    }
}
