package dev.realmhub.nats;

import dev.realmhub.BrokerException;
import dev.realmhub.BrokerException.Fault;
import io.nats.client.Message;
import io.nats.client.NUID;
import io.nats.client.impl.Headers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Questions under way and their answers, which come to an inbox that nobody else can guess. jnats' own requests would do
 * but for three things: they end up to five seconds late, one that could not be sent stays until then, and their inbox is
 * made with the first of them, when it may be lost.
 *
 * <p>Thread-safe.
 */
final class Replies {
    private static final int NO_RESPONDERS = 503;

    private final Link link;
    private final String inbox;
    private final ConcurrentMap<String, CompletableFuture<Message>> onThisLink = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, CompletableFuture<Message>> awaited = new ConcurrentHashMap<>();

    Replies(Link link) {
        this.link = link;
        this.inbox = link.inboxPrefix() + NUID.nextGlobal() + ".";
        link.listen(Link.Way.REPLIES, List.of(inbox + "*"), null, this::read);
    }

    /**
     * Asks, and reads the answer on the replies' thread.
     *
     * @param patience after which the question is forgotten: whoever asks keeps the deadline, this only keeps the house
     *     clean
     * @param decoder throws {@link IllegalArgumentException} if the answer is malformed
     */
    <R> CompletionStage<R> ask(
            String subject, @Nullable Headers headers, byte[] body, Duration patience, Function<byte[], R> decoder) {
        return ask(subject, headers, body, patience).thenApply(reply -> decoded(subject, reply.getData(), decoder));
    }

    /** Asks, and completes with the answer as it came, on the replies' thread. */
    CompletionStage<Message> ask(String subject, @Nullable Headers headers, byte[] body, Duration patience) {
        CompletableFuture<Message> answer =
                new CompletableFuture<Message>().orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
        String token = NUID.nextGlobal();
        awaited.put(token, answer);
        try {
            link.send(subject, inbox + token, headers, body);
        } catch (BrokerException notSent) {
            answer.completeExceptionally(notSent);
        }
        return answer.handle((reply, failure) -> {
            awaited.remove(token);
            if (reply == null) {
                throw failure instanceof BrokerException known ? known : failed(subject, "no answer", failure);
            }
            return reply;
        });
    }

    /** As {@link #ask(String, Headers, byte[], Duration)}, but gives up at once when the connection breaks: it can be asked again. */
    CompletionStage<Message> askOnThisLink(String subject, byte[] body, Duration patience) {
        CompletableFuture<Message> answer = ask(subject, null, body, patience).toCompletableFuture();
        String key = NUID.nextGlobal();
        onThisLink.put(key, answer);
        return answer.whenComplete((reply, failure) -> onThisLink.remove(key));
    }

    /** The connection broke: what was asked on it, or its answer, is most likely lost. */
    void linkLost() {
        onThisLink
                .values()
                .forEach(answer ->
                        answer.completeExceptionally(new BrokerException(Fault.FAILED, "the connection broke", null)));
    }

    /** Returns how many questions wait for their answer. */
    int awaited() {
        return awaited.size();
    }

    private Runnable read(Message message) {
        CompletableFuture<Message> answer = awaited.get(message.getSubject().substring(inbox.length()));
        if (answer == null) {
            return () -> {}; // too late
        }
        if (!message.isStatusMessage()) {
            return () -> answer.complete(message);
        }
        return () -> answer.completeExceptionally(failure(message.getStatus().getCode()));
    }

    private static BrokerException failure(int status) {
        return status == NO_RESPONDERS
                ? new BrokerException(
                        Fault.NOBODY_THERE,
                        "nobody serves this request; is a Backend that does started on this bus?",
                        null)
                : new BrokerException(Fault.FAILED, "NATS answered with status " + status, null);
    }

    private <R> R decoded(String subject, byte[] reply, Function<byte[], R> decoder) {
        if (reply.length == 0) {
            throw failed(subject, "the service failed", null);
        }
        try {
            return decoder.apply(reply);
        } catch (IllegalArgumentException notOurs) {
            link.malformed().happened("an answer from " + subject + ": " + notOurs.getMessage());
            throw failed(subject, "the answer is malformed", notOurs);
        }
    }

    private static BrokerException failed(String subject, String why, @Nullable Throwable cause) {
        return new BrokerException(Fault.FAILED, why + ": " + subject, cause);
    }
}
