package dev.realmhub;

import dev.realmhub.BrokerException.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A hub's way to the owner of a realm: asks who it is, sends commands to his epoch in their order, and asks again when nobody
 * was there, when he says that he is not the owner any more, or when he let a deadline pass. What was certainly not run is
 * sent again; what may have been is not, unless it is idempotent.
 *
 * <p>Thread-safe. One thread at a time sends; the others leave theirs to it.
 */
final class OwnerRoute {
    /** Whoever is asked may be the one that hangs: then somebody else is. */
    private static final Duration ASK_AGAIN = Duration.ofMillis(250);

    /** Between two questions that have the same useless answer. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    /** Most commands have their answer by then; it is looked again as long as one has not. */
    private static final Duration LOOK_AFTER = Duration.ofMillis(250);

    private final Realm realm;
    private final OwnerRoutes.Surroundings around;

    // Guarded by this.
    private final Queue<Sending> waiting = new PriorityQueue<>(Comparator.comparingLong(sending -> sending.number));
    private final Set<Sending> underWay = new HashSet<>();
    private boolean busy;
    private boolean watching;
    private long numbers;
    private long epoch;
    private Leases.@Nullable Lease owner;
    private long refused;
    private long suspect;

    /** The latest owner who is known to have left, or to be dead: no answer of his, or of an earlier one, is to come. */
    private long gone;

    OwnerRoute(Realm realm, OwnerRoutes.Surroundings around) {
        this.realm = realm;
        this.around = around;
    }

    synchronized boolean isQuiet() {
        return !busy && underWay.isEmpty();
    }

    /** Returns whom commands are sent to; null while he is being looked for. */
    synchronized Leases.@Nullable Lease owner() {
        return epoch > 0 ? owner : null;
    }

    CompletableFuture<Outcome> send(Command command) {
        Sending sending = number(command);
        CompletionStage<?> unused = sending.outcome.whenComplete((outcome, failure) -> settled(sending));
        forward(sending);
        return sending.outcome;
    }

    private synchronized Sending number(Command command) {
        return new Sending(command, ++numbers, around.idempotent().contains(command.type()));
    }

    private void settled(Sending sending) {
        synchronized (this) {
            underWay.remove(sending);
        }
        if (sending.wasGivenUp()) {
            suspect(sending.sentTo);
        }
    }

    private void suspect(long owner) {
        synchronized (this) {
            if (epoch != owner) {
                return;
            }
            epoch = 0;
            suspect = owner;
            repeat(owner);
            if (busy) {
                return;
            }
            busy = true;
        }
        ask();
    }

    private void forward(Sending sending) {
        synchronized (this) {
            waiting.add(sending);
            if (busy) {
                return;
            }
            busy = true;
        }
        goOn();
    }

    private void goOn() {
        for (Sending next = next(); next != null; next = next()) {
            dispatch(next);
        }
    }

    /** Returns what to send next; null if there is nothing, or it is not known where to: then somebody is asked. */
    private @Nullable Sending next() {
        synchronized (this) {
            waiting.removeIf(sending -> sending.outcome.isDone());
            if (waiting.isEmpty()) {
                busy = false;
                return null;
            }
            if (epoch > 0) {
                Sending next = waiting.remove();
                next.sentTo = epoch;
                underWay.add(next);
                watch();
                return next;
            }
        }
        ask();
        return null;
    }

    private void dispatch(Sending sending) {
        long to = sending.sentTo;
        attempt(new Broker.ToOwner(sending.command, to)).whenComplete((outcome, failure) -> {
            if (outcome instanceof Outcome.Unavailable) {
                notRun(sending, to, 0);
            } else if (outcome != null) {
                sending.answer(outcome);
            } else if (BrokerException.faultOf(failure) == Fault.NOBODY_THERE) {
                notRun(sending, to, to);
            } else if (BrokerException.faultOf(failure) == Fault.FAILED && sending.mayRepeat) {
                notRun(sending, to, 0);
            } else {
                sending.fail(failure);
            }
        });
    }

    /** Looks soon whether what is under way takes long; guarded by this. */
    private void watch() {
        if (!watching && !underWay.isEmpty()) {
            watching = true;
            around.timers().after(LOOK_AFTER, this::look);
        }
    }

