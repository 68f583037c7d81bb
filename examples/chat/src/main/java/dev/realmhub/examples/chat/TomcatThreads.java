package dev.realmhub.examples.chat;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Tomcat's pool, with one difference. Tomcat gives its executor the end of each send, even of one that is done before the call
 * returns; handing it to another thread costs more than the send itself. The hub's threads see to it at once: all that they do
 * on it is to count.
 *
 * <p>Thread-safe.
 */
final class TomcatThreads extends ThreadPoolExecutor {
    /** What the hub calls those it makes itself; a hub that was given an executor has others. */
    private static final String OF_THE_HUB = "realmhub-";

    TomcatThreads(int threads) {
        super(threads, threads, 60, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable task) {
        if (Thread.currentThread().getName().startsWith(OF_THE_HUB)) {
            task.run();
        } else {
            super.execute(task);
        }
    }
}
