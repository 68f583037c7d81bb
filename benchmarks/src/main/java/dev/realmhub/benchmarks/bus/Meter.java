package dev.realmhub.benchmarks.bus;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/** Counts deliveries and how long each took, and the CPU time of this process meanwhile. */
final class Meter {
    private static final int MOST = 1 << 20;

    private final LongAdder deliveries = new LongAdder();
    private final AtomicBoolean on = new AtomicBoolean();
    private final long[] micros = new long[MOST];
    private final java.util.concurrent.atomic.AtomicInteger taken = new java.util.concurrent.atomic.AtomicInteger();
    private long cpuAtStart;
    private long timeAtStart;

    /** What was measured. */
    record Reading(long deliveries, double cpuMicrosPerDelivery, double cores, double p50Millis, double p99Millis) {
        @Override
        public String toString() {
            return String.format(
                    "| %,d | %.2f | %.2f | %.2f | %.2f |",
                    deliveries, cpuMicrosPerDelivery, cores, p50Millis, p99Millis);
        }
    }

    /** Hears a message of {@link Traffic}. */
    void hear(String message) {
        if (message.charAt(0) != 'e' || !on.get()) {
            return;
        }
        deliveries.increment();
        int space = message.indexOf(' ');
        int end = message.indexOf(' ', space + 1);
        int at = taken.getAndIncrement();
        if (at < MOST) {
            micros[at] = (System.nanoTime() - Long.parseLong(message.substring(space + 1, end))) / 1_000;
        }
    }

    void start() {
        deliveries.reset();
        taken.set(0);
        cpuAtStart = cpuNanos();
        timeAtStart = System.nanoTime();
        on.set(true);
    }

    Reading stop() {
        on.set(false);
        long cpu = cpuNanos() - cpuAtStart;
        long time = System.nanoTime() - timeAtStart;
        long count = deliveries.sum();
        long[] sorted = Arrays.copyOf(micros, Math.min(MOST, taken.get()));
        Arrays.sort(sorted);
        return new Reading(
                count, cpu / 1e3 / count, (double) cpu / time, percentile(sorted, 0.5), percentile(sorted, 0.99));
    }

    static double percentile(long[] sorted, double part) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) (part * (sorted.length - 1))] / 1e3;
    }

    static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    static double seconds(long nanos) {
        return (double) nanos / TimeUnit.SECONDS.toNanos(1);
    }
}
