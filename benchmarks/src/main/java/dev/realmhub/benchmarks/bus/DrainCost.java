package dev.realmhub.benchmarks.bus;

import dev.realmhub.Backend;
import dev.realmhub.EventLog;
import dev.realmhub.Realm;
import dev.realmhub.RealmKind;
import dev.realmhub.nats.NatsBroker;
import dev.realmhub.test.NatsServer;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Two hubs and two backends are drained one after the other under traffic and commands, each replaced by a new one. */
@Command(
        name = "drain",
        description =
                "5,000 clients in 200 games while both of two hubs and both of two backends are drained and replaced.")
final class DrainCost implements Callable<Integer> {
    @Option(names = "--clients", defaultValue = "5000", description = "default ${DEFAULT-VALUE}")
    int clients = 5_000;

    @Option(names = "--games", defaultValue = "200", description = "default ${DEFAULT-VALUE}")
    int games = 200;

    @Option(names = "--rate", defaultValue = "200", description = "events per second; default ${DEFAULT-VALUE}")
    int rate = 200;

    @Option(names = "--commands", defaultValue = "500", description = "per second; default ${DEFAULT-VALUE}")
    int commands = 500;

    /** What one drain did. */
    record Row(String what, int drained, double seconds, int mostPerSecond) {}

    /**
     * What became of it all.
     *
     * @param lost commands that were acknowledged and did not run
     * @param unknown commands whose connection ended before their outcome came
     * @param unanswered commands that wait still
     */
    record Sum(
            long commands,
            int acknowledged,
            int refused,
            long lost,
            long unknown,
            long unanswered,
            long holes,
            long anew) {}

    record Report(List<Row> rows, Sum sum) {}

    private final List<Backend> successors = new ArrayList<>();
    private final Set<Long> executed = ConcurrentHashMap.newKeySet();

    @Override
    public Integer call() throws IOException, InterruptedException {
        System.out.printf(
                "%,d clients in %,d games on two hubs, %d events/s and %d commands/s throughout; both hubs and both backends are"
                        + " drained, one after the other, each with a new one beside it.%n%n",
                clients, games, rate, commands);
        Report report = run();
        System.out.println("| drained | clients | took, s | most back in 1 s |");
        System.out.println("| --- | --- | --- | --- |");
        for (Row row : report.rows) {
            System.out.printf("| %s | %,d | %.1f | %d |%n", row.what, row.drained, row.seconds, row.mostPerSecond);
        }
        Sum sum = report.sum;
        System.out.println();
        System.out.println(
                "| commands | acknowledged | acknowledged, but not run | refused | unknown: sent as the connection ended"
                        + " | never answered | clients with a hole or a double | begun anew |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- |");
        System.out.printf(
                "| %,d | %,d | %d | %d | %d | %d | %d | %d |%n",
                sum.commands,
                sum.acknowledged,
                sum.lost,
                sum.refused,
                sum.unknown,
                sum.unanswered,
                sum.holes,
                sum.anew);
        return 0;
    }

    /** Drains the first of two hubs, then the second, and returns what each drain did. */
    Report run() throws IOException, InterruptedException {
        RealmKind kept = RealmKind.kept("kept", 10_000, Duration.ofMinutes(10));
        try (NatsServer server = NatsServer.startKeeping(Files.createTempDirectory("drain"));
                NatsBroker bus = NatsBroker.connect(server.url());
                Backend oldOne = backend(bus);
                Backend oldOther = backend(bus);
                Node first = node(server, kept);
                Node second = node(server, kept);
                Node third = node(server, kept);
                Node fourth = node(server, kept)) {
            Resident.Book book = Resident.Book.empty();
            List<Resident> residents = IntStream.range(0, clients)
                    .mapToObj(i -> resident(i, i % 2 == 0 ? first : second, i % 2 == 0 ? third : fourth, book))
                    .toList();
            residents.forEach(Resident::come);
            ComebackCost.until(
                    "all are live", residents.stream().map(Resident::comer).toList(), Comer::isLive);
            Process traffic = Traffic.start(server.url(), "kept", 1, games, rate, Duration.ofSeconds(seconds()));
            Thread acting = acting(residents);
            List<Row> rows = List.of(
                    drained("hub 1", first, residents, book),
                    replaced("backend 1", oldOne, bus, book),
                    drained("hub 2", second, residents, book),
                    replaced("backend 2", oldOther, bus, book));
            acting.interrupt();
            acting.join();
            traffic.destroy();
            traffic.waitFor();
            Node.pause(Duration.ofSeconds(1));
            successors.forEach(Backend::close);
            return new Report(rows, sum(residents, third, book));
        }
    }

