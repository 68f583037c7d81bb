package dev.realmhub;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A socket that remembers; completes sends where and when the test says. */
final class FakeSocket implements Transport {
    final List<String> closes = new ArrayList<>();
    final AtomicInteger overlaps = new AtomicInteger();
    Executor completions = Runnable::run;
    volatile boolean stalled;
    volatile @Nullable Throwable throwing;
    volatile @Nullable Throwable pingThrowing;
    volatile @Nullable Throwable failing;
    int pings;

    private final List<Payload> frames = new ArrayList<>();
    private final Queue<Consumer<@Nullable Throwable>> held = new ArrayDeque<>();
    private final AtomicInteger inFlight = new AtomicInteger();

    @Override
    public void send(Payload frame, Consumer<@Nullable Throwable> done) {
        if (inFlight.getAndIncrement() != 0) {
            overlaps.incrementAndGet();
        }
        if (throwing != null) {
            inFlight.decrementAndGet();
            throwIt(throwing);
        }
        synchronized (this) {
            frames.add(frame);
            if (stalled) {
                held.add(done);
                return;
            }
        }
        completions.execute(() -> finish(done));
    }

    private void finish(Consumer<@Nullable Throwable> done) {
        inFlight.decrementAndGet();
        done.accept(failing);
    }

    private static void throwIt(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) thrown;
    }

    /** Completes the send that hangs; stays stalled. */
    void completeOne() {
        Consumer<@Nullable Throwable> done;
        synchronized (this) {
            done = held.remove();
        }
        finish(done);
    }

    void resume() {
        stalled = false;
        completeOne();
    }

    @Override
    public void ping() {
        if (pingThrowing != null) {
            throwIt(pingThrowing);
        }
        pings++;
    }

    @Override
    public synchronized void close(CloseReason reason) {
        closes.add(reason.code() + " " + reason.text());
    }

    synchronized Payload lastFrame() {
        return frames.get(frames.size() - 1);
    }

    synchronized List<String> texts() {
        return frames.stream().map(Payload::text).toList();
    }
}
