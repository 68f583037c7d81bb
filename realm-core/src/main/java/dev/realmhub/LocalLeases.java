package dev.realmhub;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** The leases of a local broker. Thread-safe; one lock, held for a few steps. */
final class LocalLeases implements Leases {
    private final LongSupplier nanoTime;
    private final BooleanSupplier closed;

    // Guarded by this.
    private final Map<Realm, Lease> leases = new HashMap<>();
    private final Map<String, Long> lastSeen = new HashMap<>();
    private long epochs;

    LocalLeases(LongSupplier nanoTime, BooleanSupplier closed) {
        this.nanoTime = nanoTime;
        this.closed = closed;
    }

    @Override
    public CompletionStage<Answer> acquire(Realm realm, String holder, long suspect) {
        return closed.getAsBoolean() ? refused() : CompletableFuture.completedStage(acquired(realm, holder, suspect));
    }

    private synchronized Answer acquired(Realm realm, String holder, long suspect) {
        Lease now = leases.get(realm);
        if (now != null && now.epoch() > suspect) {
            return new Answer(now, false);
        }
        epochs = Math.max(epochs, suspect) + 1;
        Lease next = new Lease(realm, holder, epochs);
        leases.put(realm, next);
        lastSeen.putIfAbsent(holder, nanoTime.getAsLong());
        return new Answer(next, true);
    }

    @Override
    public CompletionStage<List<Lease>> renew(String holder) {
        return closed.getAsBoolean() ? refused() : CompletableFuture.completedStage(renewed(holder));
    }

    private synchronized List<Lease> renewed(String holder) {
        long now = nanoTime.getAsLong();
        lastSeen.put(holder, now);
        return leases.values().stream()
                .filter(lease -> now - lastSeen.getOrDefault(lease.holder(), now) >= LAPSE.toNanos())
                .toList();
    }

    @Override
    public CompletionStage<?> release(Lease lease) {
        if (closed.getAsBoolean()) {
            return refused();
        }
        synchronized (this) {
            leases.remove(lease.realm(), lease);
        }
        return CompletableFuture.completedStage(lease);
    }

    private static <T> CompletionStage<T> refused() {
        return CompletableFuture.failedStage(new BrokerException(
                BrokerException.Fault.NOT_CONNECTED,
                "the broker is closed: leases; close it after the backends on it",
                null));
    }
}