    /** Longer than both drains. */
    private int seconds() {
        return 20 + clients / 150;
    }

    private static Node node(NatsServer server, RealmKind kept) {
        return new Node(NatsBroker.builder(server.url()).kind(kept).connect());
    }

    private Backend backend(NatsBroker bus) {
        return Backend.builder(bus)
                .on("do", (command, reply) -> {
                    executed.add(Long.parseLong(command.payload().text()));
                    reply.ok();
                })
                .start();
    }

    private Resident resident(int i, Node at, Node next, Resident.Book book) {
        return new Resident("u" + i, Realm.of("kept", "n0-" + i % games), at, next, book);
    }

    private Thread acting(List<Resident> residents) {
        Thread acting = new Thread(() -> act(residents), "commands");
        acting.start();
        return acting;
    }

    private void act(List<Resident> residents) {
        long begin = System.nanoTime();
        for (long sent = 0; !Thread.currentThread().isInterrupted(); ) {
            long due = (System.nanoTime() - begin) * commands / TimeUnit.SECONDS.toNanos(1);
            for (; sent < due; sent++) {
                residents.get((int) (sent * 7919 % residents.size())).act();
            }
            try {
                Thread.sleep(1);
            } catch (InterruptedException ended) {
                return;
            }
        }
    }

    private Row drained(String what, Node node, List<Resident> residents, Resident.Book book)
            throws InterruptedException {
        int here = node.hub().clientCount();
        book.returns().clear();
        long begin = System.nanoTime();
        node.hub().drain(Duration.ofSeconds(30)).toCompletableFuture().join();
        double took = Meter.seconds(System.nanoTime() - begin);
        ComebackCost.until(
                "all are live again", residents.stream().map(Resident::comer).toList(), Comer::isLive);
        return new Row(what, here, took, Resident.mostIn(Duration.ofSeconds(1), book));
    }

    private Row replaced(String what, Backend old, NatsBroker bus, Resident.Book book) throws InterruptedException {
        book.returns().clear();
        successors.add(backend(bus));
        long begin = System.nanoTime();
        old.drain(Duration.ofSeconds(10)).toCompletableFuture().join();
        double took = Meter.seconds(System.nanoTime() - begin);
        Node.pause(Duration.ofSeconds(1)); // under traffic on the new one
        return new Row(what, 0, took, Resident.mostIn(Duration.ofSeconds(1), book));
    }

    /** When nothing is under way any more. */
    private Sum sum(List<Resident> residents, Node any, Resident.Book book) {
        EventLog log = any.broker().eventLog(Realm.of("kept", "x")).orElseThrow();
        return new Sum(
                book.ids().get(),
                book.acknowledged().size(),
                book.refused().size(),
                book.acknowledged().stream()
                        .filter(id -> !executed.contains(id))
                        .count(),
                residents.stream().mapToLong(Resident::unknown).sum(),
                residents.stream().mapToLong(Resident::unanswered).sum(),
                residents.stream()
                        .filter(resident -> !resident.comer().heardAll(log))
                        .count(),
                residents.stream().filter(resident -> resident.comer().isAnew()).count());
    }
}
