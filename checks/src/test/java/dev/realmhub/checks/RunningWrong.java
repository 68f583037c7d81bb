package dev.realmhub.checks;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.realmhub.Authenticator;
import dev.realmhub.Backend;
import dev.realmhub.Broker;
import dev.realmhub.Client;
import dev.realmhub.Handshake;
import dev.realmhub.Hub;
import dev.realmhub.HubListener;
import dev.realmhub.Membership;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.RealmException;
import dev.realmhub.RealmResolver;
import dev.realmhub.Resolution;
import dev.realmhub.Snapshot;
import dev.realmhub.test.TestHub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.slf4j.LoggerFactory;

/** What an application's own code does wrong while a hub runs; told to {@link HubListener#failed}, or to the log without one. */
final class RunningWrong {
    private static final Duration PAST_ALL_DEADLINES = Duration.ofSeconds(10);
    private static final String HOW = "out of order";

    private RunningWrong() {}

    static List<WrongUse> all() {
        return List.of(
                resolver(
                        "A resolver that throws",
                        RunningWrong::fail,
                        "out of order",
                        "refused with 4500",
                        "throw a RefusedException"),
                resolver(
                        "A resolver that returns null",
                        request -> null,
                        "returned null instead of a stage",
                        "refused with 4500",
                        "throw a RefusedException"),
                resolver(
                        "A resolver that completes with null",
                        request -> CompletableFuture.completedStage(null),
                        "its answer is null",
                        "refused with 4500",
                        "throw a RefusedException"),
                resolver(
                        "A resolver that never completes",
                        request -> new CompletableFuture<>(),
                        "no answer within PT3S",
                        "refused with 4504",
                        "answer sooner, or raise its deadline in HubConfig"),
                resolver(
                        "A resolver that asks backends, and none is there",
                        RealmResolver.askBackend(),
                        "nobody serves",
                        "refused with 4503",
                        "is a Backend that does started on this bus?"),
                resolver(
                        "A resolver that grants too many realms",
                        request -> CompletableFuture.completedStage(Resolution.of(crowd())),
                        "granted 65 realms",
                        "refused with 4508",
                        "grant fewer, or raise it"),
                authenticator(
                        "An authenticator that throws",
                        RunningWrong::fail,
                        "out of order",
                        "refused with 4500",
                        "throw a RefusedException"),
                authenticator(
                        "An authenticator that returns null",
                        handshake -> null,
                        "returned null instead of a stage",
                        "refused with 4500",
                        "throw a RefusedException"),
                authenticator(
                        "An authenticator that never completes",
                        handshake -> new CompletableFuture<>(),
                        "no answer within PT3S",
                        "refused with 4504",
                        "answer sooner, or raise its deadline in HubConfig"),
                new WrongUse(
                        "A listener that throws",
                        RunningWrong::listenerThrows,
                        "threw",
                        "hub listener",
                        "catch what it may throw"),
                snapshots(
                        "A snapshot that is null",
                        (realm, viewer) -> null,
                        "returned null",
                        "of kind 'game'",
                        "in place of Snapshot.of(...)"),
                snapshots(
                        "A snapshot function that throws",
                        RunningWrong::fail,
                        "out of order",
                        "at game:1",
                        "throw a RefusedException"),
                backend(
                        "A resolve function of a backend that throws",
                        backend -> backend.resolve("/game/{id}", RunningWrong::fail),
                        "out of order",
                        "could not resolve /game/1",
                        "return Resolution.denied(...)"),
                backend(
                        "A resolve function of a backend that returns null",
                        backend -> backend.resolve("/game/{id}", request -> null),
                        "its answer is null",
                        "could not resolve /game/1",
                        "return Resolution.denied(...)"),
                backend(
                        "A handler that throws",
                        backend -> backend.resolve("/game/{id}", RunningWrong::player)
                                .on("move", (command, reply) -> fail(command)),
                        "out of order",
                        "handler of command move",
                        "call reply.rejected(code, text)"),
                backend(
                        "A handler that rejects with an unlawful code",
                        backend -> backend.resolve("/game/{id}", RunningWrong::player)
                                .on("move", (command, reply) -> reply.rejected("not yours", "Wait.")),
                        "has U+0020 at index 3",
                        "handler of command move",
                        "must be 1 to 64 of A-Z a-z 0-9 _ -"),
                new WrongUse(
                        "A handler that publishes when the broker is closed",
                        RunningWrong::publishAfterTheEnd,
                        "the broker is closed",
                        "publish to",
                        "close it after the hubs and backends on it"));
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // it returns to nobody
    private static <Q, R> R fail(Q asked) {
        throw new IllegalStateException(HOW);
    }

    private static Snapshot fail(Realm realm, Snapshot.Viewer viewer) {
        return fail(realm);
    }

    private static List<Membership> crowd() {
        return IntStream.rangeClosed(1, 65)
                .mapToObj(id -> Membership.of(Realm.of("game", String.valueOf(id)), "player"))
                .toList();
    }

    private static Resolution player(Object request) {
        return Resolution.of(Realm.of("game", "1"), "player");
    }

    private static WrongUse resolver(String name, RealmResolver resolver, String what, String where, String remedy) {
        return new WrongUse(
                name,
                () -> {
                    Failures failures = new Failures();
                    try (TestHub hub = TestHub.of(resolver, builder -> builder.listener(failures))) {
                        hub.connect("alice", "/game/1");
                        hub.pass(PAST_ALL_DEADLINES);
                        return failures.one();
                    }
                },
                what,
                where,
                remedy);
    }

    private static WrongUse authenticator(
            String name, Authenticator authenticator, String what, String where, String remedy) {
        return new WrongUse(
                name,
                () -> {
                    Failures failures = new Failures();
                    try (TestHub hub = TestHub.of(
                            RealmResolver.askBackend(),
                            builder -> builder.authenticator(authenticator).listener(failures))) {
                        hub.hub().authenticate(Handshake.of("/game/1"));
                        hub.pass(PAST_ALL_DEADLINES);
                        return failures.one();
                    }
                },
                what,
                where,
                remedy);
    }

    private static WrongUse snapshots(
            String name, BiFunction<Realm, Snapshot.Viewer, Snapshot> wrong, String what, String where, String remedy) {
        return backend(
                name,
                backend -> backend.resolve("/game/{id}", RunningWrong::player).snapshot("game", wrong),
                what,
                where,
                remedy);
    }

    /** Connects at a game of the backend's, and makes a move. */
    private static WrongUse backend(
            String name, UnaryOperator<Backend.Builder> wrong, String what, String where, String remedy) {
        return new WrongUse(
                name,
                () -> {
                    Failures failures = new Failures();
                    try (TestHub hub = TestHub.of(RealmResolver.askBackend(), builder -> builder.snapshots("game"))) {
                        hub.backend(backend -> wrong.apply(backend).onFailure(failures::failed));
                        hub.connect("alice", "/game/1").command(1, "move", "e4");
                        hub.pass(Duration.ofMillis(1));
                        return failures.one();
                    }
                },
                what,
                where,
                remedy);
    }

    private static String publishAfterTheEnd() {
        List<String> told = new ArrayList<>();
        try (TestHub hub = TestHub.of(request -> CompletableFuture.completedStage(player(request)));
                Backend other = Backend.builder(hub.broker()).start()) {
            Broker broker = hub.broker();
            hub.backend(backend -> backend.on("move", (command, reply) -> {
                broker.close();
                told.add(WrongUse.thrown(() -> other.publish(Realm.of("game", "1"), Publication.of("e4")))
                        .told());
            }));
            hub.connect("alice", "/game/1").command(1, "move", "e4");
            hub.pass(Duration.ofMillis(1));
        }
        return told.get(0);
    }

    private static String listenerThrows() {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        Logger log = (Logger) LoggerFactory.getLogger(Hub.class);
        log.addAppender(lines);
        try (TestHub hub = TestHub.of(
                request -> CompletableFuture.completedStage(player(request)),
                builder -> builder.listener(new Failing()))) {
            hub.connect("alice", "/game/1");
            hub.pass(Duration.ofMillis(1));
        } finally {
            log.detachAppender(lines);
        }
        return lines.list.get(0).getFormattedMessage();
    }

    private static final class Failing implements HubListener {
        @Override
        public void connected(Client client) {
            fail(client);
        }
    }

    /** What a hub or a backend says went wrong. */
    private static final class Failures implements HubListener {
        private final List<String> all = new ArrayList<>();

        @Override
        public void failed(RealmException failure) {
            all.add(failure.getMessage());
        }

        String one() {
            return all.get(0);
        }
    }
}
