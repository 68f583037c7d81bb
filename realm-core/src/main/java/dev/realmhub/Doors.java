package dev.realmhub;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Where members come in: sees to it that each is told where its realm's events begin, and lets them through from there on. Has
 * those whom something may have escaped come in again.
 *
 * <p>Thread-safe. Not to be called with a client's lock held: it sends.
 */
final class Doors {
    /** How long after the bus begins to bring a realm it is looked whether anything was missed on the way there. */
    private static final List<Duration> LATE_CHECKS = List.of(Duration.ofMillis(250), Duration.ofSeconds(1));

    /** Several causes of one fault are told within this time. */
    private static final Duration SETTLING = Duration.ofMillis(200);

    private final Broker broker;
    private final RealmRegistry registry;
    private final FanOut fanOut;
    private final Snapshots snapshots;
    private final Notices notices;
    private final HubEvents events;
    private final Timers timers;
    private final Executor executor;
    private final AtomicBoolean suspecting = new AtomicBoolean();

    Doors(
            Broker broker,
            RealmRegistry registry,
            FanOut fanOut,
            Snapshots snapshots,
            Notices notices,
            HubEvents events,
            Timers timers,
            Executor executor) {
        this.broker = broker;
        this.registry = registry;
        this.fanOut = fanOut;
        this.snapshots = snapshots;
        this.notices = notices;
        this.events = events;
        this.timers = timers;
        this.executor = executor;
    }

    /** Returns whether a realm's events wait until a member has been told where they begin. */
    boolean isGated(Realm realm) {
        return isKept(realm) || snapshots.has(realm);
    }

    /** Lets a member in that has just joined. */
    void come(Member member, CompletionStage<?> brought, Comeback comeback) {
        if (brought.toCompletableFuture().isDone()) {
            comeIn(member, comeback, false);
        } else {
            brought.whenCompleteAsync((begun, closed) -> comeIn(member, comeback, true), executor);
        }
    }

    private void comeIn(Member member, Comeback comeback, boolean late) {
        Realm realm = member.realm();
        boolean returning = comeback.names(realm);
        Gate gate = member.client.outbox().gateOf(member);
        if (gate == null) {
            if (returning || late) {
                again(member);
            }
        } else if (isKept(realm)) {
            Entrant entrant = returning
                    ? Entrant.returning(member, gate, comeback.positionIn(realm))
                    : Entrant.fresh(member, gate);
            fanOut.step(new Task.Step(realm, streams -> streams.enter(entrant)));
            if (late) {
                LATE_CHECKS.forEach(pause -> timers.after(pause, () -> check(realm)));
            }
        } else if (returning) {
            again(member);
        } else {
            ask(member, gate);
        }
    }

    /** Something may have escaped this node: what has a stream is checked, and whoever has none begins anew. */
    void suspect() {
        if (suspecting.compareAndSet(false, true)) {
            timers.after(SETTLING, this::checkAll);
        }
    }

    private void checkAll() {
        suspecting.set(false);
        registry.forEachRealm(realm -> {
            if (isKept(realm)) {
                check(realm);
            } else {
                registry.members(realm).forEach(this::again);
            }
        });
    }

    private void check(Realm realm) {
        fanOut.step(new Task.Step(realm, streams -> streams.check(realm)));
    }

    /** In a realm without a stream: nobody knows what was missed. */
    private void again(Member member) {
        events.resynced(member.client, member.realm());
        if (snapshots.has(member.realm())) {
            ask(member, notices.shut(member));
        } else {
            notices.tell(member, new ClientProtocol.Resync(member.realm()));
        }
    }

    private void ask(Member member, Gate gate) {
        snapshots.ask(member, snapshot -> open(member, gate, snapshot));
    }

    private void open(Member member, Gate gate, Snapshot snapshot) {
        Client client = member.client;
        Payload words =
                client.protocol().encode(new ClientProtocol.RealmSnapshot(member.realm(), null, snapshot.payload()));
        List<Frame> first = words == null ? List.of() : List.of(Frame.of(words, timers.nanoTime()));
        Gate shut = client.outbox().open(member, gate, first, 0);
        if (shut == null) {
            notices.flush(client);
        } else {
            ask(member, shut);
        }
    }

    private boolean isKept(Realm realm) {
        return broker.eventLog(realm).isPresent();
    }
}
