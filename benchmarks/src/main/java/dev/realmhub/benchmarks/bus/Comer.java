package dev.realmhub.benchmarks.bus;

import dev.realmhub.Client;
import dev.realmhub.EventLog;
import dev.realmhub.Payload;
import dev.realmhub.Position;
import dev.realmhub.Realm;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A client that goes from one hub to another and remembers all that it heard. Thread-safe. */
final class Comer {
    private final String user;
    private final Realm realm;
    private final Consumer<String> more;
    private final List<Long> sequences = new ArrayList<>();
    private @Nullable Client client;
    private @Nullable Position begin;
    private @Nullable Position known;
    private String ticket = "";
    private boolean live;
    private boolean anew;
    private int connection;

    Comer(String user, Realm realm) {
        this(user, realm, words -> {});
    }

    /**
     * Makes one.
     *
     * @param more hears outcomes, and when the hub says goodbye
     */
    Comer(String user, Realm realm, Consumer<String> more) {
        this.more = more;
        this.user = user;
        this.realm = realm;
    }

    synchronized void come(Node node) {
        int number = ++connection;
        client = node.connect(user, realm, words -> hear(number, words));
    }

    synchronized void comeBack(Node node) {
        live = false;
        int number = ++connection;
        Client again = node.connectAgain(user, realm, words -> hear(number, words));
        client = again;
        node.hub().receive(again, Payload.text(ticket + " " + realm + " " + known));
    }

    /** It has no connection any more, or as good as none. */
    synchronized void leave() {
        live = false;
    }

    private synchronized void hear(int number, String words) {
        if (number != connection) {
            return;
        }
        String rest = words.substring(1);
        switch (words.charAt(0)) {
            case 't' -> ticket = rest;
            case 'a' -> anew = true;
            case 'o', 'c' -> more.accept(words);
            case 'e' -> event(Long.parseLong(rest.substring(0, rest.indexOf(' '))));
            default -> liveAt(Position.parse(rest));
        }
    }

    private void liveAt(Position position) {
        live = true;
        known = position;
        begin = begin == null ? position : begin;
    }

    private void event(long sequence) {
        sequences.add(sequence);
        known = new Position(Objects.requireNonNull(known).epoch(), sequence);
    }

    synchronized Client client() {
        return Objects.requireNonNull(client);
    }

    synchronized boolean isLive() {
        return live;
    }

    synchronized boolean isAnew() {
        return anew;
    }

    synchronized long heard() {
        return sequences.size();
    }

    /** Returns whether it heard just what the stream has since it first came. */
    synchronized boolean heardAll(EventLog log) {
        return anew || sequences.equals(ComebackCost.stored(log, realm, Objects.requireNonNull(begin)));
    }
}
