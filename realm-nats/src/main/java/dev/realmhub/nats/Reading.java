package dev.realmhub.nats;

import dev.realmhub.EventLog.Slice;
import dev.realmhub.Position;
import dev.realmhub.Publication;
import io.nats.client.api.MessageInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Reads a realm on from a position, message by message, and then makes sure that nothing is missing among them.
 *
 * <p>It begins at the position itself. If the realm's event of that position is still there, nothing after it is gone: a
 * stream lets go in order, by age and within a subject by length, and deleting single messages is denied. If it is not
 * there (it is gone, or of another realm), a look at the stream must rule out both.
 *
 * <p>Runs on the replies' thread, one step after the other.
 */
final class Reading {
    /** Of the whole, however many steps it takes. */
    private static final int LIMIT_SECONDS = 10;

    private final StreamApi api;
    private final KeptRealms kept;
    private final String subject;
    private final Position after;
    private final int most;
    private final CompletableFuture<Slice> done = new CompletableFuture<>();
    private final List<Publication> events = new ArrayList<>();
    private boolean anchored;

    /** The sequence of the realm's event before the next one; 0 if it is not known. */
    private long previous;

    Reading(StreamApi api, KeptRealms kept, String subject, Position after, int most) {
        this.api = api;
        this.kept = kept;
        this.subject = subject;
        this.after = after;
        this.most = most;
    }

    CompletionStage<Slice> begin() {
        if (most < 1) {
            return CompletableFuture.failedStage(new IllegalArgumentException("at most " + most + " events"));
        }
        step(after.sequence());
        return done.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    private void step(long from) {
        if (done.isDone()) {
            return; // too late
        }
        api.next(subject, from).whenComplete((found, failure) -> {
            try {
                if (failure != null) {
                    done.completeExceptionally(failure);
                } else {
                    take(found);
                }
            } catch (RuntimeException unreadable) {
                done.completeExceptionally(unreadable);
            }
        });
    }

    private void take(Optional<MessageInfo> found) {
        found.ifPresent(this::take);
        if (found.isEmpty() || events.size() == most) {
            end();
        } else {
            step(found.get().getSeq() + 1);
        }
    }

    private void take(MessageInfo message) {
        if (message.getSeq() == after.sequence()) {
            anchored = true;
        } else {
            Position position = new Position(after.epoch(), message.getSeq());
            events.add(
                    PublicationWire.decodeKept(message.getData(), notOurs -> {}).at(position, previous));
        }
        previous = message.getSeq();
    }

    private void end() {
        kept.look(anchored ? null : subject).whenComplete((view, failure) -> {
            if (failure != null) {
                done.completeExceptionally(failure);
            } else {
                done.complete(isWhole(view) ? new Slice(events, true) : Slice.incomplete());
            }
        });
    }

    private boolean isWhole(StreamView view) {
        return view.knows(after) && (anchored || (view.hasAllYoungerThan(after) && view.hasRoomFor(subject)));
    }
}
