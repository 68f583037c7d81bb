package dev.realmhub;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** The ways of a hub to the owners of realms. Thread-safe. */
final class OwnerRoutes {
    /** A forgotten way is asked for again; this only bounds memory. */
    private static final int MOST = 50_000;

    /** What all of them share. */
    record Surroundings(Broker broker, Timers timers, Set<String> idempotent) {}

    private final Set<String> kinds;
    private final Surroundings around;
    private final ConcurrentMap<Realm, OwnerRoute> routes = new ConcurrentHashMap<>();

    /**
     * Makes those to realms of some kinds.
     *
     * @param idempotent the types of commands that may be run twice
     */
    OwnerRoutes(Set<String> kinds, Set<String> idempotent, Broker broker, Timers timers) {
        this.kinds = Set.copyOf(kinds);
        this.around = new Surroundings(broker, timers, Set.copyOf(idempotent));
    }

    /** Returns whether the command is for a realm that somebody owns. */
    boolean lead(Command command) {
        return !kinds.isEmpty()
                && command.membership()
                        .map(member -> kinds.contains(member.realm().kind()))
                        .orElse(false);
    }

    /** Returns the owner to whom a realm's commands go; null if there were none, or he is being looked for. */
    Leases.@Nullable Lease ownerOf(Realm realm) {
        OwnerRoute route = routes.get(realm);
        return route == null ? null : route.owner();
    }

    /** Sends a command to the owner of its realm. If whoever asks completes the stage himself, the owner is suspected. */
    CompletableFuture<Outcome> send(Command command) {
        if (routes.size() > MOST) {
            routes.values().removeIf(OwnerRoute::isQuiet);
        }
        return routes.computeIfAbsent(command.realm(), realm -> new OwnerRoute(realm, around))
                .send(command);
    }
}
