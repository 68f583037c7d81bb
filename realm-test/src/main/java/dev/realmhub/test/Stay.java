package dev.realmhub.test;

import dev.realmhub.ClientProtocol.Event;
import dev.realmhub.ClientProtocol.Live;
import dev.realmhub.ClientProtocol.RealmSnapshot;
import dev.realmhub.Membership;
import dev.realmhub.Payload;
import dev.realmhub.Realm;
import org.jspecify.annotations.Nullable;

/** One membership in an account, from {@code joined} to {@code left} or the end. */
abstract class Stay {
    /**
     * What a client is in a realm.
     *
     * @param named the text form of the position from which it would resume; empty in a plain realm; null if it did not ask
     */
    record Seat(
            Membership membership, String user, @Nullable String named) {}

    final Reading reading;
    final Realm realm;
    final Seat seat;

    Stay(Reading reading, Seat seat) {
        this.reading = reading;
        this.seat = seat;
        this.realm = seat.membership().realm();
    }

    abstract void live(Live live);

    abstract void snapshot(RealmSnapshot snapshot);

    abstract void resync();

    abstract void event(Event event, Stamp stamp);

    /**
     * It is over.
     *
     * @param open whether the client is still there, so that nothing may be missing
     */
    abstract void end(boolean open);

    /** What it waits for cannot be had now. */
    abstract void delayed();

    void check(boolean fine, String otherwise) {
        if (!fine) {
            violation(otherwise);
        }
    }

    void violation(String what) {
        reading.violation("in " + seat.membership() + " " + what);
    }

    @Nullable
    Payload seen(Fact fact) {
        return fact.seenBy(seat.user(), seat.membership().role());
    }

    /** Checks that a snapshot is this client's. */
    State checked(RealmSnapshot snapshot) {
        State state = State.of(snapshot.payload());
        check(state.realm().equals(realm.toString()), "got the snapshot of " + state.realm());
        check(
                state.user().equals(seat.user())
                        && state.role().equals(seat.membership().role()),
                "got the snapshot for " + state.user() + " as '" + state.role() + "'");
        return state;
    }
}
