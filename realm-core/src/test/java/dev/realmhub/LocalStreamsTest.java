package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a local broker forgets with time, and that it knows it. */
class LocalStreamsTest {
    private static final RealmKind GAME = RealmKind.kept("game", 5, Duration.ofMinutes(1));
    private static final Realm A = Realm.of("game", "a");
    private static final Realm B = Realm.of("game", "b");

    private final AtomicLong nanos = new AtomicLong();
    private final Broker broker = new LocalBroker(nanos::get, GAME);
    private final EventLog log = broker.eventLog(A).orElseThrow();

    @Test
    void whatIsOlderThanItsKindsAgeIsGoneAndWhatIsNotIsThere() {
        Position begin = last(A);
        Position first = append(A);
        pass(40);
        Position second = append(A);
        pass(30);
        assertThat(read(A, begin)).isEqualTo(EventLog.Slice.incomplete());
        assertThat(read(A, first).events())
                .extracting(Publication::position)
                .containsExactly(java.util.Optional.of(second));
    }

    @Test
    void aForgottenRealmIsIncompleteFromBeforeAndCompleteFromAfterItsEnd() {
        Position begin = last(A);
        Position end = append(A);
        pass(61);
        assertThat(read(A, begin)).isEqualTo(EventLog.Slice.incomplete());
        assertThat(read(A, end)).isEqualTo(new EventLog.Slice(List.of(), true));
        assertThat(read(A, last(A))).isEqualTo(new EventLog.Slice(List.of(), true));
    }

    @Test
    void aRealmThatComesBackReusesNoSequenceAndStaysIncompleteFromBefore() {
        Position begin = last(A);
        Position old = append(A);
        pass(61);
        Position fresh = append(A);
        assertThat(fresh.epoch()).isEqualTo(old.epoch());
        assertThat(fresh.sequence()).isGreaterThan(old.sequence());
        assertThat(read(A, begin)).isEqualTo(EventLog.Slice.incomplete());
        assertThat(read(A, old).events()).hasSize(1);
    }

    @Test
    void aWriterWhoseRealmWasForgottenSinceIsRefusedUntilItLooksAgain() {
        Position begin = last(A);
        append(A);
        pass(61);
        assertThat(log.append(A, Publication.of("e"), begin).toCompletableFuture())
                .isCompletedExceptionally();
        assertThat(log.append(A, Publication.of("e"), last(A)).toCompletableFuture())
                .isCompleted();
    }

    @Test
    void aBusyRealmKeepsNoOtherAlive() {
        Position begin = last(A);
        append(A);
        for (int i = 0; i < 10; i++) {
            pass(10);
            append(B);
        }
        assertThat(read(A, begin)).isEqualTo(EventLog.Slice.incomplete());
        assertThat(append(A).sequence()).isEqualTo(12);
    }

    /** As a hub on an executor that runs at once would: the second event is published while the first is delivered. */
    @Test
    void anEventPublishedDuringADeliveryArrivesAfterItEverywhere() {
        List<Long> heard = new ArrayList<>();
        broker.subscribe(new Broker.Node("first", (to, what) -> {
            if (what.previous() == 0) {
                append(A);
            }
        }));
        broker.subscribe(new Broker.Node("second", (to, what) -> heard.add(what.previous())));
        append(A);
        assertThat(heard).containsExactly(0L, 1L);
    }

    private void pass(long seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    private Position append(Realm realm) {
        return log.append(realm, Publication.of("e"), null)
                .toCompletableFuture()
                .getNow(new Position("pending", 0));
    }

    private Position last(Realm realm) {
        return log.last(realm).toCompletableFuture().join();
    }

    private EventLog.Slice read(Realm realm, Position after) {
        return log.read(realm, after, 100).toCompletableFuture().join();
    }
}
