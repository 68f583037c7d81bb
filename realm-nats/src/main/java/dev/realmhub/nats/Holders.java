package dev.realmhub.nats;

import dev.realmhub.Leases;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which holders of leases were heard of when. Thread-safe. */
final class Holders {
    // Guarded by this.
    private final Map<String, Long> lastHeard = new HashMap<>();

    synchronized void heard(String holder, long now) {
        lastHeard.put(holder, now);
    }

    /**
     * Returns those who have been silent for too long. Nobody has while we do not hear ourselves: then it is our own link that
     * is down, and all get their time anew.
     */
    synchronized Set<String> silent(Set<String> known, String ourselves, long now) {
        lastHeard.keySet().removeIf(holder -> !known.contains(holder) && !holder.equals(ourselves));
        known.forEach(holder -> lastHeard.putIfAbsent(holder, now));
        Long heardOurselves = lastHeard.putIfAbsent(ourselves, now);
        if (heardOurselves == null || now - heardOurselves > Leases.LAPSE.toNanos() / 2) {
            known.stream().filter(holder -> !holder.equals(ourselves)).forEach(holder -> lastHeard.put(holder, now));
            return Set.of();
        }
        return known.stream()
                .filter(holder -> now - lastHeard.getOrDefault(holder, now) >= Leases.LAPSE.toNanos())
                .collect(Collectors.toUnmodifiableSet());
    }
}
