package dev.realmhub.test;

import dev.realmhub.Address;
import dev.realmhub.Client;
import dev.realmhub.ContinuityConfig;
import dev.realmhub.Hub;
import dev.realmhub.HubConfig;
import dev.realmhub.HubListener;
import dev.realmhub.RealmException;
import dev.realmhub.RealmKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A cluster in one thread and in virtual time: hubs, backends and clients on a bus that fails as a seed will have it. The same
 * seed does the same each time.
 *
 * <p>Ten seconds are full of traffic and faults; then all is well, and after another minute everybody must have been told all.
 * Takes some milliseconds of real time. For one thread.
 */
public final class Simulation {
    private static final Duration FAULTY = Duration.ofSeconds(10);
    private static final Duration QUIET = Duration.ofSeconds(60);
    private static final byte[] KEY = "the hubs of a simulation share it".getBytes(StandardCharsets.UTF_8);

    private final long seed;
    private final Set<Fault> without;

    private Simulation(long seed, Set<Fault> without) {
        this.seed = seed;
        this.without = without;
    }

    /** Returns the simulation of a seed. */
    public static Simulation of(long seed) {
        return new Simulation(seed, EnumSet.noneOf(Fault.class));
    }

    /** Returns the same without some of its faults: to find out which one matters. */
    public Simulation without(Fault... faults) {
        Set<Fault> more = EnumSet.copyOf(without);
        more.addAll(List.of(faults));
        return new Simulation(seed, more);
    }

    /** Returns the faults that it has. */
    public Set<Fault> faults() {
        World world = new World(seed);
        return new Weather(world, world.bus, without).faults();
    }

    /** Runs it, and returns what happened. */
    public History run() {
        SeededNumbers.begin(seed);
        try {
            World world = new World(seed);
            world.live(new Weather(world, world.bus, without));
            return world.history;
        } finally {
            SeededNumbers.end();
        }
    }

    /** All that there is in one run. */
    static final class World {
        private final Chance chance;
        private final SimulatedTime time = new SimulatedTime();
        private final History history = new History(Places.KEPT, Places.SNAPSHOTS, time::millis);
        private final ObjectProtocol protocol;
        private final SimulatedBus bus;
        private final SimulatedResolver resolver;
        private final SimulatedGame game;
        private final HubConfig config;
        private final List<SimulatedHub> hubs = new ArrayList<>();
        private final List<SimulatedClient> clients = new ArrayList<>();
        private int hubCount;

        World(long seed) {
            chance = new Chance(seed);
            Chance settings = chance.of("settings");
            protocol = new ObjectProtocol(settings.oneIn(2));
            config = config(settings);
            bus = new SimulatedBus(time, chance.of("bus"), history, kinds(settings), settings.oneIn(2));
            resolver = new SimulatedResolver(time, history, chance.of("resolver"));
            game = new SimulatedGame(this, bus);
        }

        private static List<RealmKind> kinds(Chance settings) {
            int length = settings.oneIn(2) ? settings.between(1, 30) : 10_000;
            Duration age = settings.oneIn(3) ? Duration.ofSeconds(settings.between(1, 8)) : Duration.ofHours(1);
            return Places.KEPT.stream()
                    .sorted()
                    .map(kind -> RealmKind.kept(kind, length, age))
                    .toList();
        }

        /** Two lanes: then it does not matter how many processors there are. */
        private static HubConfig config(Chance settings) {
            return HubConfig.builder()
                    .lanes(2)
                    .continuity(ContinuityConfig.builder()
                            .recentEvents(settings.oneIn(2) ? settings.between(1, 20) : 256)
                            .concurrentSnapshots(settings.oneIn(3) ? settings.between(1, 3) : 256)
                            .interestLinger(Duration.ofMillis(settings.between(1, 3000)))
                            .build())
                    .build();
        }

        void live(Weather weather) {
            for (int i = 0; i < 2; i++) {
                SimulatedProcess process = process("p" + i);
                game.start(process, bus.connect(process));
            }
            int many = chance.of("hubs").between(1, 3);
            for (int i = 0; i < many; i++) {
                startHub();
            }
            weather.begin();
            beginClients();
            time.runUntil(FAULTY.toNanos());
            weather.clear();
            clients.forEach(SimulatedClient::goOn);
            time.runUntil(FAULTY.plus(QUIET).toNanos());
        }

        private SimulatedProcess process(String name) {
            return new SimulatedProcess(name, time, chance.of("process " + name), history::trouble);
        }

        private void startHub() {
            String id = "hub-" + ++hubCount;
            SimulatedProcess process = process(id);
            SimulatedLink link = bus.connect(process);
            Hub hub = Hub.builder(link)
                    .allowNoOrigin()
                    .node(id)
                    .config(config)
                    .snapshots(Places.SNAPSHOTS.stream().sorted().toArray(String[]::new))
                    .resumeKey(KEY)
                    .executor(process::execute)
                    .time(process.timers(), process::nanoTime, process)
                    .authenticator(resolver)
                    .resolver(resolver)
                    .listener(new Ears(history))
                    .build();
            hubs.add(new SimulatedHub(hub, process, link));
        }

        private void beginClients() {
            int many = chance.of("clients").between(2, 7);
            for (int i = 0; i < many; i++) {
                SimulatedClient client = new SimulatedClient(this, "c" + i, Places.user(chance.of("user " + i)));
                clients.add(client);
                client.begin();
            }
        }

        /** A hub that is no more; its clients see it a little later, and another one starts. */
        void kill(Chance which) {
            if (hubs.isEmpty()) {
                return;
            }
            SimulatedHub hub = which.of(hubs);
            hubs.remove(hub);
            hub.process().kill();
            bus.forget(hub.link());
            for (SimulatedClient client : clients) {
                if (client.isOn(hub)) {
                    time.after(which.nanosBetween(Duration.ZERO, Duration.ofSeconds(1)), () -> client.loseIf(hub));
                }
            }
            time.after(which.nanosBetween(Duration.ZERO, Duration.ofSeconds(2)), this::startHub);
        }

        Chance chance() {
            return chance;
        }

        SimulatedTime time() {
            return time;
        }

        History history() {
            return history;
        }

        ObjectProtocol protocol() {
            return protocol;
        }

        SimulatedResolver resolver() {
            return resolver;
        }

        boolean isCalm() {
            return time.now() >= FAULTY.toNanos();
        }

        @Nullable
        SimulatedHub anyHub(Chance which) {
            return hubs.isEmpty() ? null : which.of(hubs);
        }

        SimulatedLink anyLink(Chance which) {
            return which.of(bus.links());
        }

        SimulatedClient anyClient(Chance which) {
            return which.of(clients);
        }

        /** Returns a user, or one of the clients. */
        Address someone(Chance which) {
            Client client = anyClient(which).onHub();
            return client == null || which.oneIn(2)
                    ? Address.user(Places.user(which).id())
                    : client.address();
        }
    }

    /** What the hub says must not have happened did not happen. */
    private record Ears(History history) implements HubListener {
        @Override
        public void failed(RealmException failure) {
            String what = String.valueOf(failure.getMessage());
            if (what.startsWith("could not deliver")
                    || what.startsWith("could not act")
                    || what.startsWith("could not follow")) {
                Throwable cause = failure.getCause();
                history.trouble(what.replaceAll("client \\S+", "a client") + " because of " + cause
                        + (cause == null ? "" : " at " + cause.getStackTrace()[0]));
            }
        }
    }
}
