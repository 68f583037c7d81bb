package dev.realmhub;

import dev.realmhub.EventLog.Slice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets members into a kept realm: each gets its greeting, then every event after the position of that, each once. Whoever was
 * there before goes on where he was, if all since then can be had.
 *
 * <p>Not thread-safe: its realm's lane works on it.
 */
final class Reception {
    private final RealmStream stream;
    private final Inquiry inquiry;
    private final Recent recent;
    private final Streams.Surroundings around;
    private final int mostReplayed;

    /** Those who came before the stream's position was known. */
    private final List<Entrant> early = new ArrayList<>();

    /** Those whose history is being read. */
    private final List<Entrant> behind = new ArrayList<>();

    private boolean reading;
    private boolean delayed;

    Reception(RealmStream stream, Inquiry inquiry, Recent recent, Streams.Surroundings around) {
        this.stream = stream;
        this.inquiry = inquiry;
        this.recent = recent;
        this.around = around;
        this.mostReplayed = around.config().continuity().recentEvents();
    }

    void enter(Entrant entrant) {
        Position now = stream.last();
        if (now == null) {
            hold(entrant);
        } else if (entrant.greeting() == null) {
            begin(entrant, now);
        } else {
            goOn(entrant, now);
        }
    }

    /** The stream's position is known. */
    void begun() {
        delayed = false;
        List<Entrant> now = List.copyOf(early);
        early.clear();
        now.forEach(this::enter);
    }

    /** The stream does not answer; those who wait for it are told, once. */
    void delayed() {
        if (!delayed) {
            delayed = true;
            early.forEach(entrant -> tellOfDelay(entrant));
        }
    }

    /** What was known is void: those who are in come in again. */
    void beginAgain() {
        behind.clear();
        early.clear();
        for (Member member : around.registry().members(stream.realm())) {
            around.events().resynced(member.client, stream.realm());
            enter(Entrant.fresh(member, around.notices().shut(member)));
        }
    }

    private void hold(Entrant entrant) {
        early.add(entrant);
        if (delayed) {
            tellOfDelay(entrant);
        }
    }

    private void begin(Entrant entrant, Position now) {
        if (entrant.returning()) {
            beginAnew(entrant, now);
        } else if (around.snapshots().has(stream.realm())) {
            around.snapshots()
                    .ask(
                            entrant.member(),
                            entrant.gate(),
                            snapshot -> inquiry.later(() -> came(entrant, snapshot, now)));
        } else {
            open(entrant.at(now, new ClientProtocol.Live(stream.realm(), now, false)), now);
        }
    }

    /** It was there before, but cannot go on where it was. */
    private void beginAnew(Entrant entrant, Position now) {
        around.events().resynced(entrant.member().client, stream.realm());
        begin(entrant.anew(around.notices().shut(entrant.member())), now);
    }

    /**
     * A backend that names no position has looked at the state after it was asked, so after the position of then; and so has one
     * that goes on naming a position of another life of the stream, in which nothing has happened to it since.
     */
    private void came(Entrant entrant, Snapshot snapshot, Position before) {
        Position named = snapshot.position().orElse(before);
        boolean stillOfOtherLife =
                named.equals(entrant.inVain()) && !named.epoch().equals(before.epoch());
        Position at = stillOfOtherLife ? before : named;
        enter(entrant.at(at, new ClientProtocol.RealmSnapshot(stream.realm(), at, snapshot.payload())));
    }

    private void goOn(Entrant entrant, Position now) {
        Position from = entrant.from();
        if (from == null || !from.epoch().equals(now.epoch())) {
            cannotGoOn(entrant, now);
        } else if (from.sequence() > now.sequence() && entrant.returning()) {
            catchUp(entrant);
        } else if (recent.covers(from.sequence())) {
            open(entrant, now);
        } else {
            behind.add(entrant);
            read();
        }
    }

    /** It knows more than this node: what it lacks here is read first. */
    private void catchUp(Entrant entrant) {
        stream.check();
        inquiry.after(Snapshots.FIRST_PAUSE, () -> {
            Position now = stream.last();
            boolean behind = now != null && from(entrant) > now.sequence();
            enter(behind ? Entrant.returning(entrant.member(), entrant.gate(), null) : entrant);
        });
    }

