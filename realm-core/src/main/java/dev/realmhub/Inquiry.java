package dev.realmhub;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is asked about one realm, of its stream or of a backend: answers come back on the realm's lane, for as long as the realm
 * is followed.
 *
 * <p>Not thread-safe: the realm's lane works on it.
 */
final class Inquiry {
    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LAST_RETRY = Duration.ofSeconds(2);

    private final Realm realm;
    private final Streams.Surroundings around;
    private boolean open;
    private boolean ended;
    private int failures;

    Inquiry(Realm realm, Streams.Surroundings around) {
        this.realm = realm;
        this.around = around;
    }

    /** Says whether a question of {@link #ask} has no answer yet. */
    boolean isOpen() {
        return open;
    }

    /** No answer arrives after this. */
    void end() {
        ended = true;
    }

    /** Asks for as long as it takes to get an answer; {@code failed} runs after each vain time. One question at a time. */
    <T> void ask(Supplier<CompletionStage<T>> question, Consumer<T> then, Runnable failed) {
        open = true;
        askOnce(question, (answer, failure) -> {
            if (answer != null) {
                open = false;
                failures = 0;
                then.accept(answer);
            } else {
                failed.run();
                Duration pause = FIRST_RETRY.multipliedBy(1L << Math.min(failures++, 5));
                after(pause.compareTo(LAST_RETRY) < 0 ? pause : LAST_RETRY, () -> ask(question, then, failed));
            }
        });
    }

    <T> void askOnce(Supplier<CompletionStage<T>> question, BiConsumer<@Nullable T, @Nullable Throwable> then) {
        CompletionStage<T> stage;
        try {
            stage = question.get();
        } catch (RuntimeException thrown) {
            later(() -> then.accept(null, thrown));
            return;
        }
        stage.whenComplete((answer, failure) -> later(() -> then.accept(answer, failure)));
    }

    void after(Duration pause, Runnable what) {
        around.timers().after(pause, () -> later(what));
    }

    /** Does something on the lane, if the realm is followed still. */
    void later(Runnable what) {
        around.later().accept(new Task.Step(realm, streams -> {
            if (!ended) {
                what.run();
            }
        }));
    }
}
