package dev.realmhub.test;

import dev.realmhub.Backend;
import dev.realmhub.Broker;
import dev.realmhub.EventLog;
import dev.realmhub.Position;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A backend that publishes to one realm without a pause, and makes exact snapshots meanwhile. */
final class Fire {
    private static final String PUBLISHER = "fire";
    private static final int PAGE = 1_000;

    private final Realm realm;
    private final History history;
    private final @Nullable EventLog log;
    private final @Nullable Position beginning;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Queue<CompletableFuture<Position>> appends = new ConcurrentLinkedQueue<>();

    private @Nullable Future<?> burning;

    // Guarded by this.
    private int known;
    private @Nullable Position at;

    // The clock's own.
    private long began;
    private int published;

    Fire(Broker broker, Realm realm, History history) {
        this.realm = realm;
        this.history = history;
        Optional<EventLog> streams = broker.eventLog(realm);
        log = streams.orElse(null);
        beginning = streams.map(s -> Patience.answer(s.last(realm))).orElse(null);
        at = beginning;
    }

    Backend serve(Broker broker) {
        return Backend.builder(broker).snapshot(realm.kind(), this::snapshot).start();
    }

    private synchronized Snapshot snapshot(Realm of, Snapshot.Viewer viewer) {
        String upto = at == null ? "" : at.toString();
        Map<String, Integer> numbers = known == 0 ? Map.of() : Map.of(PUBLISHER, known);
        State state = new State(of.toString(), viewer.user().id(), viewer.role(), upto, numbers);
        return at == null ? Snapshot.of(state.payload()) : Snapshot.of(state.payload(), at);
    }

    void begin(Backend backend, int perSecond) {
        began = System.nanoTime();
        burning = clock.scheduleAtFixedRate(() -> catchUp(backend, perSecond), 0, 1, TimeUnit.MILLISECONDS);
    }

    private void catchUp(Backend backend, int perSecond) {
        long due = (System.nanoTime() - began) * perSecond / 1_000_000_000;
        while (published < due) {
            publish(backend);
        }
    }

    private void publish(Backend backend) {
        Stamp stamp = history.stamp(PUBLISHER, realm.toString());
        Publication publication = stamp.publication(List.of(), List.of());
        published = stamp.number();
        if (log == null) {
            history.published(realm, publication);
            holds(published, null);
            backend.publish(realm, publication);
        } else {
            appends.add(backend.append(realm, publication, null)
                    .whenComplete((position, failure) -> {
                        if (position != null) {
                            holds(stamp.number(), position);
                        }
                    })
                    .toCompletableFuture());
        }
    }

    /** One publisher: the stream has its events in the order of their numbers. */
    private synchronized void holds(int number, @Nullable Position position) {
        if (number > known) {
            known = number;
            at = position;
        }
    }

    /** Puts it out; returns the last number. */
    int end() {
        clock.shutdown();
        try {
            if (!clock.awaitTermination(30, TimeUnit.SECONDS)) {
                throw new AssertionError("the publisher does not end");
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError("interrupted", interrupted);
        }
        if (burning == null || !burning.isCancelled()) {
            throw new AssertionError("the publisher failed before it was to end");
        }
        appends.forEach(Patience::answer);
        readStream();
        return published;
    }

    private void readStream() {
        EventLog streams = log;
        Position from = beginning;
        while (streams != null && from != null) {
            EventLog.Slice slice = Patience.answer(streams.read(realm, from, PAGE));
            if (!slice.complete()) {
                throw new AssertionError("the stream has lost what comes after " + from);
            }
            history.read(realm, slice.events());
            from = slice.events().isEmpty()
                    ? null
                    : slice.events().get(slice.events().size() - 1).position().orElseThrow();
        }
    }
}
