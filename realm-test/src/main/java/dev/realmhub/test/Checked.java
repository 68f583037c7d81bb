package dev.realmhub.test;

import org.jspecify.annotations.Nullable;

/** A thread whose failure is the failure of those who wait for it. */
final class Checked extends Thread {
    private volatile @Nullable Throwable failure;

    Checked(String name, Runnable work) {
        super(work, name);
        setUncaughtExceptionHandler((thread, thrown) -> failure = thrown);
    }

    void await() {
        try {
            join();
        } catch (InterruptedException interrupted) {
            throw new AssertionError("interrupted", interrupted);
        }
        if (failure != null) {
            throw new AssertionError(getName() + " failed", failure);
        }
    }
}
