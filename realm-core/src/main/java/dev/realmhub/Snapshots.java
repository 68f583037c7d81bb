package dev.realmhub;

import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gets members their snapshots from the backends, for as long as it takes: a member whose snapshot does not come is told, and
 * it is asked for again. Keeps the deadline and the number of requests under way; the others wait their turn.
 *
 * <p>Thread-safe.
 */
final class Snapshots {
    /** Before a backend is asked again; doubled each time. */
    static final Duration FIRST_PAUSE = Duration.ofMillis(250);

    private static final int DOUBLINGS = 5;

    private final Set<String> kinds;
    private final Broker broker;
    private final ContinuityConfig config;
    private final Timers timers;
    private final Executor executor;
    private final Notices notices;
    private final Queue<Runnable> line = new ConcurrentLinkedQueue<>();
    private final AtomicInteger underWay = new AtomicInteger();

    Snapshots(
            Set<String> kinds,
            Broker broker,
            ContinuityConfig config,
            Timers timers,
            Executor executor,
            Notices notices) {
        this.kinds = Set.copyOf(kinds);
        this.broker = broker;
        this.config = config;
        this.timers = timers;
        this.executor = executor;
        this.notices = notices;
    }

    /** Returns whether a realm begins with a snapshot. */
    boolean has(Realm realm) {
        return kinds.contains(realm.kind());
    }

    /** Asks for a member's snapshot, again and again until it comes or the membership is over. It comes on the executor. */
    void ask(Member member, Consumer<Snapshot> then) {
        ask(member, then, 0);
    }

    private void ask(Member member, Consumer<Snapshot> then, int times) {
        line.add(() -> request(member, (snapshot, refusal) -> {
            if (snapshot != null) {
                then.accept(snapshot);
            } else if (refusal != null) {
                notices.tell(member, new ClientProtocol.Delayed(member.realm(), refusal));
                Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(times, DOUBLINGS));
                timers.after(pause, () -> ask(member, then, times + 1));
            }
        }));
        letOn();
    }

    /** Lets as many of the line on as may be under way at once. */
    private void letOn() {
        while (!line.isEmpty() && takePlace()) {
            Runnable first = line.poll();
            if (first == null) {
                underWay.decrementAndGet();
            } else {
                first.run();
            }
        }
    }

    private boolean takePlace() {
        int now = underWay.get();
        while (now < config.concurrentSnapshots()) {
            if (underWay.compareAndSet(now, now + 1)) {
                return true;
            }
            now = underWay.get();
        }
        return false;
    }

    /** Answers with one of both, or with neither if nobody wants it any more. */
    private void request(Member member, BiConsumer<@Nullable Snapshot, @Nullable CloseReason> then) {
        AtomicBoolean settled = new AtomicBoolean();
        BiConsumer<@Nullable Snapshot, @Nullable CloseReason> settle = (snapshot, refusal) -> {
            if (settled.compareAndSet(false, true)) {
                underWay.decrementAndGet();
                executor.execute(() -> {
                    letOn();
                    then.accept(snapshot, refusal);
                });
            }
        };
        if (member.client.outbox().isOver(member)) {
            settle.accept(null, null);
            return;
        }
        Timers.Pending late = timers.after(config.snapshotDeadline(), () -> settle.accept(null, CloseReason.DEADLINE));
        requested(member).whenComplete((snapshot, failure) -> {
            late.cancel();
            settle.accept(snapshot, snapshot == null ? reasonOf(failure) : null);
        });
    }

    private CompletionStage<Snapshot> requested(Member member) {
        Client client = member.client;
        Snapshot.Viewer viewer = new Snapshot.Viewer(client.user(), member.membership.role(), client.address());
        try {
            return broker.request(new Snapshot.Request(member.realm(), viewer));
        } catch (RuntimeException thrown) {
            return CompletableFuture.failedStage(thrown);
        }
    }

    private static CloseReason reasonOf(@Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof RefusedException refused ? refused.reason() : CloseReason.UNAVAILABLE;
    }
}
