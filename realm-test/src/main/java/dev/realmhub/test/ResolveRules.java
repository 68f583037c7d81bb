package dev.realmhub.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Address;
import dev.realmhub.Broker;
import dev.realmhub.CloseReason;
import dev.realmhub.Handshake;
import dev.realmhub.Membership;
import dev.realmhub.Realm;
import dev.realmhub.Resolution;
import dev.realmhub.ResolveRequest;
import dev.realmhub.User;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How resolve requests and their answers look at the other end. Headers and cookies need not arrive. */
interface ResolveRules extends Bus {
    @Test
    default void pathQueryUserClientOriginAndRemoteAddressOfAResolveRequestArrive() {
        Handshake handshake = new Handshake(
                "/first/p\u00e4th",
                Map.of("mode", List.of("spectate", "second"), "na me", List.of("\u00e9 &=\ud83c\udfb2")),
                Map.of(),
                "https://game.example:8443",
                "2001:db8::1");
        User user = User.of("a.b > \u00e9", Map.of("role", "admin"));
        Address.OfClient client = new Address.OfClient("node-9", "c_9");
        ResolveRequest there = thatArrives(ResolveRequest.of(handshake, "/game/a%20b?tv=1&x=%26", user, client));

        assertThat(there.target()).isEqualTo("/game/a%20b?tv=1&x=%26");
        assertThat(there.path()).isEqualTo("/game/a%20b");
        assertThat(there.query("tv")).contains("1");
        assertThat(there.query("x")).contains("&");
        assertThat(there.query("mode")).contains("spectate");
        assertThat(there.user()).isEqualTo(user);
        assertThat(there.client()).isEqualTo(client);
        assertThat(there.handshake()).isEqualTo(handshake);
    }

    @Test
    default void aResolveRequestWithoutQueryOriginAndAddressArrives() {
        User anonymous = User.newAnonymous();
        ResolveRequest there = thatArrives(ResolveRequest.of(Handshake.of("/"), "/", anonymous, Asked.CLIENT));
        assertThat(there.target()).isEqualTo("/");
        assertThat(there.user()).isEqualTo(anonymous);
        assertThat(there.handshake()).isEqualTo(Handshake.of("/"));
    }

    @Test
    default void grantedMembershipsArriveInOrderWithTheirRoles() {
        List<Membership> many = Stream.concat(
                        Stream.of(
                                Membership.of(Realm.of("z"), "player"),
                                Membership.of(Realm.of("a"), ""),
                                Membership.of(Realm.of("m", "1"), "r\u00f4le > *")),
                        Odd.realms().map(Membership::of))
                .toList();
        assertThat(comesBack(Resolution.of(many)).memberships()).isEqualTo(many);
    }

    @Test
    default void aGrantOfNoRealmIsNoRefusal() {
        Resolution there = comesBack(Resolution.of());
        assertThat(there.isAbstained()).isFalse();
        assertThat(there.refusal()).isEmpty();
        assertThat(there.memberships()).isEmpty();
    }

    @Test
    default void aRefusalArrivesWithCodeTextAndWhenToComeBack() {
        Stream.of(
                        CloseReason.FORBIDDEN,
                        CloseReason.UNAVAILABLE,
                        CloseReason.NO_SUCH_REALM.withText("no g\u00e4me \ud83c\udfb2"),
                        CloseReason.terminal(4000, ""),
                        new CloseReason(4099, "come back", true, Duration.ofMillis(1_500)))
                .forEach(reason -> {
                    Resolution there = comesBack(Resolution.denied(reason));
                    assertThat(there.refusal()).contains(reason);
                    assertThat(there.isAbstained()).isFalse();
                });
    }

    @Test
    default void anAbstentionArrives() {
        assertThat(comesBack(Resolution.abstained()).isAbstained()).isTrue();
    }

    private ResolveRequest thatArrives(ResolveRequest sent) {
        BlockingQueue<ResolveRequest> got = new LinkedBlockingQueue<>();
        connect().subscribe(new Broker.Resolves(request -> {
            got.add(request);
            return CompletableFuture.completedStage(Resolution.of());
        }));
        Patience.answer(connect().request(sent));
        return Patience.take(got);
    }

    private Resolution comesBack(Resolution resolution) {
        Broker.Subscription service =
                connect().subscribe(new Broker.Resolves(request -> CompletableFuture.completedStage(resolution)));
        Resolution there = Patience.answer(connect().request(Asked.resolve("/")));
        service.close();
        return there;
    }
}
