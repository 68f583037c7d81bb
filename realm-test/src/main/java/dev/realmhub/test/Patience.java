package dev.realmhub.test;

import dev.realmhub.BrokerException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Waits for conditions; the limit only ends tests that would hang. */
final class Patience {
    private static final long LIMIT_SECONDS = 30;

    private Patience() {}

    static <T> T take(BlockingQueue<T> queue) {
        T next = uninterrupted(() -> queue.poll(LIMIT_SECONDS, TimeUnit.SECONDS));
        if (next == null) {
            throw new AssertionError("nothing came within " + LIMIT_SECONDS + " s");
        }
        return next;
    }

    static void await(CountDownLatch latch) {
        if (!Boolean.TRUE.equals(uninterrupted(() -> latch.await(LIMIT_SECONDS, TimeUnit.SECONDS)))) {
            throw new AssertionError(latch.getCount() + " were still missing after " + LIMIT_SECONDS + " s");
        }
    }

    /** Waits for a stage whose value does not matter. */
    static void await(CompletionStage<?> stage) {
        answer(stage.thenApply(done -> true));
    }

    static <T> T answer(CompletionStage<T> stage) {
        try {
            T value = stage.toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (value == null) {
                throw new AssertionError("the answer was null");
            }
            return value;
        } catch (ExecutionException failed) {
            throw new AssertionError("failed instead of an answer", failed.getCause());
        } catch (TimeoutException late) {
            throw new AssertionError("no answer within " + LIMIT_SECONDS + " s", late);
        } catch (InterruptedException interrupted) {
            throw new AssertionError("interrupted", interrupted);
        }
    }

    /** Returns what the bus itself says went wrong. */
    static BrokerException.Fault fault(CompletionStage<?> stage) {
        Throwable failure = failure(stage);
        if (failure instanceof BrokerException broken) {
            return broken.fault();
        }
        throw new AssertionError("failed, but not with a BrokerException", failure);
    }

    /** Returns the answer, or nothing if the bus said that this went wrong. */
    static <T> Optional<T> unless(BrokerException.Fault fault, CompletionStage<T> stage) {
        return answer(stage.handle((value, failure) -> {
            if (failure == null) {
                return Optional.of(value);
            }
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            if (cause instanceof BrokerException broken && broken.fault() == fault) {
                return Optional.<T>empty();
            }
            throw new AssertionError("failed in another way", failure);
        }));
    }

    /** Returns why it failed. */
    static Throwable failure(CompletionStage<?> stage) {
        try {
            Object value = stage.toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
            throw new AssertionError("answered " + value + " instead of failing");
        } catch (ExecutionException failed) {
            return failed.getCause() == null ? failed : failed.getCause();
        } catch (TimeoutException late) {
            throw new AssertionError("no answer within " + LIMIT_SECONDS + " s", late);
        } catch (InterruptedException interrupted) {
            throw new AssertionError("interrupted", interrupted);
        }
    }

    private interface Wait<T> {
        @Nullable
        T begin() throws InterruptedException;
    }

    private static <T> @Nullable T uninterrupted(Wait<T> wait) {
        try {
            return wait.begin();
        } catch (InterruptedException interrupted) {
            throw new AssertionError("interrupted", interrupted);
        }
    }
}
