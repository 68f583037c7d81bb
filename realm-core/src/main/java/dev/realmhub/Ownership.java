package dev.realmhub;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * What a game may do with the realm that its backend owns. What it has done here runs one after the other with its commands.
 *
 * <p>Thread-safe. Nothing here blocks. Once the ownership is over, timers and tasks do not run any more.
 */
public final class Ownership {
    private final OwnedRealm owned;

    Ownership(OwnedRealm owned) {
        this.owned = owned;
    }

    /** Returns the realm. */
    public Realm realm() {
        return owned.lease().realm();
    }

    /** Returns the epoch to write with: higher than that of all owners before. */
    public long epoch() {
        return owned.lease().epoch();
    }

    /** Returns whether this backend still believes that it is the owner; a store must not rely on it. */
    public boolean isHeld() {
        return !owned.isGone();
    }

    /**
     * Publishes to the realm, which keeps a stream, behind this owner's last event; completes with its position.
     *
     * @return fails with {@link FencedException} if somebody else has written, or it is not known what became of an earlier
     *     write: then the copy is dropped. Fails with a {@link BrokerException} if nothing was sent
     * @throws IllegalStateException if the realm keeps no stream
     */
    public CompletionStage<Position> append(Publication publication) {
        return owned.append(publication);
    }

    /** Runs a task after what waits. */
    public void execute(Runnable task) {
        owned.execute(task);
    }

    /**
     * Runs a task once, later, here and nowhere else. A realm that waits for one is not idle. The next owner sets his own
     * timers when he opens the game.
     *
     * @return cancels it when run
     */
    public Runnable after(Duration delay, Runnable task) {
        return owned.after(delay, task);
    }

    /** Ends the ownership, because the game is over: closes it and lets the realm go. Who asks for it later opens it anew. */
    public void end() {
        owned.leave();
    }

    /** Drops the copy, because a store said that there is another owner; see {@link FencedException}. */
    public void fence() {
        owned.drop();
    }
}
