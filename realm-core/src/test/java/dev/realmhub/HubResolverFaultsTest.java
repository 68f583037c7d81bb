package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HubResolverFaultsTest {
    private final Site site = new Site();

    @ParameterizedTest
    @MethodSource("faultyResolvers")
    void noFaultOfAResolverGrantsAccessOrLeavesAnythingBehind(RealmResolver faulty, int code, int failures) {
        Hub hub = site.hub(faulty);
        Guest alice = Guest.of(hub, "alice", "/lobby");
        site.pass(hub.config().resolveDeadline());

        assertThat(alice.client.state()).isEqualTo(Client.State.CLOSED);
        assertThat(alice.heard()).containsExactly("closing " + code);
        assertThat(alice.socket.closes).singleElement().asString().startsWith(code + " ");
        assertThat(site.log.lines).containsExactly("closed alice " + code);
        assertThat(site.log.failures).hasSize(failures);
        Site.assertEmpty(hub);
    }

    @ParameterizedTest
    @MethodSource("faultyResolvers")
    void noFaultOfAResolverMovesALiveClient(RealmResolver faulty, int code, int failures) {
        Hub hub = site.hub(
                request -> request.path().equals("/lobby") ? ok(Site.granted("/lobby")) : faulty.resolve(request));
        Guest alice = Guest.of(hub, "alice", "/lobby");
        alice.says("go 1 /other");
        site.pass(hub.config().resolveDeadline());
        site.publish("lobby", "still here");

        assertThat(alice.heard())
                .containsExactly("welcome", "joined lobby", "stayed 1 /other " + code, "event lobby still here");
        assertThat(site.log.failures).hasSize(failures);
    }

    static Stream<Arguments> faultyResolvers() {
        return Stream.of(
                fault("throws", 4500, 1, r -> {
                    throw new IllegalStateException("thrown on purpose by a test");
                }),
                fault("throws an error", 4500, 1, r -> {
                    throw new NoClassDefFoundError("thrown on purpose by a test");
                }),
                fault("returns null", 4500, 1, r -> nothing()),
                fault("answers null", 4500, 1, r -> CompletableFuture.completedStage(nothing())),
                fault("fails", 4500, 1, r -> CompletableFuture.failedStage(new IllegalStateException("on purpose"))),
                fault("never answers", 4504, 1, r -> new CompletableFuture<>()),
                fault("refuses", 4403, 0, r -> ok(Resolution.denied(CloseReason.FORBIDDEN))),
                fault("throws a refusal", 4401, 0, r -> {
                    throw new RefusedException(CloseReason.LOGIN);
                }),
                fault(
                        "fails with a refusal",
                        4404,
                        0,
                        r -> CompletableFuture.failedStage(new RefusedException(CloseReason.NO_SUCH_REALM))),
                fault("abstains", 4404, 0, r -> ok(Resolution.abstained())),
                fault("asks a backend that is not there", 4503, 1, RealmResolver.askBackend()),
                fault(
                        "grants a thousand realms",
                        4508,
                        1,
                        r -> ok(Resolution.of(IntStream.range(0, 1_000)
                                .mapToObj(i -> Membership.of(Realm.of("game", Integer.toString(i))))
                                .toList()))),
                fault(
                        "answers a template with null",
                        4500,
                        1,
                        RealmResolver.firstOf(
                                RealmResolver.byPath("/{any}", r -> nothing()),
                                RealmResolver.fixed(Membership.of(Realm.of("everywhere"))))));
    }

    @Test
    void anAnswerAfterTheDeadlineIsForgotten() {
        Hub hub = site.later();
        Guest alice = Guest.of(hub, "alice", "/lobby");
        site.pass(hub.config().resolveDeadline());
        site.answerNow("/lobby");
        assertThat(alice.heard()).containsExactly("closing 4504");
        Site.assertEmpty(hub);
    }

    @Test
    void oneMoreRealmThanAllowedIsRefusedAndExactlyAsManyAreNot() {
        Hub hub = site.config(HubConfig.builder().realmsPerClient(2)).hub();
        assertThat(Guest.of(hub, "alice", "/a/b").places()).containsExactly("a", "b");
        assertThat(Guest.of(hub, "bob", "/a/b/c").socket.closes).containsExactly("4508 too many realms");
        assertThat(hub.realmCount()).isEqualTo(2);
    }

    @Test
    void moreRequestsAtOnceThanAllowedAreTurnedAwayUntilOneIsAnswered() {
        Hub hub = site.config(HubConfig.builder().concurrentResolves(2)).later();
        Guest.of(hub, "a", "/1");
        Guest.of(hub, "b", "/2");
        Guest third = Guest.of(hub, "c", "/3");
        assertThat(third.socket.closes).containsExactly("4503 too busy, come back soon");
        site.answerNow("/1");
        site.answerNow("/4");
        assertThat(Guest.of(hub, "d", "/4").places()).containsExactly("4");
    }

    @Test
    void aResolverThatKeepsFailingIsStillAskedAgain() {
        Hub hub = site.config(HubConfig.builder().concurrentResolves(3)).hub(request -> {
            if (request.user().id().startsWith("bad")) {
                throw new NoClassDefFoundError("thrown on purpose by a test");
            }
            return ok(Site.granted(request.path()));
        });
        for (int i = 0; i < 10; i++) {
            Guest.of(hub, "bad" + i, "/lobby");
        }
        assertThat(Guest.of(hub, "alice", "/lobby").places()).containsExactly("lobby");
        assertThat(hub.clientCount()).isOne();
    }

    @Test
    void noTimerIsLeftBehindByAResolverThatAnswers() {
        Hub hub = site.later();
        int before = site.time.waiting();
        for (int i = 0; i < 100; i++) {
            Guest.of(hub, "user" + i, "/lobby");
        }
        site.answerNow("/lobby");
        assertThat(site.time.waiting()).isEqualTo(before);
        site.pass(Duration.ofSeconds(4));
        assertThat(hub.clientCount()).isEqualTo(100);
    }

    private static Arguments fault(String name, int code, int failures, RealmResolver resolver) {
        return Arguments.of(Named.of(name, resolver), code, failures);
    }

    private static CompletionStage<Resolution> ok(Resolution resolution) {
        return CompletableFuture.completedStage(resolution);
    }

    // what a resolver written without null checks would do
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        return null;
    }
}
