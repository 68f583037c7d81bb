package dev.realmhub.benchmarks.bus;

import dev.realmhub.Address;
import dev.realmhub.Broker;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.nats.NatsBroker;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The game servers of a cluster, in a process of their own so that what they take is not counted. */
@Command(
        name = "traffic",
        hidden = true,
        description = "Publishes to realms, evenly, each message with the moment it was sent.")
final class Traffic implements Callable<Integer> {
    private static final String PADDING = " ".repeat(100);

    @Option(names = "--url", required = true)
    private String url = "";

    @Option(names = "--kind", required = true)
    private String kind = "";

    @Option(names = "--nodes", required = true)
    private int nodes;

    @Option(names = "--realms", required = true)
    private int realms;

    @Option(names = "--rate", required = true, description = "messages per second, in all")
    private int rate;

    @Option(names = "--seconds", required = true)
    private int seconds;

    /** Starts one beside this process. */
    static Process start(String url, String kind, int nodes, int realms, int rate, Duration time) throws IOException {
        String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
        return new ProcessBuilder(List.of(
                        java,
                        "-Xmx512m",
                        "-XX:+UseParallelGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BusFigures.class.getName(),
                        "traffic",
                        "--url=" + url,
                        "--kind=" + kind,
                        "--nodes=" + nodes,
                        "--realms=" + realms,
                        "--rate=" + rate,
                        "--seconds=" + time.toSeconds()))
                .inheritIO()
                .start();
    }

    @Override
    public Integer call() throws InterruptedException {
        try (Broker broker = NatsBroker.connect(url)) {
            long begin = System.nanoTime();
            long all = (long) rate * seconds;
            for (long sent = 0; sent < all; ) {
                long due = Math.min(all, (System.nanoTime() - begin) * rate / TimeUnit.SECONDS.toNanos(1));
                for (; sent < due; sent++) {
                    broker.publish(Address.realm(realm(sent)), Publication.of(System.nanoTime() + PADDING));
                }
                Thread.sleep(1);
            }
        }
        return 0;
    }

    private Realm realm(long message) {
        long node = message % nodes;
        long number = message / nodes % realms;
        return Realm.of(kind, "n" + node + "-" + number);
    }
}
