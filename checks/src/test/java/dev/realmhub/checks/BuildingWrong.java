package dev.realmhub.checks;

import static dev.realmhub.checks.WrongUse.thrown;

import dev.realmhub.Address;
import dev.realmhub.Backend;
import dev.realmhub.Broker;
import dev.realmhub.CloseReason;
import dev.realmhub.Handshake;
import dev.realmhub.Hub;
import dev.realmhub.HubBuilder;
import dev.realmhub.Leases;
import dev.realmhub.Outcome;
import dev.realmhub.PresenceConfig;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.RealmKind;
import dev.realmhub.RealmResolver;
import dev.realmhub.ResolveRequest;
import dev.realmhub.Snapshot;
import dev.realmhub.User;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Hubs and backends that are put together wrongly, and used after their end. */
final class BuildingWrong {
    private static final RealmKind GAME = RealmKind.kept("game", 10, Duration.ofMinutes(1));

    private BuildingWrong() {}

    static List<WrongUse> hubs() {
        return List.of(
                new WrongUse(
                        "A hub on no broker",
                        thrown(() -> Hub.builder(null)),
                        "is null",
                        "the broker",
                        "pass Broker.local()"),
                new WrongUse(
                        "`resolver(null)`",
                        thrown(() -> builder().resolver(null)),
                        "is null",
                        "the resolver",
                        "pass a RealmResolver"),
                new WrongUse(
                        "`authenticator(null)`",
                        thrown(() -> builder().authenticator(null)),
                        "is null",
                        "the authenticator",
                        "leave the call out"),
                new WrongUse(
                        "No resolver, neither named nor found",
                        thrown(() -> Hub.builder(Broker.local()).allowNoOrigin().build()),
                        "no resolver",
                        "META-INF/services/dev.realmhub.RealmResolver",
                        "call resolver(...)"),
                new WrongUse(
                        "No list of origins",
                        thrown(() -> Hub.builder(Broker.local())
                                .resolver(RealmResolver.askBackend())
                                .build()),
                        "no origin is allowed",
                        "no page could connect",
                        "call allowOrigin("),
                new WrongUse(
                        "An origin with a path",
                        thrown(() -> builder().allowOrigin("https://game.example/play")),
                        "no path and no pattern",
                        "allowOrigin(\"https://game.example/play\")",
                        "like https://game.example"),
                new WrongUse(
                        "An origin that is a pattern",
                        thrown(() -> builder().allowOrigin("https://*.game.example")),
                        "no path and no pattern",
                        "allowOrigin(\"https://*.game.example\")",
                        "like https://game.example"),
                new WrongUse(
                        "An unlawful node id",
                        thrown(() -> builder().node("hub 1")),
                        "has U+0020 at index 3",
                        "node id",
                        "must be 1 to 64 of A-Z a-z 0-9 _ -"),
                new WrongUse(
                        "Two hubs with one node id on a broker",
                        BuildingWrong::twice,
                        "is on this bus already",
                        "node id 'hub-1'",
                        "give each its own"),
                new WrongUse(
                        "`trustProxy` of what is no address",
                        thrown(() -> builder().trustProxy("10.0.0.0/64")),
                        "is no address",
                        "\"10.0.0.0/64\"",
                        "like 10.0.0.0/8"),
                new WrongUse(
                        "`forwardedHeader` of what no proxy writes",
                        thrown(() -> builder().forwardedHeader("Via")),
                        "must be",
                        "forwardedHeader(\"Via\")",
                        "X-Forwarded-For or Forwarded"),
                new WrongUse(
                        "A realm where a kind belongs",
                        thrown(() -> builder().snapshots("game:1")),
                        "holds the separator ':'",
                        "kind",
                        "pass each token by itself"),
                new WrongUse(
                        "A resume key that is too short",
                        thrown(() -> builder().resumeKey(new byte[16])),
                        "has 16 bytes",
                        "resumeKey",
                        "must have 32 or more"),
                new WrongUse(
                        "A kind of realm both listed and counted",
                        thrown(() -> PresenceConfig.builder()
                                .members("game")
                                .counts("game")
                                .build()),
                        "is in members [game] and in counts [game]",
                        "a kind",
                        "name each in one of them"),
                new WrongUse(
                        "A close code that may not be sent",
                        thrown(() -> CloseReason.terminal(1006, "bye")),
                        "no close code that may be sent",
                        "1006",
                        "4000 to 4099 are yours"),
                new WrongUse(
                        "A hub on a broker that is closed",
                        thrown(() -> started(closed())),
                        "the broker is closed",
                        "subscribe",
                        "close it after the hubs and backends on it"),
                new WrongUse(
                        "A connection to a hub that is closed",
                        BuildingWrong::connectToClosed,
                        "is closed",
                        "hub hub-1",
                        "close it after its endpoint"));
    }

