package dev.realmhub.nats.faults;

import dev.realmhub.Backend;
import dev.realmhub.Command;
import dev.realmhub.Hub;
import dev.realmhub.HubConfig;
import dev.realmhub.Membership;
import dev.realmhub.Realm;
import dev.realmhub.RealmKind;
import dev.realmhub.RealmResolver;
import dev.realmhub.Resolution;
import dev.realmhub.nats.NatsBroker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Two hubs with clients, and a backend that speaks to them and does what they ask, each with a connection of its own. */
final class Stage implements AutoCloseable {
    static final RealmKind KIND = RealmKind.kept("game", 100_000, Duration.ofHours(1));
    static final Realm KEPT = Realm.of("game", "1");
    static final Realm PLAIN = Realm.of("lobby");

    private static final int CLIENTS_PER_HUB = 3;
    private static final Duration COMMAND_DEADLINE = Duration.ofSeconds(2);
    private static final long COMMAND_MILLIS = 100;

    private final List<AutoCloseable> running = new ArrayList<>();
    private final Map<String, AtomicInteger> runs = new ConcurrentHashMap<>();
    private final AtomicInteger late = new AtomicInteger();
    private final ScheduledExecutorService asking = Executors.newSingleThreadScheduledExecutor();
    private final List<List<Witness>> witnesses = new ArrayList<>();
    private final List<NatsBroker> hubBrokers = new ArrayList<>();
    private final Speaker speaker;

    /** Sets it up; the first two connections are the hubs', the last one the backend's. */
    Stage(List<NatsBroker.Builder> connections) {
        NatsBroker backend = connect(connections.get(2), "backend");
        running.add(
                0,
                Backend.builder(backend)
                        .resolve("/", request -> Resolution.of(List.of(Membership.of(PLAIN), Membership.of(KEPT))))
                        .on("do", this::run)
                        .start());
        for (int i = 0; i < 2; i++) {
            hubBrokers.add(connect(connections.get(i), "hub-" + i));
            Hub hub = hub(hubBrokers.get(i), "hub-" + i);
            List<Witness> here = new ArrayList<>();
            for (int c = 0; c < CLIENTS_PER_HUB; c++) {
                here.add(new Witness(hub, "user-" + i + c));
            }
            witnesses.add(here);
        }
        all().forEach(witness -> Until.holds("live", () -> witness.of(KEPT).liveFrom >= 0));
        speaker = new Speaker(backend, PLAIN, KEPT);
        askOnAndOn();
        awaitAll();
    }

    private NatsBroker connect(NatsBroker.Builder connection, String name) {
        NatsBroker broker = connection
                .kind(KIND)
                .name(name)
                .connectLimit(Duration.ofSeconds(20))
                .connect();
        running.add(0, broker);
        return broker;
    }

    private Hub hub(NatsBroker broker, String node) {
        Hub hub = Hub.builder(broker)
                .node(node)
                .allowNoOrigin()
                .config(HubConfig.builder().commandDeadline(COMMAND_DEADLINE).build())
                .resolver(RealmResolver.askBackend())
                .build();
        running.add(0, hub);
        return hub;
    }

    private void run(Command command, Backend.Reply reply) {
        if (Instant.now().isAfter(command.deadline())) {
            late.incrementAndGet();
        }
        runs.computeIfAbsent(command.client().client() + " " + command.payload().text(), key -> new AtomicInteger())
                .incrementAndGet();
        reply.ok();
    }

    List<Witness> all() {
        return witnesses.stream().flatMap(List::stream).toList();
    }

    /** Returns the clients of one hub. */
    List<Witness> at(int hub) {
        return witnesses.get(hub);
    }

    /** Returns the connection of one hub. */
    NatsBroker brokerOf(int hub) {
        return hubBrokers.get(hub);
    }

    Speaker speaker() {
        return speaker;
    }

    /** Returns how often a client's command was run. */
    int runs(Witness witness, long id) {
        AtomicInteger count = runs.get(witness.id() + " " + id);
        return count == null ? 0 : count.get();
    }

    /** Returns how many commands were run after their deadline. */
    int late() {
        return late.get();
    }

    /** Waits until everyone hears of both realms what is said from now on. */
    void awaitAll() {
        long now = speaker.number();
        all().forEach(witness -> {
            witness.assertOpen();
            Until.holds("the plain realm's live again", () -> witness.last(PLAIN) > now);
            Until.holds(() -> "the kept realm's live again; " + speaker, () -> witness.last(KEPT) > now);
        });
    }

    /** Ends the speeches and the questions, and waits until what is said is heard and what is asked is answered. */
    void fallSilent() {
        asking.shutdown();
        speaker.close();
        long last = speaker.acknowledged().keySet().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElseThrow();
        all().forEach(witness -> {
            witness.assertOpen();
            Until.holdsWithin(Duration.ofSeconds(12), () -> witness.last(KEPT) >= last);
            Until.holdsWithin(Duration.ofSeconds(6), () -> witness.unanswered() == 0);
        });
    }

    @Override
    public void close() {
        asking.shutdownNow();
        speaker.close();
        running.forEach(Stage::end);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // ends with the stage
    private void askOnAndOn() {
        asking.scheduleAtFixedRate(
                () -> all().forEach(Witness::ask), COMMAND_MILLIS, COMMAND_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static void end(AutoCloseable each) {
        try {
            each.close();
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }
}
