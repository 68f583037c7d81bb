package dev.realmhub.test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that happened in a realm. */
final class Facts {
    private final List<Fact> all;
    private final Map<Stamp, Fact> byStamp = new HashMap<>();
    private final Map<String, List<Fact>> byEpoch = new LinkedHashMap<>();

    Facts(List<Fact> all) {
        this.all = all;
        for (Fact fact : all) {
            byStamp.put(fact.stamp(), fact);
            fact.publication()
                    .position()
                    .ifPresent(position -> byEpoch.computeIfAbsent(position.epoch(), epoch -> new ArrayList<>())
                            .add(fact));
        }
    }

    List<Fact> all() {
        return all;
    }

    @Nullable
    Fact of(Stamp stamp) {
        return byStamp.get(stamp);
    }

    /** Returns what is in one life of the stream, in its order. */
    List<Fact> in(String epoch) {
        return byEpoch.getOrDefault(epoch, List.of());
    }

    Set<String> epochs() {
        return byEpoch.keySet();
    }
}
