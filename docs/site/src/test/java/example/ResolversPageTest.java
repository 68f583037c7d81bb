package example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Address;
import dev.realmhub.CloseReason;
import dev.realmhub.Handshake;
import dev.realmhub.Realm;
import dev.realmhub.RealmResolver;
import dev.realmhub.Resolution;
import dev.realmhub.ResolveRequest;
import dev.realmhub.User;
import dev.realmhub.test.RealmResolverContract;
import dev.realmhub.test.TestHub;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What docs/resolvers.md says of its resolvers. */
class ResolversPageTest {
    static final Instant SIX = Instant.parse("2026-01-01T18:00:00Z");
    static final JdbcConnectionPool DATABASE =
            JdbcConnectionPool.create("jdbc:h2:mem:games;DB_CLOSE_DELAY=-1", "sa", "");

    @BeforeAll
    static void makeTables() throws Exception {
        try (var connection = DATABASE.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create table game (id varchar primary key)");
            statement.execute("create table seat (game varchar, player varchar)");
            statement.execute("insert into game values ('1')");
            statement.execute("insert into seat values ('1', 'alice')");
        }
    }

    @AfterAll
    static void closePool() {
        DATABASE.dispose();
    }

    static ResolveRequest request(String user, String path) {
        return ResolveRequest.of(Handshake.of("/"), path, User.of(user), new Address.OfClient("n", "c"));
    }

    static TournamentResolver tournamentAt(AtomicReference<Instant> now) {
        var round =
                new TournamentResolver.Round(SIX, Map.of("a", Set.of("alice", "bob"), "b", Set.of("carol")), "dora");
        return new TournamentResolver(Map.of("1", round), now::get);
    }

    @Nested
    class Cached implements RealmResolverContract {
        final AtomicInteger asked = new AtomicInteger();
        final AtomicReference<Instant> now = new AtomicReference<>(SIX);
        final CachedResolver cached = new CachedResolver(this::source, Duration.ofSeconds(30), now::get);

        private CompletableFuture<Resolution> source(ResolveRequest request) {
            asked.incrementAndGet();
            return CompletableFuture.completedFuture(
                    request.path().equals("/game/1")
                            ? Resolution.of(Realm.of("game", "1"), "player")
                            : Resolution.abstained());
        }

        private int askedAfter(String user, String path) {
            cached.resolve(request(user, path));
            return asked.get();
        }

        @Test
        void asksOnceInItsTimeForEachUserAndPath() {
            assertThat(askedAfter("alice", "/game/1")).isEqualTo(1);
            assertThat(askedAfter("alice", "/game/1")).isEqualTo(1);
            assertThat(askedAfter("bob", "/game/1")).isEqualTo(2);
            now.set(SIX.plusSeconds(30));
            assertThat(askedAfter("alice", "/game/1")).isEqualTo(3);
        }

        @Test
        void forgetsAUserWhenToldTo() {
            assertThat(askedAfter("alice", "/game/1")).isEqualTo(1);
            cached.forget("alice");
            assertThat(askedAfter("alice", "/game/1")).isEqualTo(2);
        }

        @Test
        void doesNotRememberANo() {
            assertThat(askedAfter("alice", "/game/2")).isEqualTo(1);
            assertThat(askedAfter("alice", "/game/2")).isEqualTo(2);
        }

        @Override
        public RealmResolver resolver() {
            return cached;
        }

        @Override
        public ResolveRequest granted() {
            return request("alice", "/game/1");
        }

        @Override
        public ResolveRequest unknown() {
            return request("alice", "/game/2");
        }
    }

    @Nested
    class Database implements RealmResolverContract {
        @RegisterExtension
        final TestHub hub = TestHub.of(resolver());

        @Test
        void whoSitsAtTheGamePlaysAndOthersWatch() {
            hub.connect("alice", "/game/1").expectJoined("game:1", "player");
            hub.connect("carol", "/game/1").expectJoined("game:1", "observer");
            hub.connect("alice", "/game/2").expectClosed(CloseReason.NO_SUCH_REALM.withText("There is no such game."));
        }

        @Override
        public RealmResolver resolver() {
            return new DatabaseResolver(DATABASE, ForkJoinPool.commonPool());
        }

        @Override
        public ResolveRequest granted() {
            return request("alice", "/game/1");
        }

        @Override
        public ResolveRequest unknown() {
            return request("alice", "/game/2");
        }
    }

    @Nested
    class Tournament implements RealmResolverContract {
        final AtomicReference<Instant> now = new AtomicReference<>(SIX.minusSeconds(60));

        @RegisterExtension
        final TestHub hub = TestHub.of(resolver());

        @Test
        void playersAndTheDirectorComeEarlyAndWatchersWait() {
            hub.connect("alice", "/tournament/1/table/a").expectJoined("table:1:a", "player");
            hub.connect("dora", "/tournament/1/table/a").expectJoined("table:1:a", "director");
            hub.connect("carol", "/tournament/1/table/a")
                    .expectClosed(CloseReason.UNAVAILABLE
                            .withText("The round has not begun.")
                            .withRetryAfter(Duration.ofSeconds(60)));
            now.set(SIX);
            hub.connect("carol", "/tournament/1/table/a").expectJoined("table:1:a", "observer");
        }

        @Test
        void allAtTablesHearTheHall() {
            var alice = hub.connect("alice", "/tournament/1/table/a").expectJoined("table:1:a", "player");
            hub.publish("tournament:1", "Five minutes");
            alice.expectEvent("tournament:1", "Five minutes");
        }

        @Override
        public RealmResolver resolver() {
            return tournamentAt(now);
        }

        @Override
        public ResolveRequest granted() {
            return request("alice", "/tournament/1/table/a");
        }

        @Override
        public ResolveRequest unknown() {
            return request("alice", "/tournament/1/table/z");
        }
    }

    @Nested
    class Composite {
        @RegisterExtension
        final TestHub hub = TestHub.of(RealmResolver.firstOf(
                RealmResolver.byPath("/lobby", r -> Resolution.of(Realm.of("lobby"))),
                tournamentAt(new AtomicReference<>(SIX)),
                RealmResolver.askBackend()));

        @Test
        void theFirstThatKnowsThePathAnswers() {
            hub.backend(game -> game.resolve("/game/{id}", r -> Resolution.of(Realm.of("game", r.param("id")))));
            hub.connect("alice", "/lobby").expectJoined("lobby", "");
            hub.connect("alice", "/tournament/1").expectJoined("tournament:1", "");
            hub.connect("alice", "/game/7").expectJoined("game:7", "");
            hub.connect("alice", "/tournament/2")
                    .expectClosed(CloseReason.NO_SUCH_REALM.withText("There is no such tournament."));
        }
    }
}
