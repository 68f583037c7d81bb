package dev.realmhub.nats;

import dev.realmhub.BrokerException;
import dev.realmhub.BrokerException.Fault;
import dev.realmhub.Position;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.api.StreamInfo;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which life the stream of the kept kinds has, makes the stream if there is none, and notices when there is another.
 *
 * <p>Thread-safe. Nothing here waits.
 */
final class KeptRealms {
    private static final Logger log = LoggerFactory.getLogger(NatsBroker.class);

    private static final String OLDEST_SERVER = "2.9.0";

    /** Of a stream with replicas; before it two writers could both be the one that was expected. */
    private static final String FENCING_SERVER = "2.9.21";

    private static final int NOT_ENABLED_FOR_ACCOUNT = 10039;
    private static final int NOT_ENABLED = 10076;
    private static final int OVERLAP = 10065;

    private final Link link;
    private final Subjects subjects;
    private final StreamSettings settings;
    private final StreamApi api;
    private final Runnable missed;
    private final Incident unchecked = new Incident("the stream of the kept kinds is not as it must be");
    private final AtomicReference<@Nullable CompletableFuture<StreamView>> checking = new AtomicReference<>();

    /** What was seen of the stream last: a later look must show the same life, and no lower sequence. */
    private record Seen(StreamLife life, long last) {
        boolean isOfLaterThan(StreamView view) {
            return life.equals(view.life()) && last > view.last();
        }
    }

    private volatile @Nullable Seen seen;

    /**
     * Makes one that has not looked yet.
     *
     * @param missed called when the stream turns out to be another
     */
    KeptRealms(Link link, Subjects subjects, StreamSettings settings, StreamApi api, Runnable missed) {
        this.link = link;
        this.subjects = subjects;
        this.settings = settings;
        this.api = api;
        this.missed = missed;
    }

    /**
     * Returns the position of a re-published message; null if it is of another life than the one known. Then the stream
     * is looked at; what is dropped meanwhile is in it.
     */
    @Nullable
    Position positionOf(String token, long sequence) {
        Seen now = seen;
        if (now == null || !now.life().token().equals(token)) {
            suspect();
            return null;
        }
        return new Position(now.life().epoch(), sequence);
    }

    /** Has the stream looked at, soon, because something about it is odd. */
    void suspect() {
        check().whenComplete((view, failure) -> {
            if (failure != null) {
                unchecked.happened(String.valueOf(cause(failure).getMessage()));
            }
        });
    }

    /** Completes with the life as it is known, or looks if none is. */
    CompletionStage<StreamLife> life() {
        Seen now = seen;
        return now == null ? check().thenApply(StreamView::life) : CompletableFuture.completedStage(now.life());
    }

    /**
     * Looks at the stream as it is now, and makes it if it is gone.
     *
     * @param subject whose messages are counted; null for none
     */
    CompletionStage<StreamView> look(@Nullable String subject) {
        Seen before = seen;
        return api.info(subject)
                .thenCompose(info -> info.getApiErrorCode() == StreamApi.NO_STREAM
                        ? check().thenCompose(made -> api.info(subject))
                        : CompletableFuture.completedStage(info))
                .thenApply(info -> noted(info, before));
    }

    /**
     * Looks whether the stream is as it must be; makes it, or amends it. All who call meanwhile share one look. Fails with
     * {@link BrokerException}, naming what is wrong and what to do.
     */
    CompletionStage<StreamView> check() {
        CompletableFuture<StreamView> mine = new CompletableFuture<>();
        CompletableFuture<StreamView> running = checking.compareAndExchange(null, mine);
        if (running != null) {
            return running;
        }
        checked().whenComplete((view, failure) -> {
            checking.set(null);
            if (failure == null) {
                mine.complete(view);
            } else {
                mine.completeExceptionally(explained(cause(failure)));
            }
        });
        return mine;
    }

