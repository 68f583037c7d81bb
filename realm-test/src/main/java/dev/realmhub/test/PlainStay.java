package dev.realmhub.test;

import dev.realmhub.ClientProtocol.Event;
import dev.realmhub.ClientProtocol.Live;
import dev.realmhub.ClientProtocol.RealmSnapshot;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A stay in a realm without a stream: what is published comes once and in each publisher's order, and where something is
 * missing the client is told afterwards.
 */
final class PlainStay extends Stay {
    private final boolean snapshots;

    /** From here on everything is promised, but what the snapshot holds already. */
    private long since;

    private @Nullable State state;
    private boolean resynced;
    private final Set<String> heard = new HashSet<>();
    private final Map<String, Integer> last = new HashMap<>();

    PlainStay(Reading reading, Seat seat) {
        super(reading, seat);
        snapshots = reading.history().hasSnapshots(realm);
        since = reading.tick();
    }

    @Override
    void live(Live live) {
        violation("is live at " + live.position() + " in a realm without a stream");
    }

    @Override
    void snapshot(RealmSnapshot snapshot) {
        check(snapshots, "got a snapshot that this kind of realm does not have");
        check(state == null, "got another snapshot without a resync");
        check(snapshot.position() == null, "got a snapshot at " + snapshot.position() + " in a realm without a stream");
        checkMarked();
        begin(checked(snapshot));
    }

    private void checkMarked() {
        check(seat.named() == null || resynced, "was here before, and was not told resync before it began anew");
    }

    @Override
    void delayed() {
        check(snapshots && state == null, "was told to wait for what it has already, or never gets");
    }

    @Override
    void resync() {
        resynced = true;
        begin(null);
    }

    private void begin(@Nullable State from) {
        state = from;
        since = reading.tick();
        heard.clear();
        last.clear();
    }

    @Override
    void event(Event event, Stamp stamp) {
        check(!snapshots || state != null, "heard " + stamp + " before the snapshot");
        check(event.position() == null, "heard " + stamp + " at a position");
        check(reading.isNext(stamp), "heard " + stamp + " again, or after a later one");
        Fact fact = reading.history().facts(realm).of(stamp);
        check(
                fact != null && Objects.equals(event.payload(), seen(fact)),
                "heard " + event.payload().text() + ", which is not its own");
        heard.add(stamp.toString());
        last.put(stamp.publisher(), stamp.number());
    }

    @Override
    void end(boolean open) {
        if (open) {
            check(!snapshots || state != null, "waits for its snapshot for ever");
            check(seat.named() == null || resynced, "was here before, and was never told resync");
        }
        reading.history().facts(realm).all().stream()
                .filter(fact -> isPromised(fact) && !heard.contains(fact.stamp().toString()))
                .filter(fact -> open || isBehind(fact))
                .filter(fact -> !isExcused(fact, open))
                .findFirst()
                .ifPresent(fact -> violation("never heard " + fact + ", and was never told"));
    }

    private boolean isPromised(Fact fact) {
        boolean after = snapshots
                ? state != null && fact.stamp().number() > state.of(fact.stamp().publisher())
                : fact.tick() > since;
        return after && seen(fact) != null;
    }

    /** Returns whether something of the same publisher came behind it: then it is no longer under way. */
    private boolean isBehind(Fact fact) {
        return last.getOrDefault(fact.stamp().publisher(), 0) > fact.stamp().number();
    }

    /** Who leaves soon after a loss need not have been told; what nobody can notice cannot be told. */
    private boolean isExcused(Fact fact, boolean open) {
        String node = reading.account().node();
        return open
                ? reading.history().wasLostUnnoticed(node, fact)
                : reading.history().wasLost(node, fact);
    }
}
