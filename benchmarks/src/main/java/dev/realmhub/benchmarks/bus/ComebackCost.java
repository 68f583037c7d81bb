package dev.realmhub.benchmarks.bus;

import dev.realmhub.EventLog;
import dev.realmhub.Position;
import dev.realmhub.Realm;
import dev.realmhub.RealmKind;
import dev.realmhub.nats.NatsBroker;
import dev.realmhub.test.NatsServer;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A hub dies under traffic and all its clients come to another at once. */
@Command(name = "comeback", description = "10,000 clients resume on another hub after theirs has died.")
final class ComebackCost implements Callable<Integer> {
    @Option(names = "--clients", defaultValue = "10000", description = "default ${DEFAULT-VALUE}")
    private int clients;

    @Option(names = "--realms", defaultValue = "1000", description = "default ${DEFAULT-VALUE}")
    private int realms;

    @Option(names = "--rate", defaultValue = "500", description = "messages per second; default ${DEFAULT-VALUE}")
    private int rate;

    @Override
    public Integer call() throws IOException, InterruptedException {
        RealmKind kept = RealmKind.kept("kept", 1_000, Duration.ofMinutes(5));
        try (NatsServer server = NatsServer.startKeeping(Files.createTempDirectory("comeback"));
                Node first =
                        new Node(NatsBroker.builder(server.url()).kind(kept).connect());
                Node second =
                        new Node(NatsBroker.builder(server.url()).kind(kept).connect())) {
            List<Comer> comers = IntStream.range(0, clients)
                    .mapToObj(i -> new Comer("u" + i, Realm.of("kept", "n0-" + i % realms)))
                    .toList();
            comers.forEach(comer -> comer.come(first));
            until("all are live on the first hub", comers, Comer::isLive);
            Process traffic = Traffic.start(server.url(), "kept", 1, realms, rate, Duration.ofSeconds(20));
            Node.pause(Duration.ofSeconds(6));
            first.vanish(comers.stream().map(Comer::client).toList());
            Node.pause(Duration.ofSeconds(1));
            long cpu = Meter.cpuNanos();
            long begin = System.nanoTime();
            comers.parallelStream().forEach(comer -> comer.comeBack(second));
            until("all are live on the second hub", comers, Comer::isLive);
            double took = Meter.seconds(System.nanoTime() - begin);
            double used = Meter.seconds(Meter.cpuNanos() - cpu);
            traffic.waitFor();
            Node.pause(Duration.ofSeconds(1));
            report(comers, second.broker().eventLog(Realm.of("kept", "x")).orElseThrow(), took, used);
        }
        return 0;
    }

    private void report(List<Comer> comers, EventLog log, double took, double used) {
        long heard = comers.stream().mapToLong(Comer::heard).sum();
        long resyncs = comers.stream().filter(Comer::isAnew).count();
        long wrong = comers.stream().filter(comer -> !comer.heardAll(log)).count();
        System.out.printf(
                "%,d clients in %,d realms, %d messages/s throughout; all come back at once, 1 s after their hub has died.%n%n",
                clients, realms, rate);
        System.out.println("| until the last is live, s | CPU meanwhile, s | cores | begun anew | events heard"
                + " | clients with a hole or a double |");
        System.out.println("| --- | --- | --- | --- | --- | --- |");
        System.out.printf("| %.2f | %.2f | %.2f | %d | %,d | %d |%n", took, used, used / took, resyncs, heard, wrong);
    }

    static void until(String what, List<Comer> comers, Predicate<Comer> holds) throws InterruptedException {
        long begin = System.nanoTime();
        while (!comers.stream().allMatch(holds)) {
            if (Meter.seconds(System.nanoTime() - begin) > 60) {
                throw new IllegalStateException("not in a minute: " + what + ", but "
                        + comers.stream().filter(holds.negate()).count());
            }
            Node.pause(Duration.ofMillis(5));
        }
    }

    /** Returns all sequences of a realm after a position. */
    static List<Long> stored(EventLog log, Realm realm, Position after) {
        EventLog.Slice slice =
                log.read(realm, after, 10_000).toCompletableFuture().join();
        if (!slice.complete()) {
            throw new IllegalStateException("the stream has not kept all of " + realm);
        }
        return slice.events().stream()
                .map(event -> event.position().orElseThrow().sequence())
                .toList();
    }
}
