package dev.realmhub;

import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes part in what nodes say to each other of who is there. All that comes waits for the next turn, a few times a second, and
 * turns follow each other: so what is kept here needs no lock, and nobody waits for one.
 *
 * <p>Thread-safe.
 */
final class PresenceWatch implements AutoCloseable {
    /** So much later than it should be, a turn shows that this process stood still. */
    private static final long STANDSTILL_NANOS = Duration.ofMillis(1_500).toNanos();

    private final String id;
    private final Broker broker;
    private final Timers timers;
    private final Duration pace;
    private final Consumer<RealmException> failures;
    private final Runnable duty;
    private final Queue<Runnable> inbox = new ConcurrentLinkedQueue<>();
    private final Broker.Subscription subscription;
    private volatile boolean linked = true;
    private volatile boolean closed;
    private volatile Set<String> nodes = Set.of();
    private volatile long lastTurn;

    /** Of the turns. */
    private final Parts parts;

    /**
     * Makes one that listens, and takes no turn yet.
     *
     * @param others called on the bus's thread with what is neither a beat nor a diff nor a part
     * @param duty called at the end of each turn
     */
    PresenceWatch(
            String id,
            Broker broker,
            Timers timers,
            Duration pace,
            Parts.Sink sink,
            Consumer<Note> others,
            Runnable duty,
            Consumer<RealmException> failures) {
        this.id = id;
        this.broker = broker;
        this.timers = timers;
        this.pace = pace;
        this.failures = failures;
        this.duty = duty;
        this.parts = new Parts(sink, node -> say(node, new Note.Ask()));
        this.lastTurn = timers.nanoTime();
        this.subscription = broker.subscribe(new Broker.Notes(id, note -> hear(note, others), this::linked));
    }

    /** Asks everybody who is there, and begins to take turns. */
    void start() {
        say(null, new Note.Ask());
        timers.after(pace, this::turn);
    }

    /** Has something done at the next turn. */
    void later(Runnable task) {
        inbox.add(task);
    }

    /** To be called on a turn. */
    Parts parts() {
        return parts;
    }

    /** Returns the nodes that were there at the last turn. */
    Set<String> nodes() {
        return nodes;
    }

    /** Says something to one, or to all if there is none; what is not sent now will be missed and asked for. */
    void say(@Nullable String to, Note.Word word) {
        try {
            broker.note(new Note(id, to, word));
        } catch (BrokerException notSent) {
            if (notSent.fault() != BrokerException.Fault.NOT_CONNECTED) {
                failures.accept(notSent);
            }
        }
    }

    private void hear(Note note, Consumer<Note> others) {
        Note.Word word = note.word();
        if (word instanceof Note.Beat beat) {
            later(() -> parts.beat(note.from(), beat, timers.nanoTime()));
        } else if (word instanceof Note.Diff diff) {
            later(() -> parts.diff(note.from(), diff, timers.nanoTime()));
        } else if (word instanceof Note.Part part) {
            later(() -> parts.part(note.from(), part, timers.nanoTime()));
        } else {
            others.accept(note);
        }
    }

    private void linked(boolean up) {
        linked = up;
        if (up) {
            later(() -> parts.beginToListen(timers.nanoTime()));
        }
    }

    private void turn() {
        if (closed) {
            return;
        }
        try {
            takeTurn();
        } catch (RuntimeException | Error thrown) { // errors too: there would be no further turn
            failures.accept(new RealmException("could not keep who is there", thrown));
        } finally {
            timers.after(pace, this::turn);
        }
    }

    private void takeTurn() {
        long now = timers.nanoTime();
        boolean stoodStill = now - lastTurn > pace.toNanos() + STANDSTILL_NANOS;
        lastTurn = now;
        if (stoodStill) {
            parts.beginToListen(now);
        }
        for (Runnable task = inbox.poll(); task != null; task = inbox.poll()) {
            task.run();
        }
        if (linked) {
            parts.expire(id, now);
        }
        nodes = parts.nodes();
        duty.run();
    }

    @Override
    public void close() {
        closed = true;
        subscription.close();
    }
}