    private CompletionStage<StreamView> checked() {
        Seen before = seen;
        return attempt(() -> {
            checkServer();
            return api.info(null).thenCompose(this::made).thenApply(info -> {
                checkFencing(info);
                return noted(info, before);
            });
        });
    }

    private void checkServer() {
        if (link.isServerOlderThan(OLDEST_SERVER)) {
            throw failed("kept kinds need a nats-server of " + OLDEST_SERVER + " or later, and this one is "
                    + link.serverVersion());
        }
    }

    private void checkFencing(StreamInfo info) {
        if (seen == null
                && !info.hasError()
                && info.getConfiguration().getReplicas() > 1
                && link.isServerOlderThan(FENCING_SERVER)) {
            log.warn(
                    "appends with an expected position are not safe on a replicated stream before nats-server {}; this"
                            + " one is {}",
                    FENCING_SERVER,
                    link.serverVersion());
        }
    }

    private CompletionStage<StreamInfo> made(StreamInfo found) {
        if (!found.hasError()) {
            return amended(found);
        }
        if (found.getApiErrorCode() != StreamApi.NO_STREAM) {
            return CompletableFuture.completedStage(found);
        }
        return api.create(settings.fresh())
                .thenCompose(created -> created.getApiErrorCode() == StreamApi.NAME_IN_USE
                        ? api.info(null).thenCompose(this::amended) // somebody else was first
                        : CompletableFuture.completedStage(created));
    }

    private CompletionStage<StreamInfo> amended(StreamInfo found) {
        if (found.hasError()) {
            return CompletableFuture.completedStage(found);
        }
        StreamConfiguration is = found.getConfiguration();
        StreamConfiguration must = settings.amended(is);
        return must.toJson().equals(is.toJson()) ? CompletableFuture.completedStage(found) : api.update(must);
    }

    private StreamView noted(StreamInfo info, @Nullable Seen before) {
        if (info.hasError()) {
            throw refused(info);
        }
        StreamView view = StreamView.of(info, subjects);
        if (isAnother(view, before)) {
            missed.run();
        }
        return view;
    }

    /** The answer may be older than what others have noted since, but not than what was known when it was asked for. */
    private synchronized boolean isAnother(StreamView view, @Nullable Seen before) {
        Seen now = seen;
        boolean same = now != null && now.life().equals(view.life());
        boolean shorter = same && before != null && before.isOfLaterThan(view);
        if (shorter) {
            log.error(
                    "the stream lost its latest events, it ends at {}: positions after that may come to mean other"
                            + " events; delete it to begin anew",
                    view.last());
        } else if (now != null && !same) {
            log.warn("the stream of the kept kinds is another one: it was deleted and made again");
        }
        if (now == null || !same || shorter || view.last() > now.last()) {
            seen = new Seen(view.life(), view.last());
        }
        return !same || shorter;
    }

    private BrokerException explained(Throwable failure) {
        if (failure instanceof BrokerException known && known.fault() == Fault.NOBODY_THERE) {
            return off(known);
        }
        return failure instanceof BrokerException known
                ? known
                : new BrokerException(Fault.FAILED, "JetStream did not answer as it should: " + failure, failure);
    }

    private BrokerException refused(StreamInfo info) {
        int code = info.getApiErrorCode();
        if (code == NOT_ENABLED || code == NOT_ENABLED_FOR_ACCOUNT) {
            return off(null);
        }
        return failed("JetStream refused the stream '" + subjects.stream() + "': " + info.getError()
                + (code == OVERLAP ? "; delete that stream, or take another prefix" : ""));
    }

    private BrokerException off(@Nullable Throwable cause) {
        return Remedies.jetStreamIsOff("kept kinds", link.serverVersion(), cause);
    }

    private static BrokerException failed(String why) {
        return new BrokerException(Fault.FAILED, why, null);
    }

    private static <T> CompletionStage<T> attempt(Supplier<CompletionStage<T>> step) {
        try {
            return step.get();
        } catch (RuntimeException thrown) {
            return CompletableFuture.failedStage(thrown);
        }
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
