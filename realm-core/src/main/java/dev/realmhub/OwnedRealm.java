package dev.realmhub;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One realm that this backend owns, from the lease to its end. The game's code runs on the realm's queue; being dropped does
 * not wait for that, because what runs there may hang.
 *
 * <p>Thread-safe.
 */
final class OwnedRealm {
    private enum Phase {
        OPENING,
        OPEN,
        LEAVING,
        GONE
    }

    /** What all realms of a backend share; {@code forget} takes one out of the books. */
    record Surroundings(
            Broker broker,
            Leases leases,
            Executor executor,
            SerialByKey<OwnedRealm> inOrder,
            Serving serving,
            Timers timers,
            Consumer<RealmException> failures,
            Consumer<OwnedRealm> forget) {}

    private final Leases.Lease lease;
    private final Surroundings around;
    final @Nullable FencedAppends appends;
    private final CompletableFuture<Leases.Lease> opened = new CompletableFuture<>();
    private final CompletableFuture<Void> left = new CompletableFuture<>();
    private final Alarms alarms;
    private final OwnersEar ear = new OwnersEar();
    final Load underWay = new Load(Integer.MAX_VALUE);
    private volatile long lastUsed;
    private volatile GameFactory.@Nullable Game game;

    // Guarded by this.
    private Phase phase = Phase.OPENING;
    private final List<Runnable> held = new ArrayList<>();

    OwnedRealm(Leases.Lease lease, Surroundings around) {
        this.lease = lease;
        this.around = around;
        this.alarms = new Alarms(around.timers(), this::execute);
        this.lastUsed = around.timers().nanoTime();
        this.appends = around.broker()
                .eventLog(lease.realm())
                .map(log -> new FencedAppends(log, lease, this::drop))
                .orElse(null);
    }

    Leases.Lease lease() {
        return lease;
    }

    /** Completes when the game is open; fails if it could not be opened. */
    CompletionStage<Leases.Lease> opened() {
        return opened;
    }

    /** Completes when the realm is not owned here any more. */
    CompletionStage<Void> left() {
        return left;
    }

    synchronized boolean isGone() {
        return phase == Phase.GONE;
    }

    boolean isIdle(Duration limit) {
        return isOpen() && alarms.isEmpty() && around.timers().nanoTime() - lastUsed >= limit.toNanos();
    }

    /**
     * Listens first, so that nobody takes an owner who is still opening for a dead one; then locks out earlier owners and opens the
     * game. Waits for the bus.
     */
    void begin(GameFactory factory) {
        try {
            ear.open(around.broker(), new Broker.Owner(lease.realm(), this::run));
        } catch (BrokerException notNow) {
            fail(notNow);
            return;
        }
        CompletionStage<?> alone = appends == null ? CompletableFuture.completedStage(lease) : appends.ready();
        alone.whenComplete((last, failure) -> queue(() -> open(factory, failure), this::drop));
    }

    /** May block, for the game's store. */
    private void open(GameFactory factory, @Nullable Throwable failure) {
        if (isGone()) {
            return;
        }
        if (failure != null) {
            fail(failure);
            return;
        }
        try {
            game = factory.open(new Ownership(this));
        } catch (Throwable thrown) {
            fail(thrown);
            return;
        }
        if (became(Phase.OPENING, Phase.OPEN)) {
            opened.complete(lease);
            takeHeld().forEach(Runnable::run); // before those that came since
        }
    }

    private void fail(Throwable failure) {
        opened.completeExceptionally(failure);
        if (!(failure instanceof FencedException)) {
            around.failures().accept(new RealmException("could not open " + lease, failure));
        }
        drop();
    }

