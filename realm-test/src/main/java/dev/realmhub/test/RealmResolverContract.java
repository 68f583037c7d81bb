package dev.realmhub.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.RealmResolver;
import dev.realmhub.Resolution;
import dev.realmhub.ResolveRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a hub expects of every {@link RealmResolver}. Implement the three methods in a test class. */
public interface RealmResolverContract {
    /** Returns the resolver. */
    RealmResolver resolver();

    /** Returns a request that it grants. */
    ResolveRequest granted();

    /** Returns a request for a path that has nothing. */
    ResolveRequest unknown();

    @Test
    default void aKnownPathIsGranted() {
        Resolution answer = Patience.answer(resolver().resolve(granted()));
        assertThat(answer.isAbstained()).isFalse();
        assertThat(answer.refusal()).isEmpty();
    }

    @Test
    default void anUnknownPathIsRefusedOrLeftToOthersAndGrantsNothing() {
        Resolution answer = Patience.answer(resolver().resolve(unknown()));
        assertThat(answer.isAbstained() || answer.refusal().isPresent()).isTrue();
        assertThat(answer.memberships()).isEmpty();
    }

    @Test
    default void theSameQuestionGetsTheSameAnswerAgain() {
        RealmResolver resolver = resolver();
        Resolution first = Patience.answer(resolver.resolve(granted()));
        Resolution second = Patience.answer(resolver.resolve(granted()));
        assertThat(second.memberships()).isEqualTo(first.memberships());
    }

    @Test
    default void manyThreadsMayAskAtOnce() {
        RealmResolver resolver = resolver();
        ResolveRequest request = granted();
        List<CompletableFuture<Resolution>> answers = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> resolver.resolve(request))
                                .thenCompose(stage -> stage))
                .limit(64)
                .toList();
        assertThat(answers.stream()
                        .map(Patience::answer)
                        .map(Resolution::memberships)
                        .distinct())
                .hasSize(1);
    }

    @Test
    default void noRealmIsGrantedTwice() {
        Resolution answer = Patience.answer(resolver().resolve(granted()));
        assertThat(answer.memberships().stream().map(membership -> membership.realm()))
                .doesNotHaveDuplicates();
    }

    /** A thread that is interrupted cannot wait for anything: what blocks throws, or eats the interrupt. */
    @Test
    default void theCallersThreadIsNotBlocked() {
        RealmResolver resolver = resolver();
        ResolveRequest request = granted();
        boolean stillInterrupted;
        CompletableFuture<Resolution> answer;
        Thread.currentThread().interrupt();
        try {
            answer = resolver.resolve(request).toCompletableFuture();
        } finally {
            stillInterrupted = Thread.interrupted();
        }
        assertThat(stillInterrupted).as("nothing waited on the caller's thread").isTrue();
        assertThat(Patience.answer(answer).refusal()).isEmpty();
    }
}
