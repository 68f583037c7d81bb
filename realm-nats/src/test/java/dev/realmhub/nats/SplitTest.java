package dev.realmhub.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Backend;
import dev.realmhub.Broker;
import dev.realmhub.EventLog;
import dev.realmhub.GameFactory;
import dev.realmhub.Leases;
import dev.realmhub.Ownership;
import dev.realmhub.Owning;
import dev.realmhub.Payload;
import dev.realmhub.Position;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.RealmKind;
import dev.realmhub.test.NatsServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two backends that both believe that they own a game. */
class SplitTest {
    private static final int RUNS = 200;
    private static final int WRITES = 5;
    private static final RealmKind GAME = RealmKind.kept("game", 100, Duration.ofHours(1));

    private final BlockingQueue<Ownership> opened = new LinkedBlockingQueue<>();

    @TempDir
    Path folder;

    @Test
    void onlyTheNewerOnesWritesAreAcceptedAndTheOtherNotices() throws Exception {
        try (NatsServer server = NatsServer.startKeeping(folder);
                Broker one = connect(server);
                Broker other = connect(server)) {
            for (int run = 0; run < RUNS; run++) {
                split(one, other, Realm.of("game", Integer.toString(run)));
            }
        }
        assertThat(opened).isEmpty();
    }

    private static Broker connect(NatsServer server) {
        return NatsBroker.builder(server.url()).kind(GAME).connect();
    }

    private void split(Broker one, Broker other, Realm realm) throws Exception {
        try (Backend full = start(one, 1)) {
            Leases.Lease first = full.claim(realm).toCompletableFuture().get(10, TimeUnit.SECONDS);
            Ownership older = next();
            try (Backend second = start(other, 100)) {
                takenAway(other, realm, first.epoch());
                Ownership newer = next();
                assertThat(older.isHeld()).as("nobody has told him").isTrue();
                assertThat(newer.epoch()).isGreaterThan(older.epoch());
                assertThat(second.ownedRealms()).isEqualTo(1);
                bothWrite(one, realm, older, newer);
            }
        }
    }

    private static void bothWrite(Broker broker, Realm realm, Ownership older, Ownership newer) throws Exception {
        CompletableFuture.allOf(writing(older), writing(newer)).get(30, TimeUnit.SECONDS);
        EventLog log = broker.eventLog(realm).orElseThrow();
        EventLog.Slice all =
                log.read(realm, start(log, realm), 100).toCompletableFuture().get(30, TimeUnit.SECONDS);
        List<String> epochs = all.events().stream()
                .flatMap(event -> event.common().stream())
                .map(Payload::text)
                .toList();
        assertThat(all.complete()).isTrue();
        assertThat(epochs).hasSize(WRITES).containsOnly(epoch(newer));
        assertThat(older.isHeld()).as("the loser believes in it").isFalse();
        assertThat(newer.isHeld()).isTrue();
    }

    private static Position start(EventLog log, Realm realm) throws Exception {
        Position last = log.last(realm).toCompletableFuture().get(30, TimeUnit.SECONDS);
        return new Position(last.epoch(), 0);
    }

    private static CompletableFuture<Void> writing(Ownership owner) {
        return CompletableFuture.runAsync(() -> CompletableFuture.allOf(IntStream.range(0, WRITES)
                        .mapToObj(i -> owner.append(Publication.of(epoch(owner)))
                                .toCompletableFuture()
                                .handle((position, fenced) -> position))
                        .toArray(CompletableFuture[]::new))
                .join());
    }

    private static String epoch(Ownership owner) {
        return Long.toString(owner.epoch());
    }

    private static void takenAway(Broker broker, Realm realm, long epoch) {
        boolean taken = Stream.generate(() -> claimed(broker, realm, epoch))
                .limit(10_000)
                .anyMatch(now -> now > epoch);
        assertThat(taken).isTrue();
    }

    /** The first backend, which is full, may be asked, too: it refuses. */
    private static long claimed(Broker broker, Realm realm, long suspect) {
        try {
            return broker.request(new Broker.Claim(realm, suspect))
                    .toCompletableFuture()
                    .join()
                    .epoch();
        } catch (CompletionException refused) {
            return 0;
        }
    }

    private Backend start(Broker broker, int most) {
        GameFactory games = ownership -> {
            opened.add(ownership);
            return (command, reply) -> reply.ok();
        };
        return Backend.builder(broker)
                .own("game", games)
                .owning(Owning.defaults().atMost(most))
                .start();
    }

    private Ownership next() throws InterruptedException {
        Ownership next = opened.poll(30, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return java.util.Objects.requireNonNull(next);
    }
}
