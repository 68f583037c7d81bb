package dev.realmhub.nats;

import dev.realmhub.RealmKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What a broker's builder was told of the bus: who shares it, and what of it this process is sent. Not thread-safe. */
final class BusPlan {
    private static final Pattern GROUP = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private final List<RealmKind> kinds = new ArrayList<>();
    private final Map<String, Interest> interestByKind = new HashMap<>();
    Subjects subjects = new Subjects("rh");
    String queueGroup = "backend";
    int replicas = 1;
    boolean asFound;
    Duration connectLimit = Duration.ofSeconds(5);
    Interest interest = Interest.ALL;

    void connectLimit(Duration limit) {
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException("connectLimit is " + limit + "; it must be more than zero");
        }
        connectLimit = limit;
    }

    void queueGroup(String name) {
        if (!GROUP.matcher(name).matches()) {
            throw new IllegalArgumentException("queueGroup '" + name + "' must be 1 to 64 of A-Z a-z 0-9 _ - .");
        }
        queueGroup = name;
    }

    void kind(RealmKind kind) {
        if (kinds.stream().anyMatch(known -> known.name().equals(kind.name()))) {
            throw new IllegalArgumentException(
                    "kind '" + kind.name() + "' was set already; call kind(...) once for each name");
        }
        kinds.add(kind);
    }

    void replicas(int servers) {
        if (servers != 1 && servers != 3 && servers != 5) {
            throw new IllegalArgumentException("streamReplicas is " + servers + "; it must be 1, 3 or 5");
        }
        replicas = servers;
    }

    void interest(Interest what, String... kindNames) {
        List.of(kindNames).forEach(name -> interestByKind.put(name, what));
    }

    StreamSettings stream() {
        return new StreamSettings(subjects, kinds, replicas, asFound);
    }

    Interests interests() {
        return Interests.of(subjects, kinds, interest, interestByKind);
    }
}
