package dev.realmhub.nats.faults;

import dev.realmhub.Client;
import dev.realmhub.CloseReason;
import dev.realmhub.Handshake;
import dev.realmhub.Hub;
import dev.realmhub.Payload;
import dev.realmhub.Realm;
import dev.realmhub.Transport;
import dev.realmhub.User;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A client that writes down all that it hears, and when. Thread-safe. */
final class Witness implements Transport {
    /** An event: which number of its publisher's, where in the stream, and when. */
    record Heard(long number, long sequence, long nanos) {}

    /** What it heard of one realm. */
    static final class Account {
        final List<Heard> events = new ArrayList<>();
        final List<Long> resyncs = new ArrayList<>();
        long liveFrom = -1;
    }

    private final Hub hub;
    private final Client client;

    // Guarded by this.
    private final Map<String, Account> accounts = new HashMap<>();
    private final Map<Long, List<String>> answers = new HashMap<>();
    private final List<Long> degraded = new ArrayList<>();
    private @Nullable CloseReason closed;
    private long asked;

    Witness(Hub hub, String user) {
        this.hub = hub;
        this.client = hub.connect(Handshake.of("/"), User.of(user), Words.INSTANCE, this);
    }

    @Override
    public void send(Payload frame, Consumer<@Nullable Throwable> done) {
        long now = System.nanoTime();
        frame.text().lines().forEach(line -> write(line, now));
        done.accept(null);
    }

    private synchronized void write(String line, long nanos) {
        String[] words = line.split(" ", -1);
        switch (words[0]) {
            case "event" ->
                account(words[1]).events.add(new Heard(Long.parseLong(words[3]), Long.parseLong(words[2]), nanos));
            case "live" -> live(account(words[1]), Long.parseLong(words[2]));
            case "resync" -> account(words[1]).resyncs.add(nanos);
            case "degraded" -> {
                if (words[1].equals("true")) {
                    degraded.add(nanos);
                }
            }
            case "answer" ->
                answers.computeIfAbsent(Long.valueOf(words[1]), id -> new ArrayList<>())
                        .add(words[2]);
            default -> throw new IllegalArgumentException(line);
        }
    }

    private static void live(Account account, long sequence) {
        if (account.liveFrom < 0) {
            account.liveFrom = sequence;
        }
    }

    private Account account(String realm) {
        return accounts.computeIfAbsent(realm, name -> new Account());
    }

    /** Sends the next command. One thread at a time. */
    void ask() {
        long id;
        synchronized (this) {
            id = ++asked;
        }
        hub.receive(client, Payload.text(Long.toString(id)));
    }

    String id() {
        return client.id();
    }

    /** Returns what it heard of a realm so far. */
    synchronized Account of(Realm realm) {
        Account all = account(realm.toString());
        Account copy = new Account();
        copy.events.addAll(all.events);
        copy.resyncs.addAll(all.resyncs);
        copy.liveFrom = all.liveFrom;
        return copy;
    }

    /** Returns the last number that it heard of a realm; 0 for none. */
    synchronized long last(Realm realm) {
        List<Heard> events = account(realm.toString()).events;
        return events.isEmpty() ? 0 : events.get(events.size() - 1).number();
    }

    /** Returns when it was first told, after a moment, that its hub has lost its link; 0 if it was not. */
    synchronized long degradedAfter(long nanos) {
        return degraded.stream().filter(when -> when > nanos).findFirst().orElse(0L);
    }

    synchronized long asked() {
        return asked;
    }

    /** Returns how many commands have no outcome yet. */
    synchronized long unanswered() {
        return asked - answers.size();
    }

    /** Returns the outcomes of a command. */
    synchronized List<String> answers(long id) {
        return List.copyOf(answers.getOrDefault(id, List.of()));
    }

    /** Fails if the hub has closed it. */
    synchronized void assertOpen() {
        if (closed != null) {
            throw new AssertionError("closed: " + closed);
        }
    }

    @Override
    public void ping() {
        hub.heard(client);
    }

    @Override
    public synchronized void close(CloseReason reason) {
        closed = reason;
    }
}
