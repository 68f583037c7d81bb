package dev.realmhub.nats;

import dev.realmhub.Address;
import dev.realmhub.BrokerException;
import dev.realmhub.BrokerException.Fault;
import dev.realmhub.EventLog;
import dev.realmhub.Position;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import io.nats.client.api.MessageInfo;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The streams of the kept kinds. What it says about positions it says of one life of the stream: each answer is followed
 * by a look at which life it was.
 */
final class NatsEventLog implements EventLog {
    private static final int ATTEMPTS = 3;

    private record Event(String subject, Publication publication) {}

    private final Subjects subjects;
    private final KeptRealms kept;
    private final StreamApi api;

    NatsEventLog(Subjects subjects, KeptRealms kept, StreamApi api) {
        this.subjects = subjects;
        this.kept = kept;
        this.api = api;
    }

    private CompletionStage<StreamApi.Ack> append(Event event, @Nullable Long expectedLast) {
        byte[] body = PublicationWire.encode(event.publication);
        return api.append(event.subject, body, expectedLast, event.publication.trace());
    }

    @Override
    public CompletionStage<Position> append(Realm realm, Publication publication, @Nullable Position expectedLast) {
        String subject = subjects.of(Address.realm(realm));
        Event event = new Event(subject, publication);
        CompletionStage<Position> stored = expectedLast == null
                ? kept.life().thenCompose(life -> append(event, life))
                : fenced(event, expectedLast);
        return named(realm, stored);
    }

    private CompletionStage<Position> append(Event event, StreamLife life) {
        return append(event, (Long) null).thenApply(ack -> new Position(life.epoch(), ack.sequence()));
    }

    private CompletionStage<Position> fenced(Event event, Position expected) {
        return knownEpoch(expected.epoch())
                .thenCompose(known -> known
                        ? append(event, expected.sequence())
                                .thenCompose(ack -> ack.stale()
                                        ? reconsidered(event, expected)
                                        : CompletableFuture.completedStage(
                                                new Position(expected.epoch(), ack.sequence())))
                        : CompletableFuture.failedStage(stale(expected)));
    }

    /** What is known of the stream may be old; a foreign epoch is worth a look. */
    private CompletionStage<Boolean> knownEpoch(String epoch) {
        return kept.life()
                .thenCompose(life -> life.epoch().equals(epoch)
                        ? CompletableFuture.completedStage(true)
                        : kept.look(null).thenApply(view -> view.life().epoch().equals(epoch)));
    }

    /** The server compares with the subject's own last sequence; a position may lie after that, or that may be gone. */
    private CompletionStage<Position> reconsidered(Event event, Position expected) {
        return api.last(event.subject)
                .thenCompose(last -> kept.look(null).thenApply(view -> lastOfItsOwn(expected, last, view)))
                .thenCompose(last -> append(event, last))
                .thenApply(ack -> {
                    if (ack.stale()) {
                        throw stale(expected);
                    }
                    return new Position(expected.epoch(), ack.sequence());
                });
    }

    private static long lastOfItsOwn(Position expected, Optional<MessageInfo> last, StreamView view) {
        long sequence = last.map(MessageInfo::getSeq).orElse(0L);
        boolean certain = last.isPresent() || view.hasAllYoungerThan(expected);
        if (!view.knows(expected) || sequence > expected.sequence() || !certain) {
            throw stale(expected);
        }
        return sequence;
    }

    @Override
    public CompletionStage<Position> last(Realm realm) {
        return named(realm, last(subjects.of(Address.realm(realm)), ATTEMPTS));
    }

    private CompletionStage<Position> last(String subject, int attempts) {
        return kept.life()
                .thenCompose(life -> api.last(subject)
                        .thenCompose(found -> kept.look(subject).thenCompose(view -> {
                            if (view.life().equals(life) && found.isPresent() == view.count(subject) > 0) {
                                long sequence = found.map(MessageInfo::getSeq).orElse(view.last());
                                return CompletableFuture.completedStage(new Position(life.epoch(), sequence));
                            }
                            return attempts > 1
                                    ? last(subject, attempts - 1)
                                    : CompletableFuture.failedStage(failed("the stream changes while it is read"));
                        })));
    }

    @Override
    public CompletionStage<Slice> read(Realm realm, Position after, int most) {
        String subject = subjects.of(Address.realm(realm));
        return named(
                realm,
                knownEpoch(after.epoch())
                        .thenCompose(known -> known
                                ? new Reading(api, kept, subject, after, most).begin()
                                : CompletableFuture.completedStage(Slice.incomplete())));
    }

    private static BrokerException stale(Position expected) {
        return new BrokerException(Fault.STALE, "there may be events after " + expected, null);
    }

    private static BrokerException failed(String why) {
        return new BrokerException(Fault.FAILED, why, null);
    }

    /** Makes every failure one of the bus, and says of which realm. */
    private static <T> CompletionStage<T> named(Realm realm, CompletionStage<T> stage) {
        return stage.exceptionallyCompose(failure -> {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            Fault fault = cause instanceof BrokerException known ? known.fault() : Fault.FAILED;
            return CompletableFuture.failedStage(
                    new BrokerException(fault, "the stream of " + realm + ": " + cause.getMessage(), cause));
        });
    }
}
