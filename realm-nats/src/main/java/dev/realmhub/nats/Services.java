package dev.realmhub.nats;

import dev.realmhub.Broker;
import dev.realmhub.BrokerException;
import dev.realmhub.Command;
import dev.realmhub.RefusedException;
import dev.realmhub.ResolveRequest;
import dev.realmhub.Snapshot;
import io.nats.client.Message;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What comes to a backend: reads requests, hands them over, sends the answers back.
 *
 * <p>Thread-safe.
 */
final class Services {
    /** Tells whoever asked that no answer will come, so that he need not wait for his deadline. */
    private static final byte[] NO_ANSWER = {};

    private final Link link;
    private final Subjects subjects;
    private final String queueGroup;
    private final Incident unanswered = new Incident("a request over NATS got no answer");

    Services(Link link, Subjects subjects, String queueGroup) {
        this.link = link;
        this.subjects = subjects;
        this.queueGroup = queueGroup;
    }

    /** Begins to listen for a service. Waits for a round trip. */
    Broker.Subscription subscribe(Broker.Subscriber subscriber) {
        if (subscriber instanceof Broker.Commands service) {
            return serve(subjects.commandsOf(service.type()), reader(service));
        }
        if (subscriber instanceof Broker.Snapshots service) {
            return serve(subjects.snapshotsOf(service.kind()), reader(service));
        }
        return serve(subjects.resolve(), reader((Broker.Resolves) subscriber));
    }

    /** Begins to listen for what one of all backends is to answer. Waits for a round trip. */
    Broker.Subscription serve(String where, Listening.Reader reader) {
        return link.listen(Link.Way.REQUESTS, List.of(where), queueGroup, reader);
    }

    /** Returns what hears resolve requests for a service. */
    private Listening.Reader reader(Broker.Resolves service) {
        return message -> {
            String replyTo = replyTo(message);
            if (replyTo == null) {
                throw new IllegalArgumentException("a question without a reply subject");
            }
            ResolveRequest request = ResolveWire.request(message.getData());
            return () -> answer(replyTo, () -> service.answer().apply(request), ResolveWire::encode);
        };
    }

    /** Returns what hears commands for a service. */
    private Listening.Reader reader(Broker.Commands service) {
        return message -> {
            String replyTo = replyTo(message);
            Subjects.Sender sender = subjects.sender(message.getSubject());
            Command command = CommandWire.command(message.getData(), sender, message.getHeaders(), replyTo != null);
            return () -> answer(replyTo, () -> service.answer().apply(command), CommandWire::encode);
        };
    }

    /** Returns what hears questions for snapshots for a service. */
    private Listening.Reader reader(Broker.Snapshots service) {
        return message -> {
            String replyTo = replyTo(message);
            Snapshot.Request request = SnapshotWire.request(message.getData());
            if (replyTo == null) {
                throw new IllegalArgumentException("a question without a reply subject");
            }
            if (!request.realm().kind().equals(service.kind())) {
                throw new IllegalArgumentException("a question for a snapshot of another kind");
            }
            return () -> answer(
                    replyTo, () -> orRefusal(called(() -> service.answer().apply(request))), body -> body);
        };
    }

    private static CompletionStage<byte[]> orRefusal(CompletionStage<Snapshot> answer) {
        return answer.thenApply(SnapshotWire::encode).exceptionallyCompose(failure -> {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            return cause instanceof RefusedException refused
                    ? CompletableFuture.completedStage(SnapshotWire.encode(refused.reason()))
                    : CompletableFuture.failedStage(failure);
        });
    }

    @Nullable
    String replyTo(Message message) {
        String replyTo = message.getReplyTo();
        if (replyTo == null || replyTo.isEmpty()) {
            return null;
        }
        if (!subjects.isForReplies(replyTo)) {
            throw new IllegalArgumentException("a reply subject where no replies belong");
        }
        return replyTo;
    }

    <R> void answer(@Nullable String replyTo, Supplier<CompletionStage<R>> service, Function<R, byte[]> encoder) {
        called(service).whenComplete((value, failure) -> {
            if (failure != null) {
                unanswered.happened(failure.toString());
            }
            if (replyTo != null) {
                reply(replyTo, value == null ? NO_ANSWER : encoder.apply(value));
            }
        });
    }

    private static <R> CompletionStage<R> called(Supplier<CompletionStage<R>> service) {
        try {
            return Objects.requireNonNull(service.get(), "a service returned null instead of a stage");
        } catch (RuntimeException thrown) {
            return CompletableFuture.failedStage(thrown);
        }
    }

    private void reply(String replyTo, byte[] body) {
        try {
            link.send(replyTo, null, null, body);
        } catch (BrokerException notSent) {
            unanswered.happened(notSent.toString());
            if (notSent.fault() == BrokerException.Fault.TOO_LARGE) {
                reply(replyTo, NO_ANSWER);
            }
        }
    }
}
