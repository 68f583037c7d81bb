package dev.realmhub.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Broker;
import dev.realmhub.Hub;
import dev.realmhub.HubBuilder;
import dev.realmhub.Realm;
import dev.realmhub.Resolution;
import dev.realmhub.User;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What the way without servlets does on its own: it admits after the upgrade, and its path may have variables. */
@EachEndpoint
class HubEndpointsTest {
    private static final int LIMIT = 8 * 1024;

    private final WayIn way;

    HubEndpointsTest(WayIn way) {
        this.way = way;
    }

    @Test
    void whatIsSentBeforeTheUserIsAuthenticatedIsHeldAndHandledInOrder() {
        CompletableFuture<User> user = new CompletableFuture<>();
        try (Site site = openWith(user)) {
            EntryTest.assertHeld(site, user);
        }
    }

    @Test
    void noMoreIsHeldForAnUnknownUserThanForAKnownOne() {
        try (Site site = openWith(new CompletableFuture<>())) {
            WsPeer hasty = site.raw("");
            for (int i = 0; i < 33; i++) {
                hasty.sendText("me first");
            }
            assertThat(hasty.nextClose().closeCode()).isEqualTo(4413);
            WsPeer fat = site.raw("");
            fat.send(WsPeer.BINARY, new byte[LIMIT + 1]);
            assertThat(fat.nextClose().closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void aClientThatGoesBeforeItsUserIsKnownLeavesNothingBehind() {
        CompletableFuture<User> user = new CompletableFuture<>();
        try (Site site = openWith(user)) {
            WsPeer impatient = site.raw("");
            impatient.sendClose(1000);
            impatient.awaitEnd();
            user.complete(User.of("alice"));
            Patience.until("no client is left", () -> site.hub().clientCount() == 0);
        }
    }

    @Test
    void whatWasHeldAndCannotBeReadClosesTheConnectionAndNoMoreIsRead() {
        CompletableFuture<User> user = new CompletableFuture<>();
        Failing protocol = new Failing();
        try (Site site = Site.plan(way)
                .protocol(protocol)
                .hub(hub -> hub.authenticator(handshake -> user)
                        .resolver(request -> CompletableFuture.completedStage(Resolution.of(Realm.of("lobby"))))
                        .executor(Runnable::run))
                .open()) {
            WsPeer unlucky = site.knock("").offering("failing.v1").enter();
            unlucky.sendText("one");
            unlucky.sendText("two");
            unlucky.send(WsPeer.PING, new byte[0]);
            assertThat(unlucky.nextFrame().opcode()).as("all is held").isEqualTo(WsPeer.PONG);
            user.complete(User.of("alice"));
            assertThat(unlucky.nextClose().closeCode()).isEqualTo(1011);
            unlucky.awaitEnd();
            assertThat(protocol.asked()).hasValue(1);
            assertThat(site.hub().clientCount()).isZero();
        }
    }

    private Site openWith(CompletableFuture<User> user) {
        return Site.plan(way)
                .hub((HubBuilder hub) -> hub.authenticator(handshake -> user))
                .open();
    }

    @Test
    void withoutAPathInTheQueryTheVariablesOfTheMountCount() {
        try (Site site = Site.plan(way).path("/ws/{kind}/{id}").open()) {
            site.json("/game/b%C3%BC?kind=evil").settled();
            assertThat(site.chronicle().awaitJoined().handshake().path()).isEqualTo("/game/b%C3%BC");
            assertThat(site.hub().memberCount(Realm.of("game", "bü"))).isOne();
        }
    }

    @Test
    void whoUpgradesARequestItselfSaysWhereItCameFrom() throws Exception {
        CompletableFuture<String> address = new CompletableFuture<>();
        try (Hub hub = Hub.builder(Broker.local())
                .allowOrigin(Knock.ORIGIN)
                .authenticator(handshake -> {
                    address.complete(handshake.remoteAddress());
                    return CompletableFuture.completedStage(User.newAnonymous());
                })
                .resolver(request -> CompletableFuture.completedStage(Resolution.of(Realm.of("lobby"))))
                .build()) {
            WayIn.Running container = way.start(HubEndpoints.config("/ws", hub, List.of(), "192.0.2.7"));
            try {
                WsPeer peer = Knock.at(container.port(), "/ws", any -> {}).enter();
                peer.sendClose(1000);
                peer.awaitEnd();
                assertThat(address).isCompletedWithValue("192.0.2.7");
            } finally {
                container.stop();
            }
        }
    }
}
