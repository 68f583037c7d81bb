package dev.realmhub;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Who belongs to which key. Adding and removing are each one atomic step of the map: a get-then-add would lose members
 * when the last one leaves at that moment (the idea of {@code compute} is lila-ws' EventBus). Readers get a list that
 * never changes, so a fan-out takes no lock and sees the members of one instant.
 *
 * <p>Thread-safe. Adding and removing copy the key's members.
 */
final class Roster<K, V> {
    private final ConcurrentMap<K, List<V>> members = new ConcurrentHashMap<>();

    void add(K key, V member) {
        members.compute(key, (k, now) -> now == null ? List.of(member) : with(now, member));
    }

    /** Does nothing if it is not there. */
    void remove(K key, V member) {
        members.computeIfPresent(key, (k, now) -> without(now, member));
    }

    /** Returns the members of this instant; the list never changes, and is the same one until somebody comes or goes. */
    List<V> of(K key) {
        return members.getOrDefault(key, List.of());
    }

    /** Returns the keys that have members: a view that goes with the times. */
    Set<K> keys() {
        return members.keySet();
    }

    /** Returns how many keys have members. */
    int size() {
        return members.size();
    }

    @SuppressWarnings("unchecked") // only V's go in
    private static <V> List<V> with(List<V> now, V member) {
        Object[] more = Arrays.copyOf(now.toArray(), now.size() + 1);
        more[now.size()] = member;
        return (List<V>) Arrays.asList(more);
    }

    @SuppressWarnings("unchecked") // as above
    private static <V> @Nullable List<V> without(List<V> now, V member) {
        int at = indexOf(now, member);
        if (at < 0) {
            return now;
        }
        if (now.size() == 1) {
            return null;
        }
        Object[] before = now.toArray();
        Object[] fewer = Arrays.copyOf(before, before.length - 1);
        System.arraycopy(before, at + 1, fewer, at, fewer.length - at);
        return (List<V>) Arrays.asList(fewer);
    }

    @SuppressWarnings("ReferenceEquality") // members are what they are, whatever they say of each other
    private static <V> int indexOf(List<V> now, V member) {
        for (int i = 0; i < now.size(); i++) {
            if (now.get(i) == member) {
                return i;
            }
        }
        return -1;
    }
}
