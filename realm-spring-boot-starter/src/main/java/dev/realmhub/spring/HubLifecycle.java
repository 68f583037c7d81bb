package dev.realmhub.spring;

import dev.realmhub.Hub;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;

/**
 * Empties the hub while the web server still runs: beans are destroyed when it is gone, and clients would hear nothing.
 * Called by Spring, on the threads that start and stop the application.
 */
final class HubLifecycle implements SmartLifecycle {
    /** Less than the 30 s that Spring gives each phase unless told otherwise. */
    private static final Duration LONGEST = Duration.ofSeconds(27);

    private final Hub hub;
    private volatile boolean running;

    HubLifecycle(Hub hub) {
        this.hub = hub;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop(Runnable done) {
        running = false;
        hub.drain(LONGEST).thenRun(done);
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** A hub that has drained does not open again. */
    @Override
    public boolean isPauseable() {
        return false;
    }
}
