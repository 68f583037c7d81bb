package dev.realmhub;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Who belongs to which key. Adding and removing are each one atomic step of the map: a get-then-add would lose members
 * when the last one leaves at that moment (the idea of {@code compute} is lila-ws' EventBus). Readers get an array that
 * never changes, so a fan-out takes no lock and sees the members of one instant.
 *
 * <p>Thread-safe. Adding and removing copy the key's members.
 */
final class Roster<K, V> {
    private final ConcurrentMap<K, Object[]> members = new ConcurrentHashMap<>();

    void add(K key, V member) {
        members.compute(key, (k, now) -> now == null ? new Object[] {member} : with(now, member));
    }

    /** Does nothing if it is not there. */
    void remove(K key, V member) {
        members.computeIfPresent(key, (k, now) -> without(now, member));
    }

    /** Returns the members of this instant; the list never changes. */
    @SuppressWarnings("unchecked") // only V's go in
    List<V> of(K key) {
        Object[] now = members.get(key);
        return now == null ? List.of() : (List<V>) Arrays.asList(now);
    }

    /** Returns how many keys have members. */
    int size() {
        return members.size();
    }

    private static Object[] with(Object[] now, Object member) {
        Object[] more = Arrays.copyOf(now, now.length + 1);
        more[now.length] = member;
        return more;
    }

    private static Object @org.jspecify.annotations.Nullable [] without(Object[] now, Object member) {
        int at = indexOf(now, member);
        if (at < 0) {
            return now;
        }
        if (now.length == 1) {
            return null;
        }
        Object[] fewer = Arrays.copyOf(now, now.length - 1);
        System.arraycopy(now, at + 1, fewer, at, now.length - at - 1);
        return fewer;
    }

    private static int indexOf(Object[] now, Object member) {
        for (int i = 0; i < now.length; i++) {
            if (now[i] == member) {
                return i;
            }
        }
        return -1;
    }
}