    /** An owner that takes long may be dead: nobody runs what is for epoch 0, but whoever lives says so. */
    private void look() {
        Sending any;
        synchronized (this) {
            watching = false;
            any = underWay.stream()
                    .filter(sending -> sending.sentTo == epoch)
                    .findAny()
                    .orElse(null);
            watch();
        }
        lost().forEach(sending -> sending.answer(new Outcome.Unknown()));
        if (any != null) {
            probe(any.command, any.sentTo);
        }
    }

    private synchronized List<Sending> lost() {
        return underWay.stream()
                .filter(sending -> sending.sentTo <= gone && !sending.mayRepeat)
                .toList();
    }

    /** Whoever says that he lives may be the next one already: another hub found him. */
    private void probe(Command any, long owner) {
        attempt(new Broker.ToOwner(any, 0)).whenComplete((alive, failure) -> {
            if (BrokerException.faultOf(failure) == Fault.NOBODY_THERE) {
                died(owner);
            } else if (alive != null) {
                attempt(new Broker.Claim(realm, 0)).thenAccept(lease -> {
                    if (lease.epoch() > owner) {
                        died(owner);
                    }
                });
            }
        });
    }

    private void died(long owner) {
        synchronized (this) {
            gone = Math.max(gone, owner);
        }
        suspect(owner);
        lost().forEach(sending -> sending.answer(new Outcome.Unknown()));
    }

    private <R> CompletionStage<R> attempt(Broker.Request<R> request) {
        try {
            return around.broker().request(request);
        } catch (RuntimeException thrown) {
            return CompletableFuture.failedStage(thrown);
        }
    }

    private void notRun(Sending sending, long by, long suspected) {
        if (sending.outcome.isDone() || sending.sentTo != by) {
            return;
        }
        synchronized (this) {
            underWay.remove(sending);
            gone = Math.max(gone, suspected); // what else he had is looked at soon: its own refusal may be on its way
            if (epoch == by) {
                epoch = 0;
                refused = by;
                suspect = Math.max(suspect, suspected);
            }
        }
        forward(sending);
    }

    /** Asks whoever comes first; called by the one that sends, who goes on when there is an answer. */
    private void ask() {
        long doubted;
        synchronized (this) {
            doubted = suspect;
        }
        AtomicBoolean open = new AtomicBoolean(true);
        Timers.Pending again = around.timers().after(ASK_AGAIN, () -> {
            if (open.getAndSet(false)) {
                goOn();
            }
        });
        attempt(new Broker.Claim(realm, doubted)).whenComplete((lease, failure) -> {
            if (open.getAndSet(false)) {
                again.cancel();
                asked(lease, failure);
            }
        });
    }

    private void asked(Leases.@Nullable Lease lease, @Nullable Throwable failure) {
        if (lease != null && found(lease)) {
            goOn();
        } else if (lease == null && BrokerException.faultOf(failure) != Fault.FAILED) {
            giveUp(failure);
        } else {
            around.timers().after(PAUSE, this::goOn);
        }
    }

    /** Returns whether it is another than the one that just said no. */
    private synchronized boolean found(Leases.Lease lease) {
        if (lease.epoch() == refused || lease.epoch() <= suspect) {
            return false;
        }
        owner = lease;
        epoch = lease.epoch();
        repeat(epoch - 1);
        return true;
    }

    /** What earlier owners have, and may be repeated, waits for the next one as well; guarded by this. */
    private void repeat(long last) {
        underWay.stream()
                .filter(sent -> sent.sentTo <= last && sent.mayRepeat && !waiting.contains(sent))
                .forEach(waiting::add);
    }

    /** Nobody is willing, or the bus is away: nothing of what waits was run. */
    private void giveUp(@Nullable Throwable failure) {
        List<Sending> all;
        synchronized (this) {
            all = new ArrayList<>(waiting);
            all.removeAll(underWay); // may have been run
            waiting.clear();
            busy = false;
        }
        Fault fault = BrokerException.faultOf(failure);
        boolean away = fault == Fault.NOT_CONNECTED || fault == Fault.NOBODY_THERE;
        for (Sending sending : all) {
            if (away || failure == null) {
                sending.answer(new Outcome.Unavailable());
            } else {
                sending.fail(failure);
            }
        }
    }
}
