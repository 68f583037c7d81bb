package dev.realmhub.checks;

import static dev.realmhub.checks.WrongUse.thrown;

import dev.realmhub.Address;
import dev.realmhub.Backend;
import dev.realmhub.Broker;
import dev.realmhub.CloseReason;
import dev.realmhub.Handshake;
import dev.realmhub.Leases;
import dev.realmhub.Outcome;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.RealmKind;
import dev.realmhub.ResolveRequest;
import dev.realmhub.Snapshot;
import dev.realmhub.User;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Backends that are put together wrongly, and asked when they are gone. */
final class BackendsWrong {
    private static final RealmKind GAME = RealmKind.kept("game", 10, Duration.ofMinutes(1));

    private BackendsWrong() {}

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
                                .snapshot("game", BackendsWrong::nothing)
                                .snapshot("game", BackendsWrong::nothing)),
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
                        BackendsWrong::askNobody,
                        "nobody serves",
                        "resolve /game/1",
                        "is a Backend that does started on this bus?"),
                new WrongUse(
                        "`askBackend` of a request that no hub made",
                        BackendsWrong::askWithoutHub,
                        "did not come from a hub",
                        "this request",
                        "ask through a hub"));
    }

    private static Backend.Builder backend() {
        return Backend.builder(Broker.local());
    }

    private static Snapshot nothing(Realm realm, Snapshot.Viewer viewer) {
        return null;
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
