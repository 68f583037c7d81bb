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
    volatile @Nullable RuntimeException throwing;
    volatile @Nullable RuntimeException pingThrowing;
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
            throw throwing;
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
            throw pingThrowing;
        }
        pings++;
    }

    @Override
    public synchronized void close(CloseReason reason) {
        closes.add(reason.code() + " " + reason.text());
    }

    synchronized List<String> texts() {
        return frames.stream().map(Payload::text).toList();
    }
}
