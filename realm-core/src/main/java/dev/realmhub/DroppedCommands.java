package dev.realmhub;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The commands that nobody waits for and that were dropped, because too much was under way. Of a burst of them the listener
 * hears once, with its first; the burst is over when half of what may be under way is. Thread-safe.
 */
final class DroppedCommands {
    private final Load load;
    private final Consumer<RealmException> listener;
    private final AtomicLong count = new AtomicLong();
    private final AtomicBoolean told = new AtomicBoolean();

    DroppedCommands(Load load, Consumer<RealmException> listener) {
        this.load = load;
        this.listener = listener;
    }

    long count() {
        return count.get();
    }

    void add(Command command) {
        count.incrementAndGet();
        if (!told.getAndSet(true)) {
            load.eased().thenRun(() -> told.set(false));
            listener.accept(new RealmException(
                    "more commands than the backend takes at once: " + command
                            + " was dropped, and so are others that want no answer, until it has caught up",
                    null));
        }
    }
}
