package dev.realmhub.nats;

import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a link's listener is told, in order, on one thread.
 *
 * <p>Thread-safe. Nothing here waits.
 */
final class News {
    private final Executor thread;
    private final BooleanSupplier connected;
    private volatile @Nullable Listener listener;
    private volatile boolean closed;

    /** Of the thread. */
    private boolean linked;

    /** What hears how the link fares. It must be short. */
    interface Listener {
        /** Whether there is a connection on which what listens is heard. Called more often than it changes. */
        void linked(boolean up);

        /** Publications may have been missed. */
        void missed();
    }

    /** Makes one that tells on a thread. */
    News(Executor thread, BooleanSupplier connected) {
        this.thread = thread;
        this.connected = connected;
    }

    void listener(Listener whoHears) {
        listener = whoHears;
    }

    /** There is a first connection. */
    void up() {
        thread.execute(this::nowUp);
    }

    /** There is a connection again. */
    void upAgain() {
        thread.execute(() -> {
            nowUp();
            tell(Listener::missed);
        });
    }

    void down() {
        thread.execute(() -> linked(false));
    }

    void missed() {
        thread.execute(() -> tell(Listener::missed));
    }

    /** Tells once more how the link is. */
    void again() {
        thread.execute(() -> linked(linked));
    }

    /** From now on nothing is news. */
    void close() {
        closed = true;
    }

    private void nowUp() {
        if (connected.getAsBoolean()) { // else there is more to come
            linked(true);
        }
    }

    private void linked(boolean now) {
        linked = now;
        tell(whoHears -> whoHears.linked(now));
    }

    private void tell(Consumer<Listener> what) {
        Listener whoHears = listener;
        if (whoHears != null && !closed) {
            what.accept(whoHears);
        }
    }
}
