package dev.realmhub.benchmarks.bus;

import dev.realmhub.Realm;
import dev.realmhub.RealmKind;
import dev.realmhub.nats.NatsBroker;
import dev.realmhub.test.NatsServer;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Realms with a stream against realms without: what a delivery costs the node, and how long it takes. */
@Command(name = "streams", description = "Realms that keep a stream against plain ones.")
final class StreamCost implements Callable<Integer> {
    private static final int REALMS = 50;
    private static final int CLIENTS = 20;

    @Option(names = "--rate", defaultValue = "1000", description = "messages per second; default ${DEFAULT-VALUE}")
    private int rate;

    @Option(names = "--seconds", defaultValue = "8", description = "default ${DEFAULT-VALUE}")
    private int seconds;

    @Option(names = "--repeat", defaultValue = "3", description = "default ${DEFAULT-VALUE}")
    private int repeat;

    @Override
    public Integer call() throws IOException, InterruptedException {
        System.out.printf("%d realms of %d clients, %,d messages/s of 128 bytes.%n%n", REALMS, CLIENTS, rate);
        System.out.println("| realms | deliveries | CPU µs/delivery | cores | p50 ms | p99 ms |");
        System.out.println("| --- | --- | --- | --- | --- | --- |");
        measure("plain"); // to warm up
        for (int i = 0; i < repeat; i++) {
            System.out.println("| plain " + measure("plain"));
            System.out.println("| kept " + measure("kept"));
        }
        return 0;
    }

    private Meter.Reading measure(String kind) throws IOException, InterruptedException {
        RealmKind kept = RealmKind.kept("kept", 1_000, Duration.ofMinutes(5));
        Meter meter = new Meter();
        try (NatsServer server = NatsServer.startKeeping(Files.createTempDirectory("streams"));
                Node node = new Node(NatsBroker.builder(server.url()).kind(kept).connect())) {
            for (int i = 0; i < REALMS * CLIENTS; i++) {
                node.connect("u" + i, Realm.of(kind, "n0-" + i % REALMS), meter::hear);
            }
            Node.pause(Duration.ofSeconds(2));
            Process traffic = Traffic.start(server.url(), kind, 1, REALMS, rate, Duration.ofSeconds(seconds + 4));
            Node.pause(Duration.ofSeconds(3));
            meter.start();
            Node.pause(Duration.ofSeconds(seconds));
            Meter.Reading reading = meter.stop();
            traffic.waitFor();
            return reading;
        }
    }
}
