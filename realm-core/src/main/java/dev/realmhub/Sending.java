package dev.realmhub;

import java.util.concurrent.CompletableFuture;

/** A command on its way to the owner of its realm. Thread-safe; the route that sends it says when. */
final class Sending {
    final Command command;

    /** Its place among all commands of the realm that came by this hub. */
    final long number;

    final boolean mayRepeat;

    /** Completed by its route, or from outside: then whoever asked has given up. */
    final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

    /** The epoch of the owner that it was sent to last; 0 before. */
    volatile long sentTo;

    private volatile boolean answered;

    Sending(Command command, long number, boolean mayRepeat) {
        this.command = command;
        this.number = number;
        this.mayRepeat = mayRepeat;
    }

    void answer(Outcome answer) {
        answered = true;
        outcome.complete(answer);
    }

    void fail(Throwable failure) {
        answered = true;
        outcome.completeExceptionally(failure);
    }

    /** Returns whether whoever asked gave up before the owner had answered. */
    boolean wasGivenUp() {
        return !answered && sentTo > 0;
    }
}
