package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HubBuilderTest {
    private final Broker broker = Broker.local();

    @Test
    void aHubWithoutAnyAllowedOriginDoesNotStartAndSaysWhatToCall() {
        assertThatThrownBy(() ->
                        Hub.builder(broker).resolver(RealmResolver.fixed()).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("allowOrigin(\"https://")
                .hasMessageContaining("allowNoOrigin()");
    }

    @Test
    void aHubWithoutAResolverDoesNotStartAndSaysWhatToCall() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            assertThatThrownBy(() -> Hub.builder(broker).allowNoOrigin().build())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("resolver(...)")
                    .hasMessageContaining("META-INF/services/dev.realmhub.RealmResolver");
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void aHubWithoutAResolverOfItsOwnTakesTheOneThatServiceLoaderFinds() {
        Hub hub = Hub.builder(broker).allowNoOrigin().executor(Runnable::run).build();
        assertThat(Guest.of(hub, "alice", "/").places()).containsExactly("found by ServiceLoader");
        hub.close();
    }

    @Test
    void anUnlawfulNodeIdIsRefusedByName() {
        assertThatThrownBy(() -> Hub.builder(broker).node("a.b")).hasMessageContaining("node id");
    }

    @Test
    void nodesWithoutANameOfTheirOwnDoNotShareOne() {
        Hub first = hub();
        Hub second = hub();
        assertThat(first.id()).isNotEqualTo(second.id()).matches("[0-9a-f]{12}");
        first.close();
        second.close();
    }

    @Test
    void whatIsAllowedAfterTheBuildIsNotAllowedAtTheHub() {
        HubBuilder builder =
                Hub.builder(broker).allowOrigin("https://a.example").resolver(RealmResolver.fixed());
        Hub hub = builder.build();
        builder.allowOrigin("https://b.example");
        assertThat(hub.allowsOrigin(from("https://a.example"))).isTrue();
        assertThat(hub.allowsOrigin(from("https://b.example"))).isFalse();
        hub.close();
    }

    @Test
    void aForeignOriginIsRefusedBeforeTheAuthenticatorIsAsked() {
        Hub hub = Hub.builder(broker)
                .allowOrigin("https://a.example")
                .resolver(RealmResolver.fixed())
                .authenticator(handshake -> {
                    throw new AssertionError("was asked");
                })
                .build();
        assertThat(hub.authenticate(from("https://evil.example")).toCompletableFuture())
                .failsWithin(java.time.Duration.ZERO)
                .withThrowableThat()
                .havingCause()
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.reason().code()).isEqualTo(4403));
        hub.close();
    }

    @Test
    void withoutAnAuthenticatorEveryoneIsANewAnonymousUser() {
        Hub hub = hub();
        User first = hub.authenticate(Handshake.of("/")).toCompletableFuture().join();
        User second = hub.authenticate(Handshake.of("/")).toCompletableFuture().join();
        assertThat(first.anonymous()).isTrue();
        assertThat(first.id()).isNotEqualTo(second.id()).startsWith("anon-");
        hub.close();
    }

    @Test
    void anAuthenticatorsAnswerIsTheUser() {
        Hub hub = Hub.builder(broker)
                .allowNoOrigin()
                .resolver(RealmResolver.fixed())
                .authenticator(handshake -> CompletableFuture.completedStage(User.of("alice")))
                .build();
        assertThat(hub.authenticate(Handshake.of("/")).toCompletableFuture().join())
                .isEqualTo(User.of("alice"));
        hub.close();
    }

    @Test
    void anAuthenticatorThatFailsLetsNobodyIn() {
        Site site = new Site();
        Hub hub = site.builder(RealmResolver.fixed())
                .authenticator(handshake -> new CompletableFuture<>())
                .build();
        CompletableFuture<User> answer = hub.authenticate(Handshake.of("/")).toCompletableFuture();
        site.pass(hub.config().authenticateDeadline());
        assertThat(answer)
                .failsWithin(java.time.Duration.ZERO)
                .withThrowableThat()
                .havingCause()
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.reason().code()).isEqualTo(4504));
    }

    private Hub hub() {
        return Hub.builder(broker)
                .allowNoOrigin()
                .resolver(RealmResolver.fixed())
                .build();
    }

    private static Handshake from(String origin) {
        return new Handshake("/", java.util.Map.of(), java.util.Map.of(), origin, "");
    }
}
