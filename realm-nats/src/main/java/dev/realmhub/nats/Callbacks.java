package dev.realmhub.nats;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Where jnats calls its listeners: on one thread, in order; but the news that a message was dropped because too many wait
 * already, on the thread that sent it, before its {@code publish} returns. jnats has no other way to tell the sender.
 */
final class Callbacks extends ThreadPoolExecutor {
    /** The thread ends by itself: callbacks may come after the link was closed, so nobody shuts this down. */
    private static final int IDLE_SECONDS = 5;

    private final ThreadLocal<Sending> sending = ThreadLocal.withInitial(Sending::new);

    private static final class Sending {
        private boolean underWay;
        private boolean dropped;
    }

    Callbacks() {
        super(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Callbacks::daemon);
        allowCoreThreadTimeOut(true);
    }

    /** Runs what sends one message, and returns whether it was dropped. */
    boolean drops(Runnable send) {
        Sending mine = sending.get();
        mine.dropped = false;
        mine.underWay = true;
        try {
            send.run();
            return mine.dropped;
        } finally {
            mine.underWay = false;
        }
    }

    /** Called from jnats' listener. */
    void dropped() {
        sending.get().dropped = true;
    }

    @Override
    public void execute(Runnable callback) {
        if (sending.get().underWay) {
            callback.run();
        } else {
            super.execute(callback);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "realmhub-nats-callbacks");
        thread.setDaemon(true);
        return thread;
    }
}
