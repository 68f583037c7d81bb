package dev.realmhub.test;

import dev.realmhub.ClientProtocol.Event;
import dev.realmhub.ClientProtocol.Live;
import dev.realmhub.ClientProtocol.RealmSnapshot;
import dev.realmhub.Position;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stay in a realm that keeps a stream: from a position on, which the client was told, it gets what the stream has of it,
 * each event once and in the stream's order, or it is told that it does not.
 */
final class KeptStay extends Stay {
    /** From here on everything is promised; null if nothing is, until the next word. */
    private @Nullable Position from;

    private boolean resynced;

    /** What follows in this life of the stream. */
    private List<Fact> facts = List.of();

    private int next;

    KeptStay(Reading reading, Seat seat) {
        super(reading, seat);
    }

    @Override
    void live(Live live) {
        if (live.resumed()) {
            check(
                    !resynced && live.position().toString().equals(seat.named()),
                    "resumed from " + live.position()
                            + (resynced ? " after a resync" : ", but it asked for " + seat.named()));
        } else {
            check(!reading.history().hasSnapshots(realm), "is live without the snapshot of this kind of realm");
            checkMarked();
        }
        begin(live.position());
    }

    @Override
    void snapshot(RealmSnapshot snapshot) {
        check(reading.history().hasSnapshots(realm), "got a snapshot that this kind of realm does not have");
        checkMarked();
        State state = checked(snapshot);
        Position position = snapshot.position();
        if (position == null) {
            violation("got a snapshot without a position");
            return;
        }
        checkState(state, position);
        begin(position);
    }

    private void checkMarked() {
        check(seat.named() == null || resynced, "asked to resume, and was not told resync before it began anew");
    }

    /** A state that names its position holds exactly what stands up to there; any other, that at least. */
    private void checkState(State state, Position position) {
        boolean exact = !state.upto().isEmpty();
        check(
                !exact || state.upto().equals(position.toString()),
                "got the state at " + state.upto() + " as that at " + position);
        Map<String, Integer> fold = fold(position);
        boolean holds = exact
                ? fold.equals(state.known())
                : fold.entrySet().stream().allMatch(e -> state.of(e.getKey()) >= e.getValue());
        check(holds, "got the state " + state.known() + " at " + position + "; it was " + fold);
    }

    private Map<String, Integer> fold(Position position) {
        Map<String, Integer> fold = new HashMap<>();
        reading.history().facts(realm).in(position.epoch()).stream()
                .filter(fact -> fact.position().sequence() <= position.sequence())
                .forEach(fact -> fold.put(fact.stamp().publisher(), fact.stamp().number()));
        return fold;
    }

    private void begin(Position position) {
        check(from == null, "began again at " + position + " without a resync");
        from = position;
        facts = reading.history().facts(realm).in(position.epoch());
        next = 0;
        while (next < facts.size() && facts.get(next).position().sequence() <= position.sequence()) {
            next++;
        }
        long now = reading.tick();
        check(
                facts.stream().limit(next).allMatch(fact -> fact.tick() < now),
                "begins at " + position + ", which lies in the future");
    }

    @Override
    void delayed() {
        check(from == null, "was told to wait for what it has already");
    }

    @Override
    void resync() {
        from = null;
        resynced = true;
    }

    @Override
    void event(Event event, Stamp stamp) {
        Position position = event.position();
        if (from == null || position == null) {
            violation(
                    "heard " + stamp + " at " + position + " when nothing may come" + (from == null ? " yet" : " so"));
            return;
        }
        Fact expected = nextSeen();
        if (expected == null || !expected.position().equals(position)) {
            violation("expected " + (expected == null ? "nothing" : expected) + ", and heard " + stamp + " at "
                    + position);
            skipTo(position);
            return;
        }
        check(
                Objects.equals(event.payload(), seen(expected)),
                "heard " + event.payload().text() + " instead of what is its own");
        next++;
    }

    private @Nullable Fact nextSeen() {
        while (next < facts.size() && seen(facts.get(next)) == null) {
            next++;
        }
        return next < facts.size() ? facts.get(next) : null;
    }

    /** One violation for one hole. */
    private void skipTo(Position position) {
        for (int i = 0; i < facts.size(); i++) {
            if (facts.get(i).position().equals(position)) {
                next = i + 1;
            }
        }
    }

    @Override
    void end(boolean open) {
        if (!open) {
            return;
        }
        if (from == null) {
            violation("waits for its beginning for ever");
            return;
        }
        Fact missing = nextSeen();
        check(missing == null, "never heard " + missing + ", and was never told");
        check(!reading.history().isOutdated(realm, from), "was never told that the stream of " + from + " is another");
    }
}
