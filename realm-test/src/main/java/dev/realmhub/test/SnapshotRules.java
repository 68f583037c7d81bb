package dev.realmhub.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Address;
import dev.realmhub.Broker;
import dev.realmhub.BrokerException.Fault;
import dev.realmhub.CloseReason;
import dev.realmhub.Payload;
import dev.realmhub.Position;
import dev.realmhub.Realm;
import dev.realmhub.RefusedException;
import dev.realmhub.Snapshot;
import dev.realmhub.User;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How questions for snapshots, and snapshots, look at the other end. */
interface SnapshotRules extends Bus {
    @Test
    default void aSnapshotThatNobodyServesFailsWithNobodyThere() {
        serve(connect(), "chat", request -> Snapshot.of(Payload.empty()));
        assertThat(Patience.fault(connect().request(snapshotOf(Realm.of("game", "abc")))))
                .isEqualTo(Fault.NOBODY_THERE);
    }

    @Test
    default void aSnapshotWhoseServiceHasLeftFailsWithNobodyThere() {
        Broker node = connect();
        Broker.Subscription service = serve(connect(), "game", request -> Snapshot.of(Payload.empty()));
        Patience.answer(node.request(snapshotOf(Realm.of("game", "abc"))));
        service.close();
        assertThat(Patience.fault(node.request(snapshotOf(Realm.of("game", "abc")))))
                .isEqualTo(Fault.NOBODY_THERE);
    }

    @Test
    default void realmUserRoleAndClientOfTheQuestionArrive() {
        BlockingQueue<Snapshot.Request> got = new LinkedBlockingQueue<>();
        serve(connect(), "game", request -> {
            got.add(request);
            return Snapshot.of(Payload.empty());
        });
        Snapshot.Request asked = new Snapshot.Request(
                Realm.of("game", "a.b > \u00e9"),
                new Snapshot.Viewer(
                        User.of("a.b > \u00e9", Map.of("role", "admin")),
                        "r\u00f4le > *",
                        new Address.OfClient("node-9", "c_9")));
        Patience.answer(connect().request(asked));
        assertThat(Patience.take(got)).isEqualTo(asked);
    }

    @Test
    default void realmsOfEveryLawfulKindAreServedByTheirOwnKindsService() {
        Broker backend = connect();
        Broker node = connect();
        Odd.realms().map(Realm::kind).distinct().forEach(kind -> {
            Broker.Subscription service = serve(backend, kind, request -> Snapshot.of(Payload.text("of " + kind)));
            assertThat(Patience.answer(node.request(snapshotOf(Realm.of(kind)))).payload())
                    .isEqualTo(Payload.text("of " + kind));
            service.close();
        });
    }

    @Test
    default void payloadsOfEverySortArriveAsTheyAre() {
        assertThat(Odd.payloads())
                .allMatch(payload -> comesBack(Snapshot.of(payload)).payload().equals(payload));
    }

    @Test
    default void thePositionArrivesIfThereIsOne() {
        Position position = new Position("epoch-1", Long.MAX_VALUE);
        assertThat(comesBack(Snapshot.of(Payload.text("board"), position)).position())
                .contains(position);
        assertThat(comesBack(Snapshot.of(Payload.text("board"))).position()).isEmpty();
    }

    @Test
    default void aRefusalArrivesWithItsReason() {
        CloseReason reason = new CloseReason(4098, "not y\u00e9t", true, Duration.ofMillis(1_500));
        RefusedException refusal = new RefusedException(reason);
        List<Function<Snapshot.Request, CompletableFuture<Snapshot>>> refusing = List.of(
                request -> CompletableFuture.failedFuture(refusal),
                request -> CompletableFuture.supplyAsync(() -> {
                    throw refusal;
                }),
                request -> {
                    throw refusal;
                });
        Broker backend = connect();
        Broker node = connect();
        refusing.forEach(refuses -> {
            Broker.Subscription service = backend.subscribe(new Broker.Snapshots("game", refuses::apply));
            Throwable failure = Patience.failure(node.request(snapshotOf(Realm.of("game", "abc"))));
            assertThat(failure)
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            refused -> assertThat(refused.reason()).isEqualTo(reason));
            service.close();
        });
    }

    @Test
    default void aServiceThatFailsFailsTheQuestionAndServesTheNext() {
        serve(connect(), "game", request -> {
            if (request.viewer().role().isEmpty()) {
                throw new IllegalStateException("thrown on purpose by a test");
            }
            return Snapshot.of(Payload.text("board"));
        });
        Broker node = connect();
        Realm game = Realm.of("game", "abc");
        assertThat(Patience.fault(node.request(new Snapshot.Request(game, viewer("")))))
                .isEqualTo(Fault.FAILED);
        assertThat(Patience.answer(node.request(snapshotOf(game))).payload()).isEqualTo(Payload.text("board"));
    }

    @Test
    default void eachQuestionGoesToExactlyOneService() {
        BlockingQueue<String> asked = new LinkedBlockingQueue<>();
        Stream.of("first", "second")
                .forEach(name -> serve(connect(), "game", request -> {
                    asked.add(name);
                    return Snapshot.of(Payload.empty());
                }));
        Broker node = connect();
        for (int i = 0; i < 40; i++) {
            Patience.answer(node.request(snapshotOf(Realm.of("game", "abc"))));
        }
        assertThat(asked).hasSize(40).contains("first", "second");
    }

    private Snapshot comesBack(Snapshot snapshot) {
        Broker.Subscription service = serve(connect(), "game", request -> snapshot);
        Snapshot there = Patience.answer(connect().request(snapshotOf(Realm.of("game", "abc"))));
        service.close();
        return there;
    }

    private static Broker.Subscription serve(Broker broker, String kind, Function<Snapshot.Request, Snapshot> answer) {
        return broker.subscribe(
                new Broker.Snapshots(kind, request -> CompletableFuture.completedStage(answer.apply(request))));
    }

    private static Snapshot.Request snapshotOf(Realm realm) {
        return new Snapshot.Request(realm, viewer("player"));
    }

    private static Snapshot.Viewer viewer(String role) {
        return new Snapshot.Viewer(User.of("alice"), role, Asked.CLIENT);
    }
}
