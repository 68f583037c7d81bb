package dev.realmhub;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs an application's handlers: away from the broker's thread, in order per client, never after the deadline, and with
 * an answer whatever they throw. Thread-safe.
 */
final class Serving {
    static final Outcome BUSY = Outcome.rejected("busy", "The server has too much to do; try again soon.");

    private final SerialByKey<String> inOrder;
    private final Executor executor;
    private final Timers timers;
    private final Consumer<RealmException> failures;
    private final Load load;
    private final Load questions = new Load(Integer.MAX_VALUE);
    private final DroppedCommands dropped;
    private final Tracing tracing;

    Serving(
            Executor executor,
            Timers timers,
            Consumer<RealmException> failures,
            int concurrentCommands,
            Tracing tracing) {
        this.tracing = tracing;
        this.executor = executor;
        this.inOrder = new SerialByKey<>(executor);
        this.timers = timers;
        this.failures = failures;
        this.load = new Load(concurrentCommands);
        this.dropped = new DroppedCommands(load, failures);
    }

    /** Counts a command until it is done; returns false if it is one too many. */
    boolean admit(Command command, CompletionStage<Outcome> outcome) {
        boolean admitted = load.admit(outcome);
        if (!admitted && !command.answered()) {
            dropped.add(command);
        }
        return admitted;
    }

    long dropped() {
        return dropped.count();
    }

    /** Returns a publication as part of the calling thread's trace, if it is in one. */
    Publication traced(Publication publication) {
        return publication.traced(tracing.current());
    }

    /** Completes when all that is under way now has its answer. */
    CompletionStage<Void> quiet() {
        return load.none().thenCompose(commands -> questions.none());
    }

    /** Called on the broker's thread. */
    CompletionStage<Resolution> resolve(RealmResolver resolver, ResolveRequest request) {
        CompletableFuture<Resolution> answer = new CompletableFuture<>();
        questions.count(answer);
        try {
            executor.execute(() -> ask(resolver, request, answer));
        } catch (RejectedExecutionException closing) {
            answer.complete(Resolution.denied(CloseReason.UNAVAILABLE));
        }
        return answer;
    }

    private void ask(RealmResolver resolver, ResolveRequest request, CompletableFuture<Resolution> answer) {
        try {
            resolver.resolve(request).whenComplete((resolution, failure) -> {
                if (resolution != null) {
                    answer.complete(resolution);
                } else {
                    answer.complete(refusal(request, failure));
                }
            });
        } catch (Throwable thrown) {
            answer.complete(refusal(request, thrown));
        }
    }

    /** Called on the broker's thread. A snapshot without a position gets the one that the realm had before it was made. */
    CompletionStage<Snapshot> snapshot(
            Broker broker, BiFunction<Realm, Snapshot.Viewer, Snapshot> answer, Snapshot.Request request) {
        Optional<EventLog> log = broker.eventLog(request.realm());
        CompletionStage<Snapshot> made = log.isEmpty()
                ? CompletableFuture.supplyAsync(() -> made(answer, request), executor)
                : log.get()
                        .last(request.realm())
                        .thenApplyAsync(before -> placed(made(answer, request), before), executor);
        questions.count(made);
        return made;
    }

    private Snapshot made(BiFunction<Realm, Snapshot.Viewer, Snapshot> answer, Snapshot.Request request) {
        try {
            return Objects.requireNonNull(
                    answer.apply(request.realm(), request.viewer()), "it returned null in place of Snapshot.of(...)");
        } catch (RefusedException refused) {
            throw refused;
        } catch (Throwable thrown) { // errors too: else nobody hears of them
            failures.accept(new RealmException(
                    "the snapshot function of kind '" + request.realm().kind() + "' failed at " + request.realm()
                            + ", and is asked again: " + thrown + "; to refuse on purpose, throw a RefusedException",
                    thrown));
            throw thrown;
        }
    }

    private static Snapshot placed(Snapshot snapshot, Position before) {
        return snapshot.position().isPresent() ? snapshot : Snapshot.of(snapshot.payload(), before);
    }

    /** Called on the broker's thread. */
    CompletionStage<Outcome> run(Backend.Handler handler, Command command) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        if (!admit(command, outcome)) {
            return CompletableFuture.completedStage(BUSY);
        }
        try {
            inOrder.execute(command.client().client(), () -> handle(handler, command, outcome));
        } catch (RejectedExecutionException closing) {
            outcome.complete(new Outcome.Unavailable());
        }
        return outcome;
    }

    /** Runs a handler on the caller's thread. One that answers later has time until the deadline. */
    void handle(Backend.Handler handler, Command command, CompletableFuture<Outcome> outcome) {
        Tracing.Span span = tracing.begin(command.trace(), "realmhub.handle " + command.type());
        try {
            span.run(() -> handleInTime(handler, command, outcome));
        } finally {
            span.end();
        }
    }

    private void handleInTime(Backend.Handler handler, Command command, CompletableFuture<Outcome> outcome) {
        if (timers.wall().instant().isAfter(command.deadline())) {
            outcome.complete(new Outcome.Unknown());
            return;
        }
        try {
            handler.handle(command, outcome::complete);
            if (!command.answered()) {
                outcome.complete(Outcome.ok());
            } else if (!outcome.isDone()) {
                timers.end(outcome, timeUntil(command), new Outcome.Unknown());
            }
        } catch (RefusedException refused) {
            outcome.complete(Outcome.rejected("refused", refused.reason().text()));
        } catch (Throwable thrown) { // errors too: the client waits for an answer
            outcome.complete(Outcome.rejected("failed", "The server could not do that."));
            failures.accept(new RealmException(
                    "handler of " + command + " failed, and the client was told 'failed': " + thrown
                            + "; to reject on purpose, call reply.rejected(code, text)",
                    thrown));
        }
    }

    private Duration timeUntil(Command command) {
        return Duration.between(timers.wall().instant(), command.deadline()).plusMillis(1);
    }

    private Resolution refusal(ResolveRequest request, @Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof RefusedException refused) {
            return Resolution.denied(refused.reason());
        }
        failures.accept(new RealmException(
                "could not " + request + ", which is refused with " + CloseReason.RESOLVER_FAILED.code() + ": "
                        + (cause == null ? "the answer is null" : cause)
                        + "; to refuse on purpose, return Resolution.denied(...)",
                cause));
        return Resolution.denied(CloseReason.RESOLVER_FAILED);
    }
}
