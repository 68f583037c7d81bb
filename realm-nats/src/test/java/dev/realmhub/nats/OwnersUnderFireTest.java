package dev.realmhub.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Bounds;
import dev.realmhub.Broker;
import dev.realmhub.ClientProtocol;
import dev.realmhub.EventLog;
import dev.realmhub.Hub;
import dev.realmhub.HubConfig;
import dev.realmhub.Membership;
import dev.realmhub.Outcome;
import dev.realmhub.Position;
import dev.realmhub.Realm;
import dev.realmhub.Resolution;
import dev.realmhub.test.NatsServer;
import dev.realmhub.test.TestClient;
import java.io.BufferedReader;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Games under play, two players each, while their backends, three processes, are killed, stopped and drained. Afterwards the
 * streams are held against what the players were told.
 */
class OwnersUnderFireTest {
    private static final int GAMES = 20;
    private static final int KILLS = Integer.getInteger("realmhub.kills", 2);
    private static final long BETWEEN_MOVES = 20_000_000;

    private final Map<String, Outcome> outcomes = new ConcurrentHashMap<>();
    private final Map<String, Process> backends = new HashMap<>();
    private final Map<String, Long> killedAt = new HashMap<>();
    private volatile boolean over;
    private volatile boolean drained;

    @TempDir
    Path folder;

    @Test
    void everyAcknowledgedMoveIsStoredOnceWhateverHappensToTheOwners() throws Exception {
        try (NatsServer server = NatsServer.startKeeping(folder);
                Broker broker = NatsBroker.builder(server.url())
                        .kind(LedgerBackend.GAME)
                        .connect();
                Hub first = hub(broker);
                Hub second = hub(broker)) {
            for (String name : List.of("b0", "b1", "b2")) {
                start(server, name);
            }
            List<CompletableFuture<Void>> players = IntStream.range(0, 2 * GAMES)
                    .mapToObj(i -> playing(i % 2 == 0 ? first : second, "g" + i / 2, "p" + i))
                    .toList();
            haveTrouble(server);
            over = true;
            CompletableFuture.allOf(players.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
            judge(broker);
        } finally {
            backends.values().forEach(Process::destroyForcibly);
        }
    }

    private void haveTrouble(NatsServer server) throws Exception {
        playFor(2);
        for (int i = 0; i < KILLS; i++) {
            String victim = "b" + i;
            killedAt.put(victim, System.currentTimeMillis());
            process(victim).destroyForcibly();
            playFor(3);
            start(server, "b" + (i + 3));
        }
        playFor(1);
        String stopped = "b" + KILLS;
        signal(stopped, "-STOP");
        playFor(3);
        signal(stopped, "-CONT");
        playFor(4); // the deadline of what hung is over
        drained = true;
        String leaver = "b" + (KILLS + 1);
        process(leaver).destroy();
        process(leaver).onExit().get(30, TimeUnit.SECONDS);
        playFor(1);
        drained = false;
    }

    private static Hub hub(Broker broker) {
        return Hub.builder(broker)
                .allowNoOrigin()
                .owned("game")
                .config(HubConfig.builder().bounds(Bounds.none().build()).build())
                .resolver(request -> CompletableFuture.completedStage(Resolution.of(
                        Membership.of(Realm.of("game", request.path().substring(1))))))
                .build();
    }

    private CompletableFuture<Void> playing(Hub hub, String game, String player) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        TestClient client = TestClient.connect(hub, player, "/" + game);
        Thread thread = new Thread(
                () -> {
                    try {
                        client.next(ClientProtocol.Joined.class);
                        for (long id = 1; !over; id++) {
                            move(client, player, id);
                        }
                        end.complete(null);
                    } catch (Throwable thrown) {
                        end.completeExceptionally(thrown);
                    }
                },
                player);
        thread.setDaemon(true);
        thread.start();
        return end;
    }