    /** Called on the broker's thread. What is for a higher epoch is answered by whoever owns the realm now. */
    private CompletionStage<Outcome> run(Broker.ToOwner request) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        if (request.epoch() > lease.epoch()) {
            drop();
        } else if (request.epoch() < lease.epoch()) {
            refuse(request, outcome);
        } else if (isGone()) {
            outcome.complete(new Outcome.Unavailable());
        } else if (!around.serving().admit(request.command(), outcome)) {
            outcome.complete(Serving.BUSY);
        } else {
            Runnable handling = () -> handle(request.command(), outcome);
            queue(handling, () -> outcome.complete(new Outcome.Unavailable()));
            return request.command().answered() ? outcome : CompletableFuture.completedStage(Outcome.ok());
        }
        return outcome;
    }

    /**
     * It is true that a command for an earlier owner was not run only once he is locked out. Nobody runs what is for epoch 0: it asks
     * whether the owner lives.
     */
    private void refuse(Broker.ToOwner request, CompletableFuture<Outcome> outcome) {
        if (request.epoch() > 0) {
            opened().thenAccept(lockedOut -> outcome.complete(new Outcome.Unavailable()));
        } else if (!isGone()) {
            outcome.complete(new Outcome.Unavailable());
        }
    }

    private void handle(Command command, CompletableFuture<Outcome> outcome) {
        if (hold(() -> handle(command, outcome))) {
            return;
        }
        GameFactory.Game open = game;
        if (open == null || isGone()) {
            outcome.complete(new Outcome.Unavailable());
            return;
        }
        lastUsed = around.timers().nanoTime();
        underWay.count(outcome);
        around.serving().handle((one, reply) -> play(open, one, reply), command, outcome);
    }

    private synchronized boolean hold(Runnable command) {
        return (phase == Phase.OPENING || phase == Phase.LEAVING) && held.add(command);
    }

    private void play(GameFactory.Game open, Command command, Backend.Reply reply) throws Exception {
        try {
            open.handle(command, outcome -> reply.with(isGone() ? outcome : ofOwner(outcome)));
        } catch (FencedException fenced) {
            drop();
            reply.with(new Outcome.Unavailable());
        }
    }

    /** "Unavailable" would send the command on, to another owner who does not exist. */
    private static Outcome ofOwner(Outcome outcome) {
        return outcome instanceof Outcome.Unavailable
                ? Outcome.rejected("unavailable", "Not now; try again soon.")
                : outcome;
    }

    CompletionStage<Position> append(Publication publication) {
        if (appends == null) {
            throw new IllegalStateException(lease.realm() + " keeps no stream: give the broker a RealmKind.kept");
        }
        return isGone()
                ? CompletableFuture.failedStage(new FencedException(lease + " is over", null))
                : appends.append(around.serving().traced(publication));
    }

    void execute(Runnable task) {
        queue(() -> guarded(task), () -> {});
    }

    Runnable after(Duration delay, Runnable task) {
        return alarms.after(delay, task);
    }

    private void guarded(Runnable task) {
        if (!isOpen()) {
            return;
        }
        try {
            task.run();
        } catch (FencedException fenced) {
            drop();
        } catch (Throwable thrown) {
            around.failures().accept(new RealmException("a task of " + lease + " failed", thrown));
        }
    }

    /** Closes the game after what waits, and lets the realm go; commands that come meanwhile are not run. */
    CompletionStage<Void> leave() {
        queue(this::closeGame, this::drop);
        return left;
    }

    private void closeGame() {
        GameFactory.Game open = game;
        if (open == null || !became(Phase.OPEN, Phase.LEAVING)) {
            return;
        }
        try {
            open.close();
        } catch (FencedException fenced) {
            // there is another owner already
        } catch (Throwable thrown) {
            around.failures().accept(new RealmException("could not close " + lease, thrown));
        }
        underWay.none().thenRun(this::drop); // handlers may still write and answer
    }

    /** Ends it at once, whatever runs; the realm is given up, unless it has another owner already. Idempotent. */
    void drop() {
        synchronized (this) {
            if (phase == Phase.GONE) {
                return;
            }
            phase = Phase.GONE;
        }
        around.forget().accept(this);
        released().whenComplete((ignored, failure) -> {
            takeHeld().forEach(command -> queue(command, command));
            opened.completeExceptionally(new FencedException(lease + " is over", failure));
            left.complete(null);
        });
    }

    /** To be called when nobody sends it anything any more. Waits for the bus. */
    void stopListening() {
        ear.close();
    }

    private CompletionStage<?> released() {
        try {
            return around.leases().release(lease);
        } catch (RuntimeException thrown) {
            return CompletableFuture.failedStage(thrown);
        }
    }

    synchronized boolean isOpen() {
        return phase == Phase.OPEN;
    }

    private synchronized boolean became(Phase from, Phase to) {
        boolean can = phase == from;
        phase = can ? to : phase;
        return can;
    }

    private synchronized List<Runnable> takeHeld() {
        List<Runnable> all = List.copyOf(held);
        held.clear();
        return all;
    }

    private void queue(Runnable task, Runnable otherwise) {
        try {
            around.inOrder().execute(this, task);
        } catch (RejectedExecutionException closing) {
            otherwise.run();
        }
    }
}