    private void cannotGoOn(Entrant entrant, Position now) {
        if (entrant.returning()) {
            beginAnew(entrant, now);
        } else { // a snapshot of another life of the stream, or one too old: this node or the backend is behind
            tellOfDelay(entrant);
            int before = stream.answersSoFar();
            stream.check();
            inquiry.after(
                    Snapshots.FIRST_PAUSE,
                    () -> enter(stream.answers() > before ? entrant.triedInVain() : entrant.anew(entrant.gate())));
        }
    }

    /** Reads what those who are behind lack: once for all of them. */
    private void read() {
        Position now = stream.last();
        if (reading || behind.isEmpty() || now == null) {
            return;
        }
        Position after = new Position(
                now.epoch(), behind.stream().mapToLong(Reception::from).min().orElseThrow());
        EventLog log = around.broker().eventLog(stream.realm()).orElseThrow();
        reading = true;
        inquiry.askOnce(() -> log.read(stream.realm(), after, mostReplayed), (slice, failure) -> {
            reading = false;
            if (isOfNow(after)) {
                take(slice, after.sequence(), now.sequence());
            } else {
                read(); // another life of the stream has begun
            }
        });
    }

    private boolean isOfNow(Position position) {
        Position now = stream.last();
        return now != null && now.epoch().equals(position.epoch());
    }

    private void take(@Nullable Slice slice, long oldest, long known) {
        List<Entrant> readers = List.copyOf(behind);
        behind.clear();
        if (slice == null) {
            readers.forEach(reader -> tellOfDelay(reader));
            inquiry.after(Snapshots.FIRST_PAUSE, () -> readers.forEach(this::enter));
        } else {
            boolean remembered = remember(slice, oldest, known);
            readers.forEach(reader -> takeOne(reader, remembered ? -1 : oldest));
        }
    }

    /** Where the oldest cannot be had, others perhaps can. */
    private void takeOne(Entrant entrant, long gone) {
        Position now = stream.last();
        if (now != null && from(entrant) == gone && !recent.covers(gone)) {
            if (entrant.isLastWord()) { // of a realm that has been quiet for longer than its events are kept
                open(entrant, now);
            } else {
                cannotGoOn(entrant, now);
            }
        } else {
            enter(entrant);
        }
    }

    /**
     * Returns whether the events touch those at hand, which may have moved on meanwhile, so that nothing is missing between the
     * two.
     *
     * @param known up to where the realm was known when they were asked for
     */
    private boolean remember(Slice slice, long oldest, long known) {
        List<Publication> events = slice.events();
        long last = events.isEmpty() ? oldest : events.get(events.size() - 1).sequence();
        long end = events.size() < mostReplayed ? Math.max(last, known) : last;
        boolean touches = slice.complete() && end >= recent.from();
        if (touches && !recent.covers(oldest)) {
            recent.addOlder(oldest, events, around.timers().nanoTime());
        }
        return touches;
    }

    private static long from(Entrant entrant) {
        return entrant.from() == null ? 0 : entrant.from().sequence();
    }

    /** It goes on from here: what it has missed, then what comes. */
    private void open(Entrant entrant, Position now) {
        Member member = entrant.member();
        Client client = member.client;
        List<Frame> missed = new ArrayList<>();
        recent.collect(from(entrant), member, missed);
        if (entrant.returning() && sizeOf(missed) > around.config().outboxBytes() / 2) {
            beginAnew(entrant, now); // it would be closed as too slow, and come back for more
            return;
        }
        List<Frame> first = new ArrayList<>();
        Payload greeting = entrant.greeting() == null ? null : client.protocol().encode(entrant.greeting());
        if (greeting != null) {
            first.add(Frame.of(greeting, around.timers().nanoTime()));
        }
        first.addAll(Frame.join(missed, client.protocol()));
        Gate shut = client.outbox().open(member, entrant.gate(), first, Math.max(now.sequence(), from(entrant)));
        if (shut == null) {
            around.notices().flush(client);
        } else {
            enter(entrant.anew(shut));
        }
    }

    private static int sizeOf(List<Frame> frames) {
        return frames.stream().mapToInt(Frame::size).sum();
    }

    private void tellOfDelay(Entrant entrant) {
        around.notices().delay(entrant.member(), entrant.gate(), CloseReason.UNAVAILABLE);
    }
}
