package dev.realmhub.jakarta;

import dev.realmhub.Address;
import dev.realmhub.Bounds;
import dev.realmhub.Client;
import dev.realmhub.CloseReason;
import dev.realmhub.HubListener;
import dev.realmhub.Payload;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A site in a process of its own, with a small heap, and bounds that are made for it. Twenty times a second it tells a game a
 * number and the time, and another one 64 KiB. Its input has it say how it is; when that ends, it does, too.
 */
final class BesiegedSite {
    /** For 64 MiB, of which a connection on Tomcat takes 70 KiB. */
    private static final Bounds BOUNDS = Bounds.builder()
            .clients(400)
            .clientsPerAddress(100)
            .joining(100)
            .nodeOutboxBytes(8 << 20)
            .build();

    private static final Address FLOODED = Address.realm(Realm.of("game", "flooded"));

    private int published;

    private BesiegedSite() {}

    @SuppressWarnings("FutureReturnValueIgnored") // ends with the process
    public static void main(String[] arguments) throws IOException {
        Tally tally = new Tally();
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try (Site site = Site.plan(WayIn.valueOf(arguments[0]))
                .config(config -> config.bounds(BOUNDS).rawCommand("echo"))
                .hub(builder -> builder.listener(tally))
                .open()) {
            BesiegedSite besieged = new BesiegedSite();
            clock.scheduleAtFixedRate(() -> besieged.tell(site), 50, 50, TimeUnit.MILLISECONDS);
            System.out.println("port " + site.port());
            while (System.in.read() >= 0) {
                System.out.println(site.hub().clientCount() + " " + usedMiB() + " " + tally.codes);
            }
        } finally {
            clock.shutdownNow();
        }
    }

    private void tell(Site site) {
        site.publish(Publication.of(published++ + " " + System.nanoTime()));
        site.publish(FLOODED, Publication.of(Payload.wrap(new byte[64 << 10])));
    }

    private static long usedMiB() {
        Runtime memory = Runtime.getRuntime();
        return (memory.totalMemory() - memory.freeMemory()) >> 20;
    }

    /** How many were turned away, or closed, by code. It keeps no client: closed ones hold their container's buffers. */
    private static final class Tally implements HubListener {
        private final Map<Integer, AtomicInteger> codes = new ConcurrentSkipListMap<>();

        @Override
        public void closed(Client client, CloseReason reason) {
            refused(reason.code(), 1);
        }

        @Override
        public void refused(int code, int times) {
            codes.computeIfAbsent(code, none -> new AtomicInteger()).addAndGet(times);
        }
    }
}
