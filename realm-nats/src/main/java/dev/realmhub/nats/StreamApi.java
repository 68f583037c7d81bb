package dev.realmhub.nats;

import dev.realmhub.BrokerException;
import dev.realmhub.BrokerException.Fault;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.PublishAck;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.api.StreamInfo;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the stream is asked. jnats' own calls would wait on the caller's thread and keep its deadlines; these are plain
 * questions whose answers complete on the replies' thread. They go to the stream's leader: a direct get may be answered
 * by a replica that is behind, and then "nothing follows" would not be true.
 *
 * <p>Thread-safe.
 */
final class StreamApi {
    /** For one with replicas, of a cluster whose servers do not all know of each other yet. */
    private static final int NO_PEERS = 10005;

    static final int NAME_IN_USE = 10058;
    static final int NO_STREAM = 10059;
    private static final int NO_MESSAGE = 10037;
    private static final int WRONG_LAST_SEQUENCE = 10071;

    /** Longer than what a server under load takes, shorter than what a player waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** For what can be asked again. */
    private static final Duration SHORT_PATIENCE = Duration.ofSeconds(2);

    /** So often a cluster that starts is asked for a stream; it needs a second or two. */
    private static final int TRIES = 20;

    private static final Duration BEFORE_ANOTHER = Duration.ofMillis(250);

    private static final String EXPECTED_LAST = "Nats-Expected-Last-Subject-Sequence";

    private final Replies replies;
    private final String stream;

    StreamApi(Replies replies, String stream) {
        this.replies = replies;
        this.stream = stream;
    }

    /** What became of an append. */
    record Ack(long sequence, boolean stale) {}

    /** Asks how the stream is, and how many messages it has of a subject, if one is given. May hold an error. */
    CompletionStage<StreamInfo> info(@Nullable String subject) {
        String body = subject == null ? "" : "{\"subjects_filter\":\"" + subject + "\"}";
        return ask("STREAM.INFO.", body, StreamInfo::new);
    }

    /** May hold an error. Whoever starts with a cluster comes before its servers know of each other, so it is waited for them. */
    CompletionStage<StreamInfo> create(StreamConfiguration configuration) {
        return create(configuration, TRIES);
    }

    private CompletionStage<StreamInfo> create(StreamConfiguration configuration, int tries) {
        return change("STREAM.CREATE.", configuration)
                .thenCompose(created -> created.getApiErrorCode() == NO_PEERS && tries > 1
                        ? later(() -> create(configuration, tries - 1))
                        : CompletableFuture.completedStage(created));
    }

    private static CompletionStage<StreamInfo> later(Supplier<CompletionStage<StreamInfo>> what) {
        Executor then = CompletableFuture.delayedExecutor(BEFORE_ANOTHER.toMillis(), TimeUnit.MILLISECONDS);
        return CompletableFuture.supplyAsync(what, then).thenCompose(asked -> asked);
    }

    /** May hold an error. */
    CompletionStage<StreamInfo> update(StreamConfiguration configuration) {
        return change("STREAM.UPDATE.", configuration);
    }

    /** Asks for the first message of a subject at or after a sequence; a stream that is gone has none. */
    CompletionStage<Optional<MessageInfo>> next(String subject, long from) {
        return get("{\"seq\":" + Math.max(1, from) + ",\"next_by_subj\":\"" + subject + "\"}");
    }

    /** Asks for the last message of a subject; a stream that is gone has none. */
    CompletionStage<Optional<MessageInfo>> last(String subject) {
        return get("{\"last_by_subj\":\"" + subject + "\"}");
    }

    /** The connection broke: what was asked fails, and may be asked again. */
    void linkLost() {
        replies.linkLost();
    }

    private CompletionStage<Optional<MessageInfo>> get(String body) {
        return ask("STREAM.MSG.GET.", body, message -> found(new MessageInfo(message, stream, false)));
    }

    private static Optional<MessageInfo> found(MessageInfo message) {
        if (!message.hasError()) {
            return Optional.of(message);
        }
        int code = message.getApiErrorCode();
        if (code == NO_MESSAGE || code == NO_STREAM) {
            return Optional.empty();
        }
        throw new BrokerException(Fault.FAILED, "JetStream: " + message.getError(), null);
    }

    /** Stores a message, unless another one than expected is the last of its subject; 0 stands for none. */
    CompletionStage<Ack> append(String subject, byte[] body, @Nullable Long expectedLast) {
        return append(subject, body, expectedLast, null);
    }

    /** As above, as part of a trace, if one is given. */
    CompletionStage<Ack> append(String subject, byte[] body, @Nullable Long expectedLast, @Nullable String trace) {
        Headers fence = expectedLast == null ? null : new Headers().put(EXPECTED_LAST, expectedLast.toString());
        return replies.ask(subject, Traces.add(fence, trace), body, PATIENCE).thenApply(StreamApi::ack);
    }

    private static Ack ack(Message message) {
        try {
            return new Ack(new PublishAck(message).getSeqno(), false);
        } catch (JetStreamApiException refused) {
            if (refused.getApiErrorCode() == WRONG_LAST_SEQUENCE) {
                return new Ack(0, true);
            }
            throw new BrokerException(Fault.FAILED, "JetStream did not store it: " + refused.getMessage(), refused);
        } catch (IOException notAnAck) {
            throw new BrokerException(Fault.FAILED, "the answer is no acknowledgement", notAnAck);
        }
    }

    private CompletionStage<StreamInfo> change(String what, StreamConfiguration configuration) {
        byte[] bytes = configuration.toJson().getBytes(StandardCharsets.UTF_8);
        return replies.ask("$JS.API." + what + stream, null, bytes, PATIENCE).thenApply(StreamInfo::new);
    }

    private <R> CompletionStage<R> ask(String what, String body, Function<Message, R> reader) {
        byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
        return replies.askOnThisLink("$JS.API." + what + stream, bytes, SHORT_PATIENCE)
                .thenApply(reader);
    }
}
