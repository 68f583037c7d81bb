package dev.realmhub;

import dev.realmhub.BrokerException.Fault;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * An owner's writes to the stream of his realm: each goes behind the one before, so the first that finds something else there
 * is refused, and all after it.
 *
 * <p>Thread-safe.
 */
final class FencedAppends {
    private static final int ATTEMPTS = 10;

    private final EventLog log;
    private final Realm realm;
    private final Runnable lost;

    // Guarded by this.
    private CompletionStage<Position> last;

    /**
     * Makes them from the realm's last event on, behind a mark that nobody sees: from then on the appends of all earlier owners
     * are refused. Without it one that does not know that he was replaced could go on until the new owner's first event.
     *
     * @param lost called when somebody else has written, or it is not known what became of a write
     */
    FencedAppends(EventLog log, Leases.Lease lease, Runnable lost) {
        this.log = log;
        this.realm = lease.realm();
        this.lost = lost;
        this.last = marked(Publication.hidden().viewOfUser(lease.holder(), Payload.empty()), ATTEMPTS);
    }

    /** An earlier owner may write at the same time. */
    private CompletionStage<Position> marked(Publication mark, int attempts) {
        return log.last(realm)
                .thenCompose(before -> log.append(realm, mark, before))
                .exceptionallyCompose(failure -> attempts > 1 && isStale(failure)
                        ? marked(mark, attempts - 1)
                        : CompletableFuture.failedStage(failure));
    }

    /** Completes when earlier owners are locked out. */
    synchronized CompletionStage<Position> ready() {
        return last;
    }

    synchronized CompletionStage<Position> append(Publication publication) {
        CompletionStage<Position> before = last;
        CompletableFuture<Position> stored = new CompletableFuture<>();
        CompletableFuture<Position> after = new CompletableFuture<>();
        last = after;
        before.thenCompose(position -> log.append(realm, publication, position)).whenComplete((position, failure) -> {
            if (position != null) {
                after.complete(position);
                stored.complete(position);
            } else if (wasNotSent(failure)) {
                before.thenAccept(after::complete);
                stored.completeExceptionally(cause(failure));
            } else {
                FencedException fenced = new FencedException(realm + " has another owner, or may have", cause(failure));
                after.completeExceptionally(fenced);
                lost.run();
                stored.completeExceptionally(fenced);
            }
        });
        return stored;
    }

    /** Returns the text of the last one's position; empty while one is under way, or was refused. */
    synchronized String position() {
        CompletableFuture<Position> known = last.toCompletableFuture();
        Position position = known.isCompletedExceptionally() ? null : known.getNow(null);
        return position == null ? "" : position.toString();
    }

    private static boolean isStale(Throwable failure) {
        return cause(failure) instanceof BrokerException known && known.fault() == Fault.STALE;
    }

    private static boolean wasNotSent(Throwable failure) {
        return cause(failure) instanceof BrokerException known
                && (known.fault() == Fault.NOT_CONNECTED || known.fault() == Fault.TOO_LARGE);
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
