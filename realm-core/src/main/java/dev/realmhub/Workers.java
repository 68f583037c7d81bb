package dev.realmhub;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Where a hub or a backend works if it was given no executor. The JDK's common pool will not do: on a machine with two
 * processors it is a single thread, so that one call that blocks, or one long fan-out, would hold up all else.
 */
final class Workers {
    private Workers() {}

    /**
     * Where a backend works.
     *
     * @param release to be run when nothing more is to be
     */
    record Place(Executor executor, Runnable release) {}

    /** For game code, which may block: what was given, else an own one. */
    static Place ofBackend(@Nullable Executor given) {
        if (given != null) {
            return new Place(given, () -> {});
        }
        ExecutorService own = ofBackend();
        return new Place(own, own::shutdown);
    }

    /** Virtual threads where the JDK has them (21 and later), else threads made as needed. */
    private static ExecutorService ofBackend() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException jdkBefore21) {
            return Executors.newCachedThreadPool(daemons("realmhub-backend-"));
        }
    }

    /** For lanes, which only compute, and for closing sockets, which may block briefly: threads made as needed. */
    static ExecutorService ofHub() {
        return Executors.newCachedThreadPool(daemons("realmhub-"));
    }

    private static ThreadFactory daemons(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
