package dev.realmhub.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Authenticator;
import dev.realmhub.CloseReason;
import dev.realmhub.EntryTickets;
import dev.realmhub.Handshake;
import dev.realmhub.RefusedException;
import dev.realmhub.Secret;
import dev.realmhub.User;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** By what a client may say who it is. */
@EachWayIn
class TokensTest {
    private final WayIn way;

    TokensTest(WayIn way) {
        this.way = way;
    }

    /** A token is its user's name. */
    private static CompletionStage<User> byToken(Handshake handshake) {
        return handshake
                .bearer()
                .or(() -> handshake.cookie("session"))
                .map(token -> CompletableFuture.completedStage(User.of(token)))
                .orElseGet(() -> CompletableFuture.failedFuture(new RefusedException(CloseReason.LOGIN)));
    }

    private Site site(Authenticator authenticator) {
        return Site.plan(way).hub(hub -> hub.authenticator(authenticator)).open();
    }

    private static void assertIs(String user, WsPeer peer) {
        assertThat(peer.nextText()).contains("\"user\":\"" + user + "\"");
    }

    private void assertRefused(Knock knock) {
        WsPeer peer = knock.send();
        assertThat(
                        peer.answer().status() == 101
                                ? peer.nextClose().closeCode()
                                : 4000 + peer.answer().status())
                .isEqualTo(4401);
    }

    @Test
    void aTokenMayComeAsCookieAsHeaderOrBesideTheSubprotocol() {
        try (Site site = site(TokensTest::byToken)) {
            Knock cookie = site.knock("").header("Cookie", "session=alice").offering("realmhub.v1.json");
            assertIs("alice", cookie.enter());
            Knock header = site.knock("").header("Authorization", "Bearer bob").offering("realmhub.v1.json");
            assertIs("bob", header.enter());
            WsPeer offered =
                    site.knock("").offering("realmhub.v1.json, bearer.carol").enter();
            assertThat(offered.answer().header("sec-websocket-protocol")).isEqualTo("realmhub.v1.json");
            assertIs("carol", offered);
            assertRefused(site.knock(""));
        }
    }

    @Test
    void aTokenMayComeInTheFirstMessage() {
        try (Site site = site(TokensTest::byToken)) {
            WsPeer alice = site.knock("?login=1").offering("realmhub.v1.json").enter();
            alice.sendText("{\"login\":{\"token\":\"alice\"}}");
            assertIs("alice", alice);
            WsPeer mute = site.knock("?login=1").offering("realmhub.v1.json").enter();
            mute.sendText("{\"ping\":{\"sentMs\":1}}");
            assertThat(mute.nextText()).startsWith("{\"closing\":{\"code\":4401,");
            assertThat(mute.nextClose().closeCode()).isEqualTo(4401);
        }
    }

    @Test
    void aTicketInTheQueryIsGoodOnce() {
        Secret secret = Secret.of("0123456789abcdef0123456789abcdef");
        EntryTickets tickets = EntryTickets.withKey(secret);
        try (Site site = site(tickets.orElse(TokensTest::byToken))) {
            String query = "?ticket=" + tickets.issue(User.of("alice"));
            assertIs("alice", site.knock(query).offering("realmhub.v1.json").enter());
            assertRefused(site.knock(query));
            assertRefused(site.knock("?ticket=x.y"));
        }
    }

    @Test
    void aTokenMayBeRenewedOnTheLiveSocket() {
        try (Site site = site(TokensTest::byToken)) {
            JsonPeer alice = new JsonPeer(site.knock("")
                            .header("Cookie", "session=alice")
                            .offering("realmhub.v1.json")
                            .enter())
                    .settled();
            alice.say("{\"refresh\":{\"id\":1,\"token\":\"alice\"}}");
            assertThat(alice.next()).startsWith("{\"loggedIn\":{\"id\":1,\"user\":\"alice\"");
            alice.say("{\"refresh\":{\"id\":2,\"token\":\"bob\"}}");
            assertThat(alice.next()).startsWith("{\"notLoggedIn\":{\"id\":2,\"code\":4403");
        }
    }
}
