package dev.realmhub;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls an application's code that answers later, and makes one of two of whatever it does: an answer, or a {@link
 * RefusedException}. Keeps the deadline and the number of calls under way.
 */
final class Guard<T> {
    private final String name;
    private final int limit;
    private final Duration deadline;
    private final Timers timers;
    private final Consumer<RealmException> failures;
    private final AtomicInteger underWay = new AtomicInteger();

    /**
     * Makes one.
     *
     * @param name what is called, for messages: {@code resolver}
     * @param failures hears, once, of each call that failed by the application's fault
     */
    Guard(String name, int limit, Duration deadline, Timers timers, Consumer<RealmException> failures) {
        this.name = name;
        this.limit = limit;
        this.deadline = deadline;
        this.timers = timers;
        this.failures = failures;
    }

    /** Calls; the future never fails with anything but a {@link RefusedException}, and completes by the deadline. */
    CompletableFuture<T> call(Supplier<? extends CompletionStage<T>> code) {
        CompletableFuture<T> result = new CompletableFuture<>();
        if (underWay.incrementAndGet() > limit) {
            underWay.decrementAndGet();
            result.completeExceptionally(
                    new RefusedException(CloseReason.UNAVAILABLE.withText("too busy, come back soon")));
            return result;
        }
        start(code, result);
        return result;
    }

    private void start(Supplier<? extends CompletionStage<T>> code, CompletableFuture<T> result) {
        CompletionStage<T> answer;
        try {
            answer = code.get();
        } catch (Throwable thrown) { // errors too: a missing class must not cost a place for ever
            settle(result, null, thrown);
            return;
        }
        if (answer == null) {
            settle(result, null, new NullPointerException("it returned null instead of a stage"));
            return;
        }
        Timers.Pending late = timers.after(deadline, () -> settle(result, null, new LateException()));
        answer.whenComplete((value, failure) -> {
            late.cancel();
            settle(result, value, failure);
        });
    }

    /** The first to come settles it; a late answer finds it settled and is forgotten. */
    private void settle(CompletableFuture<T> result, @Nullable T value, @Nullable Throwable failure) {
        boolean won = (value != null && failure == null)
                ? result.complete(value)
                : result.completeExceptionally(refusal(result, failure));
        if (won) {
            underWay.decrementAndGet();
        }
    }

    private RefusedException refusal(CompletableFuture<T> result, @Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof RefusedException refused) {
            return refused;
        }
        CloseReason reason = reasonOf(cause);
        if (!result.isDone()) {
            failures.accept(new RealmException(
                    "the " + name + " failed, and the client is refused with " + reason.code() + ": " + words(cause),
                    cause));
        }
        return new RefusedException(reason, cause);
    }

    private static CloseReason reasonOf(@Nullable Throwable cause) {
        if (cause instanceof LateException) {
            return CloseReason.DEADLINE;
        }
        return cause instanceof BrokerException ? CloseReason.UNAVAILABLE : CloseReason.RESOLVER_FAILED;
    }

    private String words(@Nullable Throwable cause) {
        if (cause instanceof LateException) {
            return "no answer within " + deadline + "; answer sooner, or raise its deadline in HubConfig";
        }
        if (cause instanceof BrokerException) {
            return String.valueOf(cause.getMessage());
        }
        String what = cause == null ? "its answer is null" : cause.toString();
        return what + "; to refuse on purpose, throw a RefusedException";
    }

    private static final class LateException extends RuntimeException {
        private static final long serialVersionUID = 1;

        LateException() {
            super("no answer by the deadline", null, false, false);
        }
    }
}
