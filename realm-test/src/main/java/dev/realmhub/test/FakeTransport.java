package dev.realmhub.test;

import dev.realmhub.CloseReason;
import dev.realmhub.Payload;
import dev.realmhub.Transport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A socket without a network: remembers what a hub sends, and can stall, fail or throw. New ones complete each send at
 * once, on the caller's stack, as Jetty and Tyrus may.
 *
 * <p>Thread-safe.
 */
public final class FakeTransport implements Transport {
    private final CountDownLatch closed = new CountDownLatch(1);

    // Guarded by this.
    private final List<Payload> frames = new ArrayList<>();
    private final Queue<Consumer<@Nullable Throwable>> held = new ArrayDeque<>();
    private Executor completions = Runnable::run;
    private boolean stalled;
    private @Nullable RuntimeException failure;
    private boolean throwing;
    private int inFlight;
    private int overlaps;
    private int pings;
    private @Nullable CloseReason closeReason;

    /** Makes one that completes each send at once, on the caller's stack. */
    public FakeTransport() {}

    /** Completes sends from now on there. */
    public synchronized FakeTransport completeOn(Executor executor) {
        completions = executor;
        return this;
    }

    /** Completes no send from now on, until {@link #resume}. */
    public synchronized FakeTransport stall() {
        stalled = true;
        return this;
    }

    /** Completes the sends that {@link #stall} held, and those to come. */
    public void resume() {
        synchronized (this) {
            stalled = false;
        }
        while (completeOne()) {
            // each may bring the next
        }
    }

    /** Completes the oldest send that is held; returns whether there was one. */
    public boolean completeOne() {
        Consumer<@Nullable Throwable> done;
        synchronized (this) {
            done = held.poll();
        }
        if (done != null) {
            finish(done, null);
        }
        return done != null;
    }

    /** Fails each send from now on, by its completion. */
    public synchronized FakeTransport fail(RuntimeException how) {
        failure = how;
        throwing = false;
        return this;
    }

    /** Throws from each send, and each ping, from now on. */
    public synchronized FakeTransport throwing(RuntimeException what) {
        failure = what;
        throwing = true;
        return this;
    }

    @Override
    public void send(Payload frame, Consumer<@Nullable Throwable> done) {
        Executor where;
        RuntimeException how;
        synchronized (this) {
            throwIfAsked();
            frames.add(frame);
            overlaps += inFlight++ == 0 ? 0 : 1;
            if (stalled) {
                held.add(done);
                return;
            }
            where = completions;
            how = failure;
        }
        where.execute(() -> finish(done, how));
    }

    private void finish(Consumer<@Nullable Throwable> done, @Nullable RuntimeException how) {
        synchronized (this) {
            inFlight--;
        }
        done.accept(how);
    }

    @Override
    public synchronized void ping() {
        throwIfAsked();
        pings++;
    }

    private void throwIfAsked() {
        if (throwing && failure != null) {
            throw failure;
        }
    }

    @Override
    public synchronized void close(CloseReason reason) {
        if (closeReason == null) {
            closeReason = reason;
        }
        closed.countDown();
    }

    /** Returns what was sent so far, in order. */
    public synchronized List<Payload> frames() {
        return List.copyOf(frames);
    }

    /** Returns how many sends began while another was in flight: 0, or the caller broke the contract. */
    public synchronized int overlaps() {
        return overlaps;
    }

    /** Returns how many pings were sent so far. */
    public synchronized int pings() {
        return pings;
    }

    /** Returns why it was closed first, if it was. */
    public synchronized Optional<CloseReason> closeReason() {
        return Optional.ofNullable(closeReason);
    }

    /** Waits until it is closed, and returns why; fails after half a minute. */
    public CloseReason awaitClose() {
        Patience.await(closed);
        return closeReason().orElseThrow();
    }
}
