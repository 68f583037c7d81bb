package dev.realmhub;

import dev.realmhub.EventLog.Slice;
import java.time.Duration;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Follows the stream of one realm: lets its events on in stream order, each once and none left out. What comes too early waits
 * for what is missing, which is read from the stream; if that is gone, all members begin anew.
 *
 * <p>Not thread-safe, but for {@link #last}: its realm's lane works on it.
 */
final class RealmStream {
    private static final int PAGE = 256; // events read at once
    /** Most events that wait for an earlier one; what is beyond is read from the stream. */
    private static final int MOST_EARLY = 1024;
    /** After so many readings that brought nothing on, what is missing counts as gone. */
    private static final int MOST_VAIN = 5;

    private final Realm realm;
    private final EventLog log;
    private final Streams.Surroundings around;
    private final Streams.Audiences audiences;
    private final Recent recent;
    private final Reception reception;
    private final Inquiry inquiry;
    private final NavigableMap<Long, Publication> early = new TreeMap<>();
    /** All events up to here have been let on; null until it is known where to begin. Others may look. */
    private volatile @Nullable Position last;

    private boolean waiting;
    private boolean checkAgain;
    private boolean deserted;
    private int answers;
    private int vain;

    RealmStream(Realm realm, EventLog log, Streams.Surroundings around, Streams.Audiences audiences) {
        this.realm = realm;
        this.log = log;
        this.around = around;
        this.audiences = audiences;
        recent = new Recent(realm, around.config().continuity().recentEvents(), around.events()::failed);
        inquiry = new Inquiry(realm, around);
        reception = new Reception(this, inquiry, recent, around);
        checkLater();
    }

    Realm realm() {
        return realm;
    }

    Reception reception() {
        return reception;
    }

    /** Returns up to where all events have been let on; null while that is not known. */
    @Nullable
    Position last() {
        return last;
    }

    /** Takes an event as it comes: in order, most often; or again, or too early. */
    void offer(Publication event) {
        Position known = last;
        if (known != null && !isOf(known.epoch(), event)) {
            check();
        } else if (known == null || event.sequence() > known.sequence()) {
            if (known != null && early.isEmpty() && follows(event, known.sequence())) {
                letOn(event);
            } else {
                early.put(event.sequence(), event);
                goOn();
            }
        }
    }

    /** Finds out whether something is missing, also where nothing comes behind it. */
    void check() {
        if (inquiry.isOpen()) {
            checkAgain = true;
            return;
        }
        long before = last == null ? 0 : last.sequence();
        inquiry.ask(() -> log.last(realm), now -> found(now, before), reception::delayed);
    }

    /** Returns how often the stream will have said where it stands by its answer to what it was asked already. */
    int answersSoFar() {
        return answers + (inquiry.isOpen() ? 1 : 0);
    }

    /** Returns how often the stream has said where it stands. */
    int answers() {
        return answers;
    }

    private void found(Position now, long before) {
        answers++;
        if (last == null) {
            begin(now);
        } else if (!now.epoch().equals(last.epoch()) || now.sequence() < before) {
            beginAgain();
        } else if (now.sequence() > last.sequence()) {
            read(now.sequence());
        } else {
            goOn();
        }
    }

    private void begin(Position now) {
        last = now;
        vain = 0;
        recent.begin(now.sequence());
        early.values().removeIf(event -> !isOf(now.epoch(), event));
        reception.begun();
        goOn();
    }

    /** What was missed is gone, or the stream is another one. */
    private void beginAgain() {
        last = null;
        early.clear();
        audiences.forget(realm);
        reception.beginAgain();
        check();
    }

    /** Lets on what has its turn; what still is missing after a while is read. */
    private void goOn() {
        Position known = last;
        if (known == null) {
            bound();
            return;
        }
        early.headMap(lastSequence(), true).clear(); // read by now
        while (!early.isEmpty() && follows(early.firstEntry().getValue(), lastSequence())) {
            letOn(early.pollFirstEntry().getValue());
        }
        bound();
        if (!early.isEmpty() && !inquiry.isOpen() && !waiting) {
            waiting = true;
            if (early.firstEntry().getValue().previous() == 0) {
                fill(); // nothing will come before it
                return;
            }
            inquiry.after(around.config().continuity().gapPatience(), this::fill);
        } else if (early.isEmpty() && checkAgain && !inquiry.isOpen()) {
            checkAgain = false;
            check();
        }
    }

    private void bound() {
        while (early.size() > MOST_EARLY) {
            early.pollLastEntry();
            checkAgain = true;
        }
    }

    private void fill() {
        waiting = false;
        if (early.isEmpty() || inquiry.isOpen() || last == null) {
            goOn();
        } else if (vain >= MOST_VAIN) {
            beginAgain();
        } else {
            vain++;
            read(0);
        }
    }

    /** Reads on; after that, all is known up to a sequence at least. */
    private void read(long upTo) {
        Position from = last;
        if (from == null) {
            check();
        } else {
            inquiry.ask(() -> log.read(realm, from, PAGE), slice -> filled(slice, upTo), reception::delayed);
        }
    }

    private void filled(Slice slice, long upTo) {
        Position known = last;
        if (known == null || !slice.complete()) {
            beginAgain();
            return;
        }
        long before = known.sequence();
        slice.events().forEach(this::letOnIfNew);
        if (lastSequence() > before) {
            around.events().repaired(realm, slice.events().size());
        }
        if (slice.events().size() >= PAGE) {
            read(upTo);
            return;
        }
        if (upTo > lastSequence()) {
            last = new Position(known.epoch(), upTo);
        }
        goOn();
    }

    private void letOnIfNew(Publication event) {
        if (event.sequence() > lastSequence()) {
            letOn(event);
        }
    }

    private void letOn(Publication event) {
        last = event.position().orElseThrow();
        vain = 0;
        recent.add(event, around.timers().nanoTime());
        audiences.serve(
                new Delivery(Address.realm(realm), event, around.timers().nanoTime()));
    }

    /** Of an event that names none before it that is sure only where there was none: others may be gone by age. */
    private static boolean follows(Publication event, long known) {
        return event.previous() == 0 ? known == 0 : event.previous() <= known;
    }

    private long lastSequence() {
        return last == null ? 0 : last.sequence();
    }

    private static boolean isOf(String epoch, Publication event) {
        return event.position().orElseThrow().epoch().equals(epoch);
    }

    private void checkLater() {
        around.timers()
                .after(
                        around.config().continuity().positionCheck(),
                        () -> around.later().accept(new Task.Step(realm, this::lookAfter)));
    }

    /** A realm that has had nobody for the time between two checks is followed no more. */
    private void lookAfter(Streams streams) {
        boolean nobody = around.registry().members(realm).isEmpty();
        if (nobody && deserted) {
            inquiry.end();
            streams.forget(realm);
            return;
        }
        deserted = nobody;
        Duration age = around.config().continuity().resumeLimit();
        recent.forgetBefore(around.timers().nanoTime() - age.toNanos());
        checkLater();
        check();
    }
}
