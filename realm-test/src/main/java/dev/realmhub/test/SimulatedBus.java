package dev.realmhub.test;

import dev.realmhub.Address;
import dev.realmhub.Publication;
import dev.realmhub.RealmKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The server of a simulated bus: what it is asked to carry arrives late, in each sender's order, or never. For one thread. */
final class SimulatedBus {
    private static final Duration SOON = Duration.ofMillis(1);
    private static final Duration SLOW = Duration.ofMillis(200);

    final SimulatedTime time;
    final Chance chance;
    final History history;
    final SimulatedStreams streams;

    /** Whether nodes get only what they have asked for. */
    final boolean onlyWanted;

    /** How many requests of a sort come to nothing, or late. */
    final Map<Class<?>, Double> failing = new HashMap<>();

    private final List<SimulatedLink> links = new ArrayList<>();
    private boolean slow;

    SimulatedBus(SimulatedTime time, Chance chance, History history, List<RealmKind> kinds, boolean onlyWanted) {
        this.time = time;
        this.chance = chance;
        this.history = history;
        this.streams = new SimulatedStreams(time, history, kinds);
        this.onlyWanted = onlyWanted;
    }

    SimulatedLink connect(SimulatedProcess process) {
        SimulatedLink link = new SimulatedLink(this, process);
        links.add(link);
        return link;
    }

    /** The server notices at once that a process is no more. */
    void forget(SimulatedLink link) {
        links.remove(link);
    }

    /** Lets messages take their time, so that they overtake those of others. */
    void slow(boolean now) {
        slow = now;
    }

    /** Returns how long one leg of a way takes. */
    long lag() {
        Duration most = slow && chance.oneIn(3) ? SLOW : SOON;
        return chance.nanosBetween(Duration.ofNanos(20_000), most);
    }

    List<SimulatedLink> links() {
        return links;
    }

    /** A publication has reached the server. */
    void arrived(SimulatedLink from, Address to, Publication publication) {
        Publication placed = publication;
        if (to instanceof Address.OfRealm realm && streams.keep(realm.realm())) {
            placed = streams.add(realm.realm(), publication, null);
        }
        if (placed != null) {
            fanOut(from, to, placed);
        }
    }

    void fanOut(SimulatedLink from, Address to, Publication publication) {
        for (SimulatedLink link : List.copyOf(links)) {
            link.fanIn(from, to, publication);
        }
    }

    /** It reached no server: nobody can know. */
    void lostByAll(Address to, Publication publication) {
        links.forEach(link -> link.lost(to, publication, false));
    }
}
