package dev.realmhub;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where a backend's handlers run if it was given no executor: they may block, so the common pool will not do. Virtual
 * threads where the JDK has them (21 and later), else threads made as needed.
 */
final class Workers {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private Workers() {}

    static ExecutorService create() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException jdkBefore21) {
            return Executors.newCachedThreadPool(Workers::daemon);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "realmhub-backend-" + COUNT.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
