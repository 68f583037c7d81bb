package dev.realmhub;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** How many commands a backend has under way, within a limit. Thread-safe. */
final class Load {
    private final int limit;

    // Guarded by this.
    private int underWay;
    private CompletableFuture<Void> none = CompletableFuture.completedFuture(null);

    Load(int limit) {
        this.limit = limit;
    }

    /** Counts a command until it has its outcome; refuses if there are too many already. */
    boolean admit(CompletionStage<Outcome> command) {
        synchronized (this) {
            if (underWay >= limit) {
                return false;
            }
        }
        count(command);
        return true;
    }

    /** As {@link #admit}, without the limit. */
    void count(CompletionStage<Outcome> command) {
        synchronized (this) {
            if (underWay == 0) {
                none = new CompletableFuture<>();
            }
            underWay++;
        }
        command.whenComplete((outcome, failure) -> settled());
    }

    private void settled() {
        CompletableFuture<Void> whoWaits = null;
        synchronized (this) {
            underWay--;
            if (underWay == 0) {
                whoWaits = none;
            }
        }
        if (whoWaits != null) {
            whoWaits.complete(null);
        }
    }

    /** Completes when all that are under way now have their outcome. */
    synchronized CompletionStage<Void> none() {
        return none;
    }
}
