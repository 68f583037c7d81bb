package dev.realmhub.nats;

import dev.realmhub.Leases.Lease;
import dev.realmhub.Realm;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What one process has read of the leases: for each realm the latest. Thread-safe. */
final class LeaseBook {
    /** One line; without a holder the realm is free. */
    record Entry(Realm realm, String holder, long epoch, Instant written) {
        boolean isHeld() {
            return !holder.isEmpty();
        }

        Lease lease() {
            return new Lease(realm, holder, epoch);
        }
    }

    // Guarded by this.
    private final Map<Realm, Entry> latest = new HashMap<>();
    private long read;

    /** Returns up to which sequence everything was read. */
    synchronized long read() {
        return read;
    }

    synchronized Optional<Entry> of(Realm realm) {
        return Optional.ofNullable(latest.get(realm));
    }

    /** Adds one that this process wrote itself. */
    synchronized void wrote(Entry entry) {
        latest.merge(entry.realm(), entry, (known, next) -> next.epoch() > known.epoch() ? next : known);
    }

    /** Adds one that stands in the stream, after all before it; null for one that could not be read. */
    synchronized void read(long sequence, @Nullable Entry entry) {
        read = Math.max(read, sequence);
        if (entry != null) {
            wrote(entry);
        }
    }

    synchronized void forgetBefore(Instant oldest) {
        latest.values().removeIf(entry -> entry.written().isBefore(oldest));
    }

    synchronized void clear() {
        latest.clear();
        read = 0;
    }

    synchronized Set<String> holders() {
        return latest.values().stream()
                .filter(Entry::isHeld)
                .map(Entry::holder)
                .collect(Collectors.toUnmodifiableSet());
    }

    synchronized List<Lease> heldBy(Set<String> holders) {
        return latest.values().stream()
                .filter(entry -> holders.contains(entry.holder()))
                .map(Entry::lease)
                .toList();
    }
}
