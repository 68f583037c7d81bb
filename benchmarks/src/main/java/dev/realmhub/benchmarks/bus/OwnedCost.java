package dev.realmhub.benchmarks.bus;

import dev.realmhub.Bounds;
import dev.realmhub.Hub;
import dev.realmhub.HubConfig;
import dev.realmhub.Membership;
import dev.realmhub.Outcome;
import dev.realmhub.Realm;
import dev.realmhub.Resolution;
import dev.realmhub.nats.NatsBroker;
import dev.realmhub.test.NatsServer;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Commands to owners against commands to any backend: how many, and how long each takes. */
@Command(name = "owned", description = "Games owned by one backend against games that any backend serves.")
final class OwnedCost implements Callable<Integer> {
    @Option(names = "--players", defaultValue = "100", description = "default ${DEFAULT-VALUE}")
    private int players;

    @Option(names = "--games", defaultValue = "50", description = "default ${DEFAULT-VALUE}")
    private int games;

    @Option(names = "--rate", defaultValue = "500", description = "moves per second; default ${DEFAULT-VALUE}")
    private int rate;

    @Option(names = "--seconds", defaultValue = "6", description = "of each measurement; default ${DEFAULT-VALUE}")
    private int seconds;

    @Option(
            names = "--store",
            defaultValue = "",
            description =
                    "a JDBC URL: also measures games that are saved there with each move; makes a table 'figures'")
    private String store = "";

    @Option(names = "--ways", split = ",", description = "only these; default all")
    private List<String> ways = List.of();

    private enum Way {
        NOTHING("nothing", 2, "any backend, which does nothing"),
        MEMORY("memory", 1, "the only backend has it in memory, nobody owns it"),
        OWNED("owned", 2, "its owner has it in memory"),
        APPENDED("appended", 2, "its owner has it in memory and appends each move to its stream"),
        STORED("stored", 2, "any backend loads it from the database and saves it"),
        OWNED_STORED("owned-stored", 2, "its owner has it in memory and saves it to the database"),
        NOBODY("nothing", 0, "there is no backend"),
        NO_OWNER("owned", 0, "there is no backend that could own it");

        private final String kind;
        private final int backends;
        private final String text;

        Way(String kind, int backends, String text) {
            this.kind = kind;
            this.backends = backends;
            this.text = text;
        }

        boolean usesStore() {
            return kind.endsWith("stored");
        }
    }

    @Override
    public Integer call() throws Exception {
        System.out.printf(
                "%d players in %d games; as fast as they can, each when the last move is answered, and at %d moves/s.%n%n",
                players, games, rate);
        System.out.println("| the game | backends | moves/s | p50 ms | p99 ms | at a rate: p50 ms | p99 ms"
                + " | moves with another outcome |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- |");
        for (Way way : Way.values()) {
            boolean chosen = ways.isEmpty() || ways.contains(way.name().toLowerCase(java.util.Locale.ROOT));
            if (chosen && (!way.usesStore() || !store.isEmpty())) {
                measure(way);
            }
        }
        return 0;
    }

    private void measure(Way way) throws Exception {
        if (way.usesStore()) {
            Saves.in(store).begin(way.kind, games, OwnedBackend.STATE);
        }
        try (NatsServer server = NatsServer.startKeeping(Files.createTempDirectory("owned"));
                NatsBroker broker = NatsBroker.builder(server.url())
                        .kind(OwnedBackend.APPENDED)
                        .connect();
                Hub hub = hub(broker)) {
            List<Process> backends = new ArrayList<>();
            try {
                for (int i = 0; i < way.backends; i++) {
                    backends.add(OwnedBackend.start(server.url(), way.kind, store));
                }
                report(way, hub);
            } finally {
                backends.forEach(Process::destroyForcibly);
            }
        }
    }

    private void report(Way way, Hub hub) throws InterruptedException {
        Duration time = Duration.ofSeconds(seconds);
        Outcome expected = way.backends == 0 ? new Outcome.Unavailable() : Outcome.ok();
        Players.Reading fast = new Players(hub, way.kind, expected).asFastAsTheyCan(players, games, time);
        Players.Reading even = new Players(hub, way.kind, expected).atRate(players, games, rate, time);
        System.out.printf(
                "| %s | %d | %,.0f | %.2f | %.2f | %.2f | %.2f | %,d |%n",
                way.text,
                way.backends,
                fast.perSecond(),
                fast.p50Millis(),
                fast.p99Millis(),
                even.p50Millis(),
                even.p99Millis(),
                fast.others() + even.others());
    }

    private static Hub hub(NatsBroker broker) {
        return Hub.builder(broker)
                .allowNoOrigin()
                .owned("owned", "appended", "owned-stored")
                .config(HubConfig.builder().bounds(Bounds.none().build()).build())
                .resolver(request -> CompletableFuture.completedStage(
                        Resolution.of(Membership.of(Realm.parse(request.path().substring(1))))))
                .build();
    }
}
