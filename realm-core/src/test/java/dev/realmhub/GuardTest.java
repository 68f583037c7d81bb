package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class GuardTest {
    private static final Duration DEADLINE = Duration.ofSeconds(3);

    private final VirtualTime time = new VirtualTime();
    private final List<RealmException> failures = new ArrayList<>();
    private final Guard<String> guard = new Guard<>("resolver", 2, DEADLINE, time.timers(), failures::add);

    @Test
    void anAnswerIsPassedOn() {
        assertThat(guard.call(() -> CompletableFuture.completedStage("yes"))).isCompletedWithValue("yes");
        assertThat(time.waiting()).as("timers").isZero();
    }

    @Test
    void anAnswerUntilTheDeadlineIsInTime() {
        CompletableFuture<String> later = new CompletableFuture<>();
        CompletableFuture<String> answer = guard.call(() -> later);
        time.pass(DEADLINE.minusNanos(1));
        assertThat(answer).isNotDone();
        later.complete("yes");
        assertThat(answer).isCompletedWithValue("yes");
        time.pass(DEADLINE);
        assertThat(failures).isEmpty();
    }

    @Test
    void noAnswerByTheDeadlineIsARefusalAndALateOneIsForgotten() {
        CompletableFuture<String> never = new CompletableFuture<>();
        CompletableFuture<String> answer = guard.call(() -> never);
        time.pass(DEADLINE);
        never.complete("late");
        assertThat(refusal(answer)).isEqualTo(CloseReason.DEADLINE);
        assertThat(failures)
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .hasMessageContaining("resolver failed")
                        .hasMessageContaining("4504"));
    }

    @Test
    void whatIsThrownIsARefusalWithItsCause() {
        IllegalStateException thrown = new IllegalStateException("on purpose");
        CompletableFuture<String> answer = guard.call(() -> {
            throw thrown;
        });
        assertThat(refusal(answer)).isEqualTo(CloseReason.RESOLVER_FAILED);
        assertThat(failures)
                .singleElement()
                .satisfies(failure -> assertThat(failure).hasCause(thrown));
    }

    @Test
    void anErrorIsARefusalToo() {
        CompletableFuture<String> answer = guard.call(() -> {
            throw new NoClassDefFoundError("on purpose");
        });
        assertThat(refusal(answer)).isEqualTo(CloseReason.RESOLVER_FAILED);
    }

    @Test
    void nullInsteadOfAStageOrAValueIsARefusal() {
        assertThat(refusal(guard.call(GuardTest::nothing))).isEqualTo(CloseReason.RESOLVER_FAILED);
        assertThat(refusal(guard.call(() -> CompletableFuture.completedStage(nothing()))))
                .isEqualTo(CloseReason.RESOLVER_FAILED);
        assertThat(failures).hasSize(2);
    }

    @Test
    void aFailedStageIsARefusalAndABusThatIsAwayIsUnavailable() {
        assertThat(refusal(guard.call(() -> failed(new IllegalStateException("on purpose")))))
                .isEqualTo(CloseReason.RESOLVER_FAILED);
        BrokerException away = new BrokerException(BrokerException.Fault.NOT_CONNECTED, "on purpose", null);
        assertThat(refusal(guard.call(() -> failed(new CompletionException(away)))))
                .isEqualTo(CloseReason.UNAVAILABLE);
    }

    @Test
    void aRefusalIsPassedOnAsItIsAndIsNobodysFault() {
        RefusedException no = new RefusedException(CloseReason.LOGIN.withText("please log in"));
        assertThat(refusal(guard.call(() -> failed(no)))).isEqualTo(no.reason());
        assertThat(refusal(guard.call(() -> failed(new CompletionException(no)))))
                .isEqualTo(no.reason());
        assertThat(refusal(guard.call(() -> {
                    throw no;
                })))
                .isEqualTo(no.reason());
        assertThat(failures).isEmpty();
    }

    @Test
    void moreThanAllowedAtOnceAreRefusedUncalledAndEachEndMakesRoom() {
        CompletableFuture<String> first = new CompletableFuture<>();
        CompletableFuture<String> second = new CompletableFuture<>();
        assertThat(guard.call(() -> first)).isNotDone();
        assertThat(guard.call(() -> second)).isNotDone();
        CompletableFuture<String> third = guard.call(() -> {
            throw new AssertionError("was called");
        });
        assertThat(refusal(third).code()).isEqualTo(CloseReason.UNAVAILABLE.code());

        first.complete("yes");
        assertThat(guard.call(() -> new CompletableFuture<>())).isNotDone();
        assertThat(guard.call(() -> new CompletableFuture<>())).isDone();
        time.pass(DEADLINE);
        assertThat(guard.call(() -> CompletableFuture.completedStage("yes"))).isCompletedWithValue("yes");
    }

    @Test
    void noEndOfACallGivesBackItsPlaceTwice() {
        for (int i = 0; i < 5; i++) {
            CompletableFuture<String> late = new CompletableFuture<>();
            assertThat(guard.call(() -> late)).isNotDone();
            time.pass(DEADLINE);
            late.complete("late");
            late.obtrudeValue("again");
        }
        assertThat(guard.call(() -> new CompletableFuture<>())).isNotDone();
        assertThat(guard.call(() -> new CompletableFuture<>())).isNotDone();
        assertThat(guard.call(() -> new CompletableFuture<>())).isDone();
    }

    private static CloseReason refusal(CompletableFuture<String> answer) {
        assertThat(answer).isCompletedExceptionally();
        return ((RefusedException) answer.handle((value, failure) -> failure).join()).reason();
    }

    private static <T> CompletionStage<T> failed(Throwable how) {
        return CompletableFuture.failedStage(how);
    }

    // what code written without null checks would do
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        return null;
    }
}
