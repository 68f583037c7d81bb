package dev.realmhub.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.realmhub.Broker;
import dev.realmhub.Leases;
import dev.realmhub.Leases.Answer;
import dev.realmhub.Leases.Lease;
import dev.realmhub.Realm;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who owns a realm, and who does from now on. A bus without leases has nothing to prove. */
interface LeaseRules extends Bus {
    /** The realm that the rules are about. */
    Realm OWNED = Realm.of("game", "a.b*c \u00e9", ">");

    private Leases leases() {
        Optional<Leases> leases = connect().leases();
        assumeTrue(leases.isPresent(), "this bus has no leases");
        return leases.orElseThrow();
    }

    private static Lease acquired(Leases leases, String holder, long suspect) {
        Answer answer = Patience.answer(leases.acquire(OWNED, holder, suspect));
        assertThat(answer.acquired()).isTrue();
        assertThat(answer.lease().holder()).isEqualTo(holder);
        assertThat(answer.lease().realm()).isEqualTo(OWNED);
        return answer.lease();
    }

    @Test
    default void aRealmThatSomebodyHoldsIsHisWhoeverAsks() {
        Leases first = leases();
        Leases second = leases();
        Lease lease = acquired(first, "h-1", 0);
        assertThat(Patience.answer(second.acquire(OWNED, "h-2", 0))).isEqualTo(new Answer(lease, false));
        assertThat(Patience.answer(first.acquire(OWNED, "h-1", 0))).isEqualTo(new Answer(lease, false));
    }

    @Test
    default void aSuspectedHolderIsReplacedInAHigherEpochOnlyIfItIsHisOwnThatIsSuspected() {
        Leases first = leases();
        Leases second = leases();
        Lease lease = acquired(first, "h-1", 0);
        assertThat(Patience.answer(second.acquire(OWNED, "h-2", lease.epoch() - 1)))
                .isEqualTo(new Answer(lease, false));
        Lease next = acquired(second, "h-2", lease.epoch());
        assertThat(next.epoch()).isGreaterThan(lease.epoch());
        assertThat(Patience.answer(first.acquire(OWNED, "h-1", lease.epoch()))).isEqualTo(new Answer(next, false));
    }

    @Test
    default void aReleasedRealmIsFreeAndItsNextEpochIsHigher() {
        Leases first = leases();
        Lease lease = acquired(first, "h-1", 0);
        Patience.answer(first.release(lease).thenApply(done -> true));
        assertThat(acquired(leases(), "h-2", lease.epoch()).epoch()).isGreaterThan(lease.epoch());
    }

    @Test
    default void releasingALeaseThatWasTakenOverChangesNothing() {
        Leases first = leases();
        Leases second = leases();
        Lease lease = acquired(first, "h-1", 0);
        Lease next = acquired(second, "h-2", lease.epoch());
        Patience.answer(first.release(lease).handle((done, failure) -> true));
        assertThat(Patience.answer(second.acquire(OWNED, "h-3", 0))).isEqualTo(new Answer(next, false));
    }

    @Test
    default void ofManyWhoTryAtOnceExactlyOneSucceeds() {
        List<Leases> all = IntStream.range(0, 4).mapToObj(i -> leases()).toList();
        long suspect = 0;
        for (int round = 0; round < 25; round++) {
            long doubted = suspect;
            List<CompletionStage<Answer>> attempts = IntStream.range(0, all.size())
                    .mapToObj(i -> all.get(i).acquire(OWNED, "h-" + i, doubted))
                    .toList();
            List<Answer> answers = attempts.stream().map(Patience::answer).toList();
            assertThat(answers).filteredOn(Answer::acquired).hasSize(1);
            assertThat(answers)
                    .extracting(Answer::lease)
                    .containsOnly(answers.get(0).lease());
            suspect = answers.get(0).lease().epoch();
            assertThat(suspect).isGreaterThan(doubted);
        }
    }

    @Test
    default void whoIsSilentLosesHisRealmsToWhoeverAsksAndWhoRenewsKeepsThem() {
        Leases first = leases();
        Leases second = leases();
        Leases third = leases();
        Lease silent = acquired(first, "h-1", 0);
        Realm other = Realm.of("game", "other");
        Patience.answer(second.acquire(other, "h-2", 0));
        List<Lease> orphans = List.of();
        while (orphans.isEmpty()) {
            Patience.answer(second.renew("h-2"));
            orphans = Patience.answer(third.renew("h-3"));
            Patience.answer(new CompletableFuture<Boolean>().completeOnTimeout(true, 100, TimeUnit.MILLISECONDS));
        }
        assertThat(orphans).containsExactly(silent);
        assertThat(acquired(third, "h-3", silent.epoch()).epoch()).isGreaterThan(silent.epoch());
        assertThat(Patience.answer(third.acquire(other, "h-3", 0)).lease().holder())
                .isEqualTo("h-2");
    }

    @Test
    default void leasesOfAClosedBrokerFail() {
        Broker broker = connect();
        Optional<Leases> leases = broker.leases();
        assumeTrue(leases.isPresent(), "this bus has no leases");
        broker.close();
        Patience.fault(leases.orElseThrow().acquire(OWNED, "h-1", 0));
    }
}
