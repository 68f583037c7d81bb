package dev.realmhub.jakarta;

import dev.realmhub.Bounds;
import dev.realmhub.Publication;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A site in a process of its own, with a small heap; tells the time to a game, ten times a second, until its input ends. */
final class BesiegedSite {
    private BesiegedSite() {}

    @SuppressWarnings("FutureReturnValueIgnored") // ends with the process
    public static void main(String[] arguments) throws IOException {
        Bounds bounds = Bounds.builder().clientsPerAddress(300).joining(200).build();
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try (Site site = Site.plan(WayIn.valueOf(arguments[0]))
                .config(config -> config.bounds(bounds).rawCommand("echo"))
                .open()) {
            clock.scheduleAtFixedRate(
                    () -> site.publish(Publication.of(Long.toString(System.nanoTime()))),
                    0,
                    100,
                    TimeUnit.MILLISECONDS);
            System.out.println("port " + site.port());
            while (System.in.read() >= 0) {
                Runtime memory = Runtime.getRuntime();
                System.out.println("clients " + site.hub().clientCount() + ", heap "
                        + ((memory.totalMemory() - memory.freeMemory()) >> 20) + " MiB");
            }
        } finally {
            clock.shutdownNow();
        }
    }
}
