package dev.realmhub.test;

import dev.realmhub.ClientProtocol.Closing;
import dev.realmhub.ClientProtocol.FromHub;
import dev.realmhub.ClientProtocol.ToHub;
import dev.realmhub.User;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * All that one connection of a client said and was told, in order, as the client's end saw it.
 *
 * <p>Thread-safe.
 */
public final class Account {
    /** One word. */
    record Entry(long tick, long millis, Object word) {}

    /** The last word: the connection is over. */
    private record Ended() {
        @Override
        public String toString() {
            return "ended";
        }
    }

    private final String name;
    private final User user;
    private final String node;
    private final Function<Object, Entry> noted;

    // Guarded by this.
    private final List<Entry> entries = new ArrayList<>();
    private boolean over;
    private boolean closing;

    Account(String name, User user, String node, Function<Object, Entry> noted) {
        this.name = name;
        this.user = user;
        this.node = node;
        this.noted = noted;
    }

    /** Notes what the hub told the client. */
    public void heard(FromHub word) {
        note(word);
    }

    /** Notes what the client is about to say. */
    public void said(ToHub word) {
        note(word);
    }

    /** Notes that the connection is over, from the client's point of view. Nothing is noted after that. */
    public synchronized void ended() {
        note(new Ended());
        over = true;
    }

    private synchronized void note(Object word) {
        if (!over) {
            entries.add(noted.apply(word));
            closing = closing || word instanceof Closing;
        }
    }

    /** Returns the connection's name. */
    public String name() {
        return name;
    }

    /** Returns who connected. */
    public User user() {
        return user;
    }

    /** Returns the id of the node. */
    public String node() {
        return node;
    }

    /** Returns whether it was neither over at the end nor about to be. */
    synchronized boolean isOpen() {
        return !over && !closing;
    }

    synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Returns all of it in lines, for people. */
    public List<String> lines() {
        return entries().stream().map(Told::line).toList();
    }

    @Override
    public String toString() {
        return name + " (" + user.id() + " on " + node + ")";
    }
}
