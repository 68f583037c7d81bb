package dev.realmhub;

import java.util.HashMap;
import java.util.Map;
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
    private final Map<Realm, RealmStream> streams = new HashMap<>();

    Streams(Surroundings around, Audiences audiences) {
        this.around = around;
        this.audiences = audiences;
    }

    /** Takes an event that came through a stream; where nobody is in its realm it ends here. */
    void take(Delivery delivery) {
        RealmStream stream = streams.get(delivery.realm());
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
        streams.computeIfAbsent(realm, this::follow).reception().enter(entrant);
    }

    /** Compares what is known of a realm with its stream, if it is followed. */
    void check(Realm realm) {
        RealmStream stream = streams.get(realm);
        if (stream != null) {
            stream.check();
        }
    }

    void forget(Realm realm) {
        streams.remove(realm);
    }

    private RealmStream follow(Realm realm) {
        EventLog log = around.broker().eventLog(realm).orElseThrow();
        RealmStream stream = new RealmStream(realm, log, around, audiences);
        stream.check();
        return stream;
    }
}
