package dev.realmhub;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Runs an application's handlers: away from the broker's thread, in order per client, never after the deadline, and with
 * an answer whatever they throw. Thread-safe.
 */
final class Serving {
    private static final Outcome BUSY = Outcome.rejected("busy", "The server has too much to do; try again soon.");

    private final SerialByKey<String> inOrder;
    private final Executor executor;
    private final InstantSource wallClock;
    private final Consumer<RealmException> failures;
    private final Load load;

    Serving(Executor executor, InstantSource wallClock, Consumer<RealmException> failures, Load load) {
        this.executor = executor;
        this.inOrder = new SerialByKey<>(executor);
        this.wallClock = wallClock;
        this.failures = failures;
        this.load = load;
    }

    Load load() {
        return load;
    }

    /** Called on the broker's thread. */
    CompletionStage<Resolution> resolve(RealmResolver resolver, ResolveRequest request) {
        CompletableFuture<Resolution> answer = new CompletableFuture<>();
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
        return log.isEmpty()
                ? CompletableFuture.supplyAsync(() -> answer.apply(request.realm(), request.viewer()), executor)
                : log.get()
                        .last(request.realm())
                        .thenApplyAsync(
                                before -> placed(answer.apply(request.realm(), request.viewer()), before), executor);
    }

    private static Snapshot placed(Snapshot snapshot, Position before) {
        return snapshot.position().isPresent() ? snapshot : Snapshot.of(snapshot.payload(), before);
    }

    /** Called on the broker's thread. */
    CompletionStage<Outcome> run(Backend.Handler handler, Command command) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        if (!load.admit(outcome)) {
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
        if (wallClock.instant().isAfter(command.deadline())) {
            outcome.complete(new Outcome.Unknown());
            return;
        }
        try {
            handler.handle(command, outcome::complete);
            if (!command.answered()) {
                outcome.complete(Outcome.ok());
            } else if (!outcome.isDone()) {
                outcome.completeOnTimeout(new Outcome.Unknown(), millisUntil(command), TimeUnit.MILLISECONDS);
            }
        } catch (RefusedException refused) {
            outcome.complete(Outcome.rejected("refused", refused.reason().text()));
        } catch (Throwable thrown) { // errors too: the client waits for an answer
            outcome.complete(Outcome.rejected("failed", "The server could not do that."));
            failures.accept(new RealmException("handler of " + command + " failed", thrown));
        }
    }

    private long millisUntil(Command command) {
        return Duration.between(wallClock.instant(), command.deadline()).toMillis() + 1;
    }

    private Resolution refusal(ResolveRequest request, @org.jspecify.annotations.Nullable Throwable failure) {
        Throwable cause = failure instanceof java.util.concurrent.CompletionException ? failure.getCause() : failure;
        if (cause instanceof RefusedException refused) {
            return Resolution.denied(refused.reason());
        }
        failures.accept(new RealmException("could not " + request, cause));
        return Resolution.denied(CloseReason.RESOLVER_FAILED);
    }
}
