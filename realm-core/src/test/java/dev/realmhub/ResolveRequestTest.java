package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Resolve requests and the ready-made resolvers that answer them. */
class ResolveRequestTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "/g?a=1 1",
                "/g?b=2&a=1&a=3 1",
                "/g?a=%26+%3D '& ='",
                "/g?a ''",
                "/g?a= ''",
                "/g?&&a=1& 1",
                "/g?a=%zz %zz"
            })
    void theTargetsQueryIsRead(String target, String value) {
        ResolveRequest request = request(target);
        assertThat(request.path()).isEqualTo("/g");
        assertThat(request.query("a")).contains(value);
        assertThat(request.target()).isEqualTo(target);
    }

    @Test
    void theTargetsQueryComesBeforeTheHandshakes() {
        Handshake handshake = new Handshake("/", Map.of("a", List.of("h"), "b", List.of("h")), Map.of(), "", "");
        ResolveRequest request =
                ResolveRequest.of(handshake, "/?a=t", User.of("alice"), new Address.OfClient("n", "c"));
        assertThat(request.query("a")).contains("t");
        assertThat(request.query("b")).contains("h");
        assertThat(request.query("c")).isEmpty();
    }

    @Test
    void aRequestNeverShowsItsQuery() {
        assertThat(request("/game/1?token=s3cret")).hasToString("resolve /game/1 for alice");
    }

    @Test
    void aNameThatTheTemplateLacksIsAnErrorThatNamesThoseItHas() {
        RealmResolver resolver = RealmResolver.byPath("/game/{id}", r -> Resolution.of(Realm.of(r.param("game"))));
        assertThatThrownBy(() -> resolver.resolve(request("/game/1")))
                .hasMessageContaining("{game}")
                .hasMessageContaining("[id]");
    }

    @Test
    void aRequestThatCameFromNoHubHasNoBackendToAsk() {
        assertThat(request("/").askBackend().toCompletableFuture())
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(BrokerException.class);
    }

    @Test
    void aResolverByPathAbstainsFromOtherPaths() {
        RealmResolver resolver =
                RealmResolver.byPath("/game/{id}", r -> Resolution.of(Realm.of("game", r.param("id"))));
        assertThat(answer(resolver, "/game/7?x=1").memberships()).containsExactly(Membership.of(Realm.of("game", "7")));
        assertThat(answer(resolver, "/lobby").isAbstained()).isTrue();
    }

    @Test
    void theFirstResolverThatHasSomethingToSayDecides() {
        RealmResolver resolver = RealmResolver.firstOf(
                RealmResolver.byPath("/a", r -> Resolution.abstained()),
                RealmResolver.byPath("/a", r -> Resolution.of(Realm.of("first"))),
                RealmResolver.byPath("/denied", r -> Resolution.denied(CloseReason.FORBIDDEN)),
                RealmResolver.fixed(Membership.of(Realm.of("all"))));
        assertThat(answer(resolver, "/a")).hasToString("granted [first]");
        assertThat(answer(resolver, "/denied")).hasToString("denied 4403");
        assertThat(answer(resolver, "/other")).hasToString("granted [all]");
        assertThat(answer(RealmResolver.firstOf(), "/a")).hasToString("abstained");
    }

    @Test
    void laterResolversAreNotAskedBeforeTheEarlierOnesHaveAnswered() {
        CompletableFuture<Resolution> first = new CompletableFuture<>();
        RealmResolver resolver =
                RealmResolver.firstOf(r -> first, RealmResolver.fixed(Membership.of(Realm.of("second"))));
        CompletableFuture<Resolution> answer = resolver.resolve(request("/")).toCompletableFuture();
        assertThat(answer).isNotDone();
        first.complete(Resolution.abstained());
        assertThat(answer).isCompletedWithValueMatching(r -> r.toString().equals("granted [second]"));
    }

    private static Resolution answer(RealmResolver resolver, String target) {
        return resolver.resolve(request(target)).toCompletableFuture().join();
    }

    private static ResolveRequest request(String target) {
        return ResolveRequest.of(Handshake.of("/"), target, User.of("alice"), new Address.OfClient("n", "c"));
    }
}
