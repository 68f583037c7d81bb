package dev.realmhub;

import dev.realmhub.Note.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who is in one realm, or online, on all nodes: for each user what each node has of him. Not thread-safe. */
final class Gathering {
    private record Seen(String node, Change change) {}

    private final Map<String, List<Seen>> byUser = new HashMap<>();
    private int clients;

    /** Puts what a node now has of a user in the place of what it had. */
    void put(String node, Change change) {
        List<Seen> seen = byUser.computeIfAbsent(change.user(), user -> new ArrayList<>(1));
        clients -= take(seen, node);
        clients += change.sockets();
        seen.add(new Seen(node, change));
    }

    /** Takes away what a node had of a user. */
    void remove(String node, String user) {
        List<Seen> seen = byUser.get(user);
        if (seen != null) {
            clients -= take(seen, node);
            if (seen.isEmpty()) {
                byUser.remove(user);
            }
        }
    }

    private static int take(List<Seen> seen, String node) {
        int sockets = 0;
        for (int i = seen.size() - 1; i >= 0; i--) {
            if (seen.get(i).node().equals(node)) {
                sockets += seen.remove(i).change().sockets();
            }
        }
        return sockets;
    }

    /** Returns a user as all nodes together have him; null if none has. */
    @Nullable
    Present of(String user) {
        List<Seen> seen = byUser.get(user);
        return seen == null ? null : merged(user, seen);
    }

    /** The role is that of the client that came first, of those that are there. */
    private static Present merged(String user, List<Seen> seen) {
        Change first = seen.get(0).change();
        long since = first.sinceMillis();
        int sockets = 0;
        for (Seen one : seen) {
            Change change = one.change();
            sockets += change.sockets();
            since = Math.min(since, change.sinceMillis());
            first = isBefore(change, first) ? change : first;
        }
        return new Present(user, first.role(), Instant.ofEpochMilli(since), sockets);
    }

    private static boolean isBefore(Change one, Change other) {
        boolean oneThere = one.sockets() > 0;
        boolean otherThere = other.sockets() > 0;
        return oneThere == otherThere ? one.sinceMillis() < other.sinceMillis() : oneThere;
    }

    Collection<Present> all() {
        return byUser.entrySet().stream()
                .map(user -> merged(user.getKey(), user.getValue()))
                .toList();
    }

    /** Returns how many users there are; meaningless if only counts are kept. */
    int users() {
        return byUser.size();
    }

    int clients() {
        return clients;
    }

    boolean isEmpty() {
        return byUser.isEmpty();
    }
}
