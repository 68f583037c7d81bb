package dev.realmhub;

import java.util.function.Consumer;

/**
 * The streams that a lane follows: those of the kept realms of this node that fall to it.
 *
 * <p>Not thread-safe: its lane works on it.
 */
final class Streams {
    /**
     * What streams need of the hub.
     *
     * @param later does something on the lane of a realm, after what waits there already
     */
    record Surroundings(
            Broker broker,
            HubConfig config,
            Timers timers,
            RealmRegistry registry,
            Snapshots snapshots,
            Notices notices,
            HubEvents events,
            Followed followed,
            Consumer<Task.Step> later) {}

    /** The audiences that a lane serves. */
    interface Audiences {
        /** Serves what comes next of a realm's stream. */
        void serve(Delivery next);

        /** Drops what of a realm's stream is not served yet: it is of another life. */
        void forget(Realm realm);
    }

    private final Surroundings around;
    private final Audiences audiences;

    Streams(Surroundings around, Audiences audiences) {
        this.around = around;
        this.audiences = audiences;
    }

    /** Takes an event that came through a stream; where nobody is in its realm it ends here. */
    void take(Delivery delivery) {
        Realm realm = delivery.realm();
        RealmStream stream = realm == null ? null : around.followed().get(realm);
        if (stream != null) {
            stream.offer(delivery.publication());
        }
    }

    void take(Task.Step step) {
        try {
            step.what().accept(this);
        } catch (RuntimeException | Error thrown) { // one realm's fault must not end the lane
            around.events().failed(new RealmException("could not follow " + step.realm(), thrown));
        }
    }

    /** Lets a member in, and begins to follow its realm if nobody was there. */
    void enter(Entrant entrant) {
        Realm realm = entrant.member().realm();
        RealmStream stream = around.followed().get(realm);
        (stream != null ? stream : follow(realm)).reception().enter(entrant);
    }

    /** Compares what is known of a realm with its stream, if it is followed. */
    void check(Realm realm) {
        RealmStream stream = around.followed().get(realm);
        if (stream != null) {
            stream.check();
        }
    }

    void forget(Realm realm) {
        around.followed().remove(realm);
    }

    private RealmStream follow(Realm realm) {
        EventLog log = around.broker().eventLog(realm).orElseThrow();
        RealmStream stream = new RealmStream(realm, log, around, audiences);
        around.followed().put(realm, stream);
        stream.check();
        return stream;
    }
}
