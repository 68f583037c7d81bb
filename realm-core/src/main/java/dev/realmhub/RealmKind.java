package dev.realmhub;

import java.time.Duration;

/**
 * The settings of all realms of a kind, that is with one first token. Kinds that no broker is told of are plain.
 *
 * <p>Immutable and thread-safe.
 */
public final class RealmKind {
    private final String name;
    private final int length;
    private final Duration age;

    private RealmKind(String name, int length, Duration age) {
        this.name = Names.checkToken("kind", name);
        this.length = length;
        this.age = age;
    }

    /** Returns a kind without streams: an event reaches those who are there, and is nowhere after that. */
    public static RealmKind plain(String name) {
        return new RealmKind(name, 0, Duration.ZERO);
    }

    /**
     * Returns a kind whose realms keep their latest events, so that what was missed can be read again.
     *
     * @param length how many events of each realm are kept at least, 1 or more
     * @param age for how long, 1 s or more; what is older is gone
     */
    public static RealmKind kept(String name, int length, Duration age) {
        if (length < 1 || age.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException(
                    "kind " + name + " must keep 1 event or more for 1 s or more, not " + length + " for " + age);
        }
        return new RealmKind(name, length, age);
    }

    /** Returns the first token of its realms. */
    public String name() {
        return name;
    }

    /** Returns whether its realms keep their events. */
    public boolean isKept() {
        return length > 0;
    }

    /** Returns how many events of each realm are kept; 0 if none. */
    public int length() {
        return length;
    }

    /** Returns for how long events are kept; zero if they are not. */
    public Duration age() {
        return age;
    }

    @Override
    public String toString() {
        return isKept() ? name + " keeping " + length + " events for " + age : name;
    }
}
