package dev.realmhub.nats;

import dev.realmhub.Broker;
import dev.realmhub.BrokerException;
import dev.realmhub.Command;
import dev.realmhub.Outcome;
import dev.realmhub.ResolveRequest;
import dev.realmhub.Snapshot;
import io.nats.client.impl.Headers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What a node asks of backends.
 *
 * <p>Thread-safe. Nothing here waits.
 */
final class Asking {
    /** How long a question is remembered at least; hubs give up sooner. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Link link;
    private final Replies replies;
    private final Subjects subjects;

    Asking(Link link, Replies replies, Subjects subjects) {
        this.link = link;
        this.replies = replies;
        this.subjects = subjects;
    }

    @SuppressWarnings("unchecked") // each request's R is its answer's
    <R> CompletionStage<R> ask(Broker.Request<R> request) {
        try {
            if (request instanceof Command command) {
                return (CompletionStage<R>) run(command);
            }
            return (CompletionStage<R>)
                    (request instanceof Snapshot.Request wanted ? snapshot(wanted) : resolve((ResolveRequest) request));
        } catch (BrokerException notSent) {
            return CompletableFuture.failedStage(notSent);
        }
    }

    private CompletionStage<?> resolve(ResolveRequest request) {
        return replies.ask(subjects.resolve(), null, ResolveWire.encode(request), PATIENCE, ResolveWire::resolution);
    }

    private CompletionStage<Snapshot> snapshot(Snapshot.Request request) {
        String subject = subjects.snapshotsOf(request.realm().kind());
        return replies.ask(subject, null, SnapshotWire.encode(request), PATIENCE, SnapshotWire::snapshot);
    }

    private CompletionStage<Outcome> run(Command command) {
        Headers headers = CommandWire.headers(command);
        byte[] body = CommandWire.encode(command);
        if (!command.answered()) {
            link.send(subjects.of(command), null, headers, body);
            return CompletableFuture.completedStage(Outcome.ok());
        }
        return replies.ask(subjects.of(command), headers, body, patienceWith(command), CommandWire::outcome);
    }

    private static Duration patienceWith(Command command) {
        Duration left = Duration.between(Instant.now(), command.deadline());
        return left.compareTo(PATIENCE) > 0 ? left : PATIENCE;
    }
}
