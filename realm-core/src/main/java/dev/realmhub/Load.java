package dev.realmhub;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** How much a backend has under way, within a limit. Thread-safe. */
final class Load {
    private final int limit;

    // Guarded by this.
    private int underWay;
    private CompletableFuture<Void> none = CompletableFuture.completedFuture(null);
    private @Nullable CompletableFuture<Void> eased;

    Load(int limit) {
        this.limit = limit;
    }

    /** Counts something until it is done; refuses if there is too much already. */
    boolean admit(CompletionStage<?> work) {
        synchronized (this) {
            if (underWay >= limit) {
                return false;
            }
            begun();
        }
        work.whenComplete((value, failure) -> settled());
        return true;
    }

    /** As {@link #admit}, without the limit. */
    void count(CompletionStage<?> work) {
        synchronized (this) {
            begun();
        }
        work.whenComplete((value, failure) -> settled());
    }

    /** Guarded by this. */
    private void begun() {
        if (underWay == 0) {
            none = new CompletableFuture<>();
        }
        underWay++;
    }

    private void settled() {
        CompletableFuture<Void> allDone = null;
        CompletableFuture<Void> halfDone = null;
        synchronized (this) {
            underWay--;
            if (underWay == 0) {
                allDone = none;
            }
            if (underWay <= limit / 2) {
                halfDone = eased;
                eased = null;
            }
        }
        complete(halfDone);
        complete(allDone);
    }

    private static void complete(@Nullable CompletableFuture<Void> whoWaits) {
        if (whoWaits != null) {
            whoWaits.complete(null);
        }
    }

    /** Returns how much is under way. */
    synchronized int count() {
        return underWay;
    }

    /** Completes when all that is under way now is done. */
    synchronized CompletionStage<Void> none() {
        return none;
    }

    /** Completes when no more than half of the limit is under way, at once or the next time that something is done. */
    synchronized CompletionStage<Void> eased() {
        if (underWay <= limit / 2) {
            return CompletableFuture.completedStage(null);
        }
        if (eased == null) {
            eased = new CompletableFuture<>();
        }
        return eased;
    }
}