    private void move(TestClient client, String player, long id) {
        boolean whileDraining = drained;
        client.command(id, "move", player + "-" + id);
        ClientProtocol.Answer answer = client.next(ClientProtocol.Answer.class);
        assertThat(answer.id()).as("one outcome each, in order").isEqualTo(id);
        outcomes.put(player + "-" + id, answer.outcome());
        if (whileDraining && drained) {
            assertThat(answer.outcome()).as("nobody notices a drain").isEqualTo(Outcome.ok());
        }
        LockSupport.parkNanos(BETWEEN_MOVES);
    }

    private void judge(Broker broker) throws Exception {
        List<LedgerBackend.Line> all = new ArrayList<>();
        for (int i = 0; i < GAMES; i++) {
            List<LedgerBackend.Line> lines = read(broker, Realm.of("game", "g" + i));
            assertThat(lines)
                    .extracting(LedgerBackend.Line::epoch)
                    .as("epochs never go back")
                    .isSorted();
            all.addAll(lines);
        }
        Map<String, Long> stored =
                all.stream().collect(Collectors.groupingBy(LedgerBackend.Line::text, Collectors.counting()));
        outcomes.forEach((move, outcome) -> {
            long times = stored.getOrDefault(move, 0L);
            if (outcome instanceof Outcome.Ok) {
                assertThat(times).as("acknowledged " + move).isEqualTo(1);
            } else if (outcome instanceof Outcome.Unknown) {
                assertThat(times).as("unknown " + move).isLessThanOrEqualTo(1);
            } else {
                assertThat(times).as(outcome + " " + move).isZero();
            }
        });
        assertThat(all).as("run after their deadline").noneMatch(LedgerBackend.Line::late);
        System.out.println(outcomes.values().stream()
                .collect(Collectors.groupingBy(o -> o.getClass().getSimpleName(), Collectors.counting())));
        System.out.println("takeover after a crash, ms: " + takeovers(broker));
    }

    private List<Long> takeovers(Broker broker) throws Exception {
        List<Long> takeovers = new ArrayList<>();
        for (int i = 0; i < GAMES; i++) {
            LedgerBackend.Line before = null;
            for (LedgerBackend.Line line : read(broker, Realm.of("game", "g" + i))) {
                if (before != null && before.epoch() != line.epoch() && killedAt.containsKey(before.backend())) {
                    takeovers.add(line.at() - killedAt.get(before.backend()));
                }
                before = line;
            }
        }
        return takeovers.stream().sorted().toList();
    }

    private static List<LedgerBackend.Line> read(Broker broker, Realm realm) throws Exception {
        EventLog log = broker.eventLog(realm).orElseThrow();
        Position last = log.last(realm).toCompletableFuture().get(30, TimeUnit.SECONDS);
        EventLog.Slice all = log.read(realm, new Position(last.epoch(), 0), 1_000_000)
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
        assertThat(all.complete()).isTrue();
        return all.events().stream()
                .filter(event -> event.common().isPresent())
                .map(LedgerBackend.Line::of)
                .toList();
    }

    private void start(NatsServer server, String name) throws Exception {
        String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
        Process process = new ProcessBuilder(
                        java,
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LedgerBackend.class.getName(),
                        server.url(),
                        name)
                .redirectErrorStream(true)
                .start();
        backends.put(name, process);
        CompletableFuture<Void> ready = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(process, ready), "output of " + name);
        reader.setDaemon(true);
        reader.start();
        ready.get(60, TimeUnit.SECONDS);
    }

    private static void read(Process process, CompletableFuture<Void> ready) {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.equals("ready")) {
                    ready.complete(null);
                } else {
                    System.out.println("[" + process.pid() + "] " + line);
                }
            }
        } catch (java.io.IOException ended) {
            // with the process
        }
        ready.completeExceptionally(new AssertionError("the backend did not start"));
    }

    private Process process(String name) {
        return java.util.Objects.requireNonNull(backends.get(name), name);
    }

    private void signal(String name, String which) throws Exception {
        new ProcessBuilder("kill", which, Long.toString(process(name).pid()))
                .start()
                .waitFor();
    }

    private static void playFor(int seconds) {
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(seconds));
    }
}
