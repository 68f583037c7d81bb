package dev.realmhub.benchmarks.bus;

import dev.realmhub.ClientProtocol;
import dev.realmhub.Handshake;
import dev.realmhub.PresenceConfig;
import dev.realmhub.Realm;
import dev.realmhub.User;
import dev.realmhub.jakarta.Json;
import dev.realmhub.nats.NatsBroker;
import dev.realmhub.test.NatsServer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A crowd that comes to one realm of two hubs within seconds: what those who are there are told, and what others feel. */
@Command(
        name = "presence",
        description =
                "10,000 joins to one realm in 5 s, with presence and without: bytes for each member, and the p99 of others.")
final class PresenceCost implements Callable<Integer> {
    private static final int WATCHERS = 50;
    private static final int REALMS = 50;
    private static final int CLIENTS = 4;
    private static final int RATE = 500;

    @Option(names = "--joins", defaultValue = "10000", description = "default ${DEFAULT-VALUE}")
    private int joins;

    @Option(names = "--seconds", defaultValue = "5", description = "default ${DEFAULT-VALUE}")
    private int seconds;

    @Override
    public Integer call() throws IOException, InterruptedException {
        System.out.printf(
                "%,d joins to one realm in %d s, on two hubs; others: %d realms of %d clients, %d messages/s.%n%n",
                joins, seconds, REALMS, CLIENTS, RATE);
        System.out.println("| realm | joins | presence KiB/s and member | in the worst second | deliveries to others"
                + " | CPU µs/delivery | cores | p50 ms | p99 ms |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        measure("plain", joins, ""); // to warm up
        for (int round = 0; round < 2; round++) {
            measure("plain", 0, "no joins");
            measure("plain", joins, "without presence");
            measure("room", joins, "members");
            measure("tv", joins, "counts");
        }
        return 0;
    }

    private void measure(String kind, int many, String name) throws IOException, InterruptedException {
        PresenceConfig presence =
                PresenceConfig.builder().members("room").counts("tv").build();
        Meter meter = new Meter();
        Bytes bytes = new Bytes();
        try (NatsServer server = NatsServer.start();
                Node one = new Node(NatsBroker.connect(server.url()), hub -> hub.presence(presence));
                Node two = new Node(NatsBroker.connect(server.url()), hub -> hub.presence(presence))) {
            Realm crowded = Realm.of(kind, "crowd");
            for (int i = 0; i < WATCHERS; i++) {
                watch(i % 2 == 0 ? one : two, "watcher-" + i, crowded, bytes);
            }
            for (int i = 0; i < REALMS * CLIENTS; i++) {
                (i % 2 == 0 ? one : two).connect("u" + i, Realm.of("game", "n0-" + i % REALMS), meter::hear);
            }
            Process traffic = Traffic.start(server.url(), "game", 1, REALMS, RATE, Duration.ofSeconds(seconds + 5));
            Node.pause(Duration.ofSeconds(4));
            meter.start();
            bytes.start();
            come(one, two, crowded, many);
            Meter.Reading reading = meter.stop();
            if (!name.isEmpty()) {
                System.out.printf("| %s | %,d %s %s%n", name, many, bytes, reading);
            }
            traffic.waitFor();
        }
    }

    private static void watch(Node node, String user, Realm realm, Bytes bytes) {
        ClientProtocol json = Json.protocol();
        node.hub().connect(Handshake.of("/" + realm), User.of(user), json, new Socket(bytes::hear));
    }

    private void come(Node one, Node two, Realm realm, int many) throws InterruptedException {
        long begin = System.nanoTime();
        long whole = TimeUnit.SECONDS.toNanos(seconds);
        int done = 0;
        for (long now = 0; now < whole; now = System.nanoTime() - begin) {
            for (long due = many * now / whole; done < due; done++) {
                (done % 2 == 0 ? one : two).connect("newcomer-" + done, realm, words -> {});
            }
            Thread.sleep(1);
        }
    }

    /** What the watchers are told of presence. */
    private final class Bytes {
        private final LongAdder sum = new LongAdder();
        private final LongAdder[] bySecond = new LongAdder[64];
        private volatile long began;

        Bytes() {
            for (int i = 0; i < bySecond.length; i++) {
                bySecond[i] = new LongAdder();
            }
        }

        void start() {
            began = System.nanoTime();
        }

        void hear(String message) {
            if (began != 0 && message.startsWith("{\"presence\"")) {
                sum.add(message.length());
                int second = (int) TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
                bySecond[Math.min(second, bySecond.length - 1)].add(message.length());
            }
        }

        @Override
        public String toString() {
            LongAccumulator worst = new LongAccumulator(Math::max, 0);
            for (LongAdder second : bySecond) {
                worst.accumulate(second.sum());
            }
            double each = 1024.0 * WATCHERS;
            return String.format("| %.2f | %.2f", sum.sum() / each / seconds, worst.get() / each);
        }
    }
}
