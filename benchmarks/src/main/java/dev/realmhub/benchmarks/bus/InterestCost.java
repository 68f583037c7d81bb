package dev.realmhub.benchmarks.bus;

import dev.realmhub.Realm;
import dev.realmhub.nats.Interest;
import dev.realmhub.nats.NatsBroker;
import dev.realmhub.test.NatsServer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One node of a cluster of many: what it takes where it hears everything, and where it hears what its clients do. */
@Command(
        name = "interest",
        description = "Interest.ALL against JOINED, one node of 1 to 64, each with the same traffic.")
final class InterestCost implements Callable<Integer> {
    private static final int REALMS = 200;
    private static final int CLIENTS = 2;
    private static final int[] NODES = {1, 4, 16, 64};

    @Option(
            names = "--rate",
            defaultValue = "200",
            description = "messages per second and node; default ${DEFAULT-VALUE}")
    private int rate;

    @Option(names = "--seconds", defaultValue = "6", description = "default ${DEFAULT-VALUE}")
    private int seconds;

    @Override
    public Integer call() throws IOException, InterruptedException {
        System.out.printf(
                "%d realms of %d clients on each node, %d messages/s for each node's realms.%n%n",
                REALMS, CLIENTS, rate);
        System.out.println("| interest | nodes | deliveries | CPU µs/delivery | cores | p50 ms | p99 ms |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
        measure(Interest.ALL, 16); // to warm up
        for (Interest interest : Interest.values()) {
            for (int nodes : NODES) {
                System.out.println("| " + interest + " | " + nodes + " " + measure(interest, nodes));
            }
        }
        return 0;
    }

    private Meter.Reading measure(Interest interest, int nodes) throws IOException, InterruptedException {
        Meter meter = new Meter();
        try (NatsServer server = NatsServer.start();
                Node node = new Node(
                        NatsBroker.builder(server.url()).interest(interest).connect())) {
            for (int i = 0; i < REALMS * CLIENTS; i++) {
                node.connect("u" + i, Realm.of("room", "n0-" + i % REALMS), meter::hear);
            }
            Process traffic =
                    Traffic.start(server.url(), "room", nodes, REALMS, rate * nodes, Duration.ofSeconds(seconds + 4));
            Node.pause(Duration.ofSeconds(3));
            meter.start();
            Node.pause(Duration.ofSeconds(seconds));
            Meter.Reading reading = meter.stop();
            traffic.waitFor();
            return reading;
        }
    }
}
