package dev.realmhub.jakarta;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import dev.realmhub.Address;
import dev.realmhub.Bounds;
import dev.realmhub.Client;
import dev.realmhub.CloseReason;
import dev.realmhub.HubListener;
import dev.realmhub.Payload;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * A site in a process of its own, with a small heap, and bounds that are made for it. A hundred times a second it tells a game a
 * number and when it was due, and twenty times another one 64 KiB. Its input has it say how it is; when that ends, it does, too.
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

    private static final long EVERY = TimeUnit.MILLISECONDS.toNanos(10);

    private final long began = System.nanoTime();
    private final AtomicLong mostUsed = new AtomicLong();
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
            clock.scheduleAtFixedRate(() -> besieged.tell(site), EVERY, EVERY, TimeUnit.NANOSECONDS);
            System.out.println("port " + site.port());
            while (System.in.read() >= 0) {
                System.out.println(site.hub().clientCount() + " clients, at most " + besieged.mostUsed.get()
                        + " MiB of heap after a collection, " + direct() + " MiB of direct buffers, " + resident()
                        + ", by code " + tally.codes);
            }
        } finally {
            clock.shutdownNow();
        }
    }

    private void tell(Site site) {
        long due = began + ++published * EVERY;
        site.publish(Publication.of(published + " " + due));
        if (published % 5 == 0) {
            site.publish(FLOODED, Publication.of(Payload.wrap(new byte[64 << 10])));
            mostUsed.accumulateAndGet(usedMiB(), Math::max);
        }
    }

    /** What the last collection of garbage left on the heap. */
    private static long usedMiB() {
        return ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class).stream()
                        .map(GarbageCollectorMXBean::getLastGcInfo)
                        .filter(Objects::nonNull)
                        .max(Comparator.comparing(GcInfo::getEndTime))
                        .map(GcInfo::getMemoryUsageAfterGc)
                        .map(BesiegedSite::onHeap)
                        .orElse(0L)
                >> 20;
    }

    private static long direct() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                        .filter(pool -> pool.getName().equals("direct"))
                        .mapToLong(BufferPoolMXBean::getMemoryUsed)
                        .sum()
                >> 20;
    }

    private static long onHeap(Map<String, MemoryUsage> pools) {
        Set<String> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getName)
                .collect(Collectors.toSet());
        return pools.entrySet().stream()
                .filter(pool -> heap.contains(pool.getKey()))
                .mapToLong(pool -> pool.getValue().getUsed())
                .sum();
    }

    /** The most memory that the process ever had, where there is a Linux to say so. */
    private static String resident() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM"))
                        .findFirst()
                        .orElse("")
                : "";
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
