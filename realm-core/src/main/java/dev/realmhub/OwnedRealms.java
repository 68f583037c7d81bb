package dev.realmhub;

import dev.realmhub.BrokerException.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The realms that a backend owns: claims them, looks after them and lets them go. Thread-safe. */
final class OwnedRealms {
    private static final Logger logger = LoggerFactory.getLogger(Backend.class);

    /** Of the realms of a backend that died; the others leave some to the others. */
    private static final int ADOPTED_AT_ONCE = 50;

    /** A game that hangs must not keep the others from being handed over. */
    private static final Duration HAND_OVER_LIMIT = Duration.ofSeconds(2);

    /** Whatever was sent to an owner has come by then. */
    private static final Duration LINGER = Duration.ofSeconds(1);

    private final String id = Ids.unguessable();
    private final Map<String, GameFactory> games;
    private final Owning settings;
    private final Broker broker;
    private final Leases leases;
    private final Executor executor;
    private final Timers timers;
    private final OwnedRealm.Surroundings around;
    private final ConcurrentMap<Realm, OwnedRealm> realms = new ConcurrentHashMap<>();
    private final Set<OwnedRealm> lingering = ConcurrentHashMap.newKeySet();
    private final ConcurrentMap<Realm, CompletableFuture<Leases.Lease>> claiming = new ConcurrentHashMap<>();
    private final ClaimsEar claims;
    private volatile boolean draining;
    private volatile boolean closed;
    private volatile long lastTick;

    OwnedRealms(
            Map<String, GameFactory> games,
            Owning settings,
            Broker broker,
            Executor executor,
            Timers timers,
            Serving serving,
            Consumer<RealmException> failures) {
        this.games = Map.copyOf(games);
        this.settings = settings;
        this.broker = broker;
        this.executor = executor;
        this.timers = timers;
        this.leases = broker.leases()
                .orElseThrow(() -> new IllegalArgumentException("this bus has no leases, so nobody can own realms"));
        this.claims = new ClaimsEar(broker, games.keySet(), this::claim);
        this.around = new OwnedRealm.Surroundings(
                broker, leases, executor, new SerialByKey<>(executor), serving, timers, failures, this::forget);
    }

    /** Begins to claim. Waits for the bus. */
    void start() {
        lastTick = timers.nanoTime();
        claims.listen(isWilling());
        tick();
    }

    static CompletionStage<Outcome> astray(Command command) {
        logger.warn("{} did not come to its realm's owner: tell the hub of the kind, HubBuilder.owned(...)", command);
        return CompletableFuture.completedStage(new Outcome.Unavailable());
    }

    int count() {
        return realms.size();
    }

    List<Inspection.OfOwned> look() {
        return realms.values().stream().map(OwnedRealms::look).toList();
    }

    private static Inspection.OfOwned look(OwnedRealm owned) {
        Leases.Lease lease = owned.lease();
        String position = owned.appends == null ? "" : owned.appends.position();
        return new Inspection.OfOwned(
                lease.realm().toString(),
                lease.holder(),
                lease.epoch(),
                owned.isOpen(),
                position,
                owned.underWay.count());
    }

    private boolean isWilling() {
        return !draining && !closed && !isAsleep() && realms.size() + claiming.size() < settings.most();
    }

    /** Its executor does not run what it is given, the tick for one. */
    private boolean isAsleep() {
        return timers.nanoTime() - lastTick > Leases.LAPSE.toNanos();
    }

    private void forget(OwnedRealm gone) {
        realms.remove(gone.lease().realm(), gone);
        lingering.add(gone);
        timers.after(LINGER, () -> {
            lingering.remove(gone);
            gone.stopListening();
        });
    }

    /** Called on the broker's thread. Completes with the lease, whoever has it, when commands can be sent to its owner. */
    CompletionStage<Leases.Lease> claim(Broker.Claim claim) {
        OwnedRealm mine = realms.get(claim.realm());
        if (mine != null && mine.lease().epoch() > claim.suspect()) {
            return mine.opened();
        }
        if (!isWilling()) {
            return CompletableFuture.failedStage(
                    new BrokerException(Fault.NOBODY_THERE, "this backend takes no more realms: " + claim, null));
        }
        CompletableFuture<Leases.Lease> fresh = new CompletableFuture<>();
        CompletableFuture<Leases.Lease> running = claiming.putIfAbsent(claim.realm(), fresh);
        if (running != null) {
            return running;
        }
        acquired(claim.realm(), claim.suspect()).whenComplete((lease, failure) -> {
            claiming.remove(claim.realm(), fresh);
            settle(fresh, lease, failure);
        });
        return fresh;
    }