    static List<WrongUse> backends() {
        return List.of(
                new WrongUse(
                        "A backend on no broker",
                        thrown(() -> Backend.builder(null)),
                        "is null",
                        "the broker",
                        "pass Broker.local()"),
                new WrongUse(
                        "Two handlers of one command",
                        thrown(() ->
                                backend().on("move", (command, reply) -> {}).on("move", (command, reply) -> {})),
                        "has a handler already",
                        "command 'move'",
                        "once for each type"),
                new WrongUse(
                        "Two functions for the snapshots of a kind",
                        thrown(() -> backend()
                                .snapshot("game", BuildingWrong::nothing)
                                .snapshot("game", BuildingWrong::nothing)),
                        "has snapshots already",
                        "kind 'game'",
                        "once for each kind"),
                new WrongUse(
                        "An unlawful command type",
                        thrown(() -> backend().on("chat.say", (command, reply) -> {})),
                        "has U+002E at index 4",
                        "command type",
                        "must be 1 to 64 of A-Z a-z 0-9 _ -"),
                new WrongUse(
                        "A path template without its slash",
                        thrown(() -> backend().resolve("game/{id}", request -> null)),
                        "must begin with '/'",
                        "'game/{id}'",
                        "must begin with '/'"),
                new WrongUse(
                        "A path template with a name inside a segment",
                        thrown(() -> backend().resolve("/game-{id}", request -> null)),
                        "must be a whole segment",
                        "'/game-{id}'",
                        "like /game/{id}"),
                new WrongUse(
                        "Owned realms on a bus without leases",
                        thrown(() -> Backend.builder(new NoLeases())
                                .own("game", opened -> null)
                                .start()),
                        "has no leases",
                        "realms of [game]",
                        "implement leases()"),
                new WrongUse(
                        "`append` to a realm that keeps no stream",
                        thrown(() -> backend().start().append(Realm.of("lobby"), Publication.of("hi"), null)),
                        "keeps no stream",
                        "lobby",
                        "give the broker RealmKind.kept(\"lobby\", ...)"),
                new WrongUse(
                        "A kind given to a broker twice",
                        thrown(() -> Broker.local(GAME, GAME)),
                        "was given already",
                        "kind 'game'",
                        "each name once"),
                new WrongUse(
                        "A kind that keeps nothing",
                        thrown(() -> RealmKind.kept("game", 0, Duration.ofHours(1))),
                        "not 0 for PT1H",
                        "kind game",
                        "must keep 1 event or more for 1 s or more"),
                new WrongUse(
                        "`kick` of a whole realm",
                        thrown(() -> backend().start().kick(Address.realm(Realm.of("game", "1")), CloseReason.NORMAL)),
                        "not to",
                        "game:1",
                        "Address.user(...)"),
                new WrongUse(
                        "A rejection with an unlawful code",
                        thrown(() -> Outcome.rejected("not your turn", "Wait.")),
                        "has U+0020 at index 3",
                        "rejection code",
                        "must be 1 to 64 of A-Z a-z 0-9 _ -"),
                new WrongUse(
                        "A request that no backend serves, or that came after its backend was closed",
                        BuildingWrong::askNobody,
                        "nobody serves",
                        "resolve /game/1",
                        "is a Backend that does started on this bus?"),
                new WrongUse(
                        "`askBackend` of a request that no hub made",
                        BuildingWrong::askWithoutHub,
                        "did not come from a hub",
                        "this request",
                        "ask through a hub"));
    }

    private static HubBuilder builder() {
        return Hub.builder(Broker.local());
    }

    private static Backend.Builder backend() {
        return Backend.builder(Broker.local());
    }

    private static Snapshot nothing(Realm realm, Snapshot.Viewer viewer) {
        return null;
    }

    private static Hub started(Broker broker) {
        return Hub.builder(broker)
                .allowNoOrigin()
                .node("hub-1")
                .resolver(RealmResolver.askBackend())
                .build();
    }

    private static Broker closed() {
        Broker broker = Broker.local();
        broker.close();
        return broker;
    }

    private static String twice() throws Exception {
        Broker broker = Broker.local();
        try (Hub first = started(broker)) {
            return thrown(() -> started(broker)).told() + (first.isReady() ? "" : "; and the first is gone");
        }
    }

    private static String connectToClosed() throws Exception {
        Hub hub = started(Broker.local());
        hub.close();
        return thrown(() -> {
                    try {
                        hub.authenticate(Handshake.of("/game/1"))
                                .toCompletableFuture()
                                .join();
                    } catch (CompletionException failed) {
                        throw failed.getCause().getCause();
                    }
                })
                .told();
    }

    private static String askNobody() throws Exception {
        Broker broker = Broker.local();
        Backend backend =
                Backend.builder(broker).resolve("/game/{id}", request -> null).start();
        backend.close();
        return failure(broker.request(request()));
    }

    private static String askWithoutHub() throws Exception {
        return failure(request().askBackend());
    }

    private static ResolveRequest request() {
        Address.OfClient client = new Address.OfClient("hub-1", "client");
        return ResolveRequest.of(Handshake.of("/game/1"), "/game/1", User.of("alice"), client);
    }

    private static String failure(CompletionStage<?> stage) throws Exception {
        return thrown(() -> {
                    try {
                        stage.toCompletableFuture().join();
                    } catch (CompletionException failed) {
                        throw failed.getCause();
                    }
                })
                .told();
    }

    /** A bus of somebody's own. */
    private record NoLeases(Broker local) implements Broker {
        NoLeases() {
            this(Broker.local());
        }

        @Override
        public void publish(Address address, Publication publication) {
            local.publish(address, publication);
        }

        @Override
        public <R> CompletionStage<R> request(Request<R> request) {
            return local.request(request);
        }

        @Override
        public Subscription subscribe(Subscriber subscriber) {
            return local.subscribe(subscriber);
        }

        @Override
        public Optional<Leases> leases() {
            return Optional.empty();
        }

        @Override
        public void close() {
            local.close();
        }
    }
}
