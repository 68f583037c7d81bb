package dev.realmhub.benchmarks.bus;

import dev.realmhub.Backend;
import dev.realmhub.Client;
import dev.realmhub.Order;
import dev.realmhub.Realm;
import dev.realmhub.nats.NatsBroker;
import dev.realmhub.test.NatsServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A backend revokes users, one after the other, whose clients are on two hubs; then one who has very many. */
@Command(
        name = "revoke",
        description = "How long users of two hubs go on after a backend has revoked them, beside 20,000 others.")
final class RevokeCost implements Callable<Integer> {
    private static final int LIMIT_SECONDS = 30;

    @Option(names = "--clients", defaultValue = "20000", description = "others; default ${DEFAULT-VALUE}")
    int clients = 20_000;

    @Option(names = "--users", defaultValue = "500", description = "revoked one by one; default ${DEFAULT-VALUE}")
    int users = 500;

    @Option(names = "--many", defaultValue = "5000", description = "clients of the last one; default ${DEFAULT-VALUE}")
    int many = 5_000;

    /** Milliseconds from the call until the last client of a user had heard that it is closed. */
    record Report(double p50, double p99, double max, double ofMany) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Report report = run();
        System.out.printf(
                "%,d users of a client on each of two hubs, revoked one by one, and one of %,d clients; beside %,d other"
                        + " clients.%n%n",
                users, many, clients);
        System.out.println("| until both are closed, ms: p50 | p99 | max | until all of the one are closed, ms |");
        System.out.println("| --- | --- | --- | --- |");
        System.out.printf("| %.2f | %.2f | %.2f | %.1f |%n", report.p50, report.p99, report.max, report.ofMany);
        return 0;
    }

    Report run() throws IOException, InterruptedException {
        try (NatsServer server = NatsServer.start();
                NatsBroker bus = NatsBroker.connect(server.url());
                Backend backend = Backend.builder(bus).start();
                Node first = new Node(NatsBroker.connect(server.url()));
                Node second = new Node(NatsBroker.connect(server.url()))) {
            come(clients / 2, "other", first, second, new CountDownLatch(0));
            double[] each = new double[users];
            for (int i = 0; i < users; i++) {
                each[i] = revoked(backend, "user" + i, 1, first, second);
            }
            double ofMany = revoked(backend, "many", many / 2, first, second);
            Arrays.sort(each);
            return new Report(each[users / 2], each[users * 99 / 100], each[users - 1], ofMany);
        }
    }

    /** Lets so many clients of a user come to each hub, has them revoked, and returns how long it took, in milliseconds. */
    private static double revoked(Backend backend, String user, int ofEach, Node first, Node second)
            throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(2 * ofEach);
        come(ofEach, user, first, second, closed);
        long begin = System.nanoTime();
        backend.revoke(Order.Revoke.user(user));
        if (!closed.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(closed.getCount() + " are not closed in " + LIMIT_SECONDS + " s");
        }
        return Meter.seconds(System.nanoTime() - begin) * 1_000;
    }

    private static void come(int ofEach, String user, Node first, Node second, CountDownLatch closed)
            throws InterruptedException {
        List<Client> all = IntStream.range(0, 2 * ofEach)
                .mapToObj(i -> (i % 2 == 0 ? first : second).connect(user, realm(i), words -> hear(words, closed)))
                .toList();
        while (!all.stream().allMatch(client -> client.state() == Client.State.JOINED)) {
            Node.pause(Duration.ofMillis(1));
        }
    }

    private static Realm realm(int number) {
        return Realm.of("lobby", Integer.toString(number % 100));
    }

    private static void hear(String words, CountDownLatch closed) {
        if (words.startsWith("c")) {
            closed.countDown();
        }
    }
}