    private static <T> void settle(CompletableFuture<T> stage, @Nullable T value, @Nullable Throwable failure) {
        if (failure != null) {
            stage.completeExceptionally(
                    failure instanceof CompletionException && failure.getCause() != null
                            ? failure.getCause()
                            : failure);
        } else {
            stage.complete(value);
        }
    }

    private CompletionStage<Leases.Lease> acquired(Realm realm, long suspect) {
        return leases.acquire(realm, id, suspect).thenCompose(answer -> {
            Leases.Lease lease = answer.lease();
            OwnedRealm known = realms.get(realm);
            if (answer.acquired()) {
                return serve(lease);
            }
            if (!lease.holder().equals(id)) {
                return CompletableFuture.completedStage(lease);
            }
            return known != null && known.lease().equals(lease) ? known.opened() : acquired(realm, lease.epoch());
        });
    }

    private CompletionStage<Leases.Lease> serve(Leases.Lease lease) {
        OwnedRealm owned = new OwnedRealm(lease, around);
        OwnedRealm older = realms.put(lease.realm(), owned);
        if (older != null) {
            older.drop();
        }
        GameFactory factory = Objects.requireNonNull(games.get(lease.realm().kind()), "a claim of a kind not owned");
        try {
            executor.execute(() -> owned.begin(factory));
        } catch (RejectedExecutionException closing) {
            owned.drop();
        }
        return owned.opened();
    }

    /** Twice a second: says that this backend lives, and looks after what others left, what is idle and what is too much. */
    private void tick() {
        if (closed) {
            return;
        }
        timers.after(Leases.RENEW_EVERY, this::tick);
        boolean overslept = isAsleep();
        lastTick = timers.nanoTime();
        if (overslept) {
            realms.values().forEach(this::check);
        }
        leases.renew(id).thenAccept(this::adopt);
        realms.values().stream()
                .filter(realm -> realm.isIdle(settings.idleAfter()))
                .forEach(OwnedRealm::leave);
        claims.listen(isWilling());
    }

    /** After a pause of this process: others may have taken the realm over meanwhile. */
    private void check(OwnedRealm owned) {
        leases.acquire(owned.lease().realm(), id, 0).thenAccept(answer -> {
            if (!answer.lease().equals(owned.lease())) {
                owned.drop();
            }
        });
    }

    private void adopt(List<Leases.Lease> orphans) {
        List<Leases.Lease> some = new ArrayList<>(orphans);
        some.removeIf(orphan -> !games.containsKey(orphan.realm().kind()));
        Collections.shuffle(some);
        some.stream().limit(ADOPTED_AT_ONCE).forEach(orphan -> claim(new Broker.Claim(orphan.realm(), orphan.epoch())));
    }

    /**
     * Claims nothing any more, and hands over one realm after the other, or waits for the end of each, as it is set; completes
     * when all are gone.
     */
    CompletionStage<Void> drain() {
        draining = true;
        CompletableFuture<?>[] coming = claiming.values().toArray(CompletableFuture[]::new);
        return CompletableFuture.runAsync(() -> claims.listen(isWilling()), executor)
                .thenCompose(quiet -> CompletableFuture.allOf(coming).handle((all, failure) -> null))
                .thenCompose(all -> settings.keepUntilEnd() ? allLeft() : handedOver(new ArrayList<>(realms.values())))
                .thenCompose(all -> lingered());
    }

    private CompletionStage<Void> lingered() {
        CompletableFuture<Void> end = new CompletableFuture<>();
        timers.after(LINGER, () -> end.complete(null));
        return end;
    }

    private CompletionStage<Void> allLeft() {
        return CompletableFuture.allOf(realms.values().stream()
                .map(realm -> realm.left().toCompletableFuture())
                .toArray(CompletableFuture[]::new));
    }

    private CompletionStage<Void> handedOver(List<OwnedRealm> rest) {
        CompletionStage<Void> all = CompletableFuture.completedStage(null);
        for (OwnedRealm realm : rest) {
            all = all.thenComposeAsync(before -> handedOver(realm), executor);
        }
        return all;
    }

    /** Somebody else opens it at once: its clock goes on. Nobody does if there is nobody else. */
    private CompletionStage<Void> handedOver(OwnedRealm owned) {
        CompletableFuture<?> gone = owned.leave().toCompletableFuture().copy();
        timers.end(gone, HAND_OVER_LIMIT, null);
        return gone.thenCompose(
                        left -> broker.request(new Broker.Claim(owned.lease().realm(), 0)))
                .handle((lease, failure) -> null);
    }

    /** Lets all go at once, whatever their state. Waits for the bus. */
    void close() {
        closed = true;
        claims.listen(isWilling());
        realms.values().forEach(OwnedRealm::drop);
        lingering.forEach(OwnedRealm::stopListening);
    }
}
