package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.BrokerException.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of an ownership when its stream does not take an event. */
class FencedAppendsTest {
    private static final Realm GAME = Realm.of("game", "1");

    private final Failing log =
            new Failing(new LocalBroker(System::nanoTime, RealmKind.kept("game", 10, Duration.ofHours(1)))
                    .eventLog(GAME)
                    .orElseThrow());
    private final List<String> lost = new ArrayList<>();
    private final FencedAppends appends =
            new FencedAppends(log, new Leases.Lease(GAME, "a", 1), () -> lost.add("lost"));

    private record Failing(EventLog real, List<Fault> faults) implements EventLog {
        Failing(EventLog real) {
            this(real, new ArrayList<>());
        }

        @Override
        public CompletionStage<Position> append(Realm realm, Publication publication, @Nullable Position expectedLast) {
            return faults.isEmpty()
                    ? real.append(realm, publication, expectedLast)
                    : CompletableFuture.failedStage(new BrokerException(faults.remove(0), "not stored", null));
        }

        @Override
        public CompletionStage<Position> last(Realm realm) {
            return real.last(realm);
        }

        @Override
        public CompletionStage<Slice> read(Realm realm, Position after, int most) {
            return real.read(realm, after, most);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"NOT_CONNECTED", "TOO_LARGE"})
    void whatWasNotSentCostsNoOwnership(Fault fault) {
        log.faults().add(fault);
        assertThat(appends.append(Publication.of("not sent")))
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .havingRootCause()
                .isInstanceOf(BrokerException.class);
        assertThat(appends.append(Publication.of("the next"))).isCompleted();
        assertThat(lost).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"STALE", "FAILED"})
    void whatMayHaveBeenStoredOrFoundAnotherDoes(Fault fault) {
        log.faults().add(fault);
        assertThat(appends.append(Publication.of("who knows")))
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(FencedException.class);
        assertThat(appends.append(Publication.of("the next"))).isCompletedExceptionally();
        assertThat(lost).contains("lost");
    }
}
