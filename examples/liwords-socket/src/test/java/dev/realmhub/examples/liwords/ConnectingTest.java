package dev.realmhub.examples.liwords;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.algorithms.Algorithm;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sections 1 and 4: who gets in, and where to. */
@SuppressWarnings("try") // some only have to be there
class ConnectingTest {
    private static Site site;
    private int opened;

    @BeforeAll
    static void start() {
        site = new Site(url -> GameServer.answering(
                url,
                path -> path.equals("/nowhere")
                        ? List.of()
                        : List.of(path.substring(1).split(",", -1))));
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @AfterEach
    void awaitAllGone() {
        Site.until(() -> site.server.hub.clientCount() == 0);
        for (int i = 0; i < 2 * opened; i++) {
            site.game.next();
        }
        site.game.rest();
    }

    private Browser open(String target) {
        Browser browser = Browser.open(site.port, target);
        opened += browser.status == 101 ? 1 : 0;
        return browser;
    }

    @Test
    void thePathOfTheHomePageIsTheLobbyAndItsChatWithoutARequest() {
        try (Browser browser = open(Site.target(Site.token("ann"), "/", "c1"))) {
            assertThat(browser.status).isEqualTo(101);
            assertThat(site.game.next()).isEqualTo("initRealmInfo.auth.ann.c1 2=ann 3=lobby 3=chat-lobby");
        }
    }

    @Test
    void anyOtherPathIsAskedForAndItsRealmsAreJoinedAndToldInOrder() {
        try (Browser browser = open(Site.target(Site.token("ann"), "/game-b,game-a,,chat-x", "c1"))) {
            assertThat(site.game.nextRequest()).isEqualTo("1=/game-b,game-a,,chat-x 2=ann");
            assertThat(site.game.next()).isEqualTo("initRealmInfo.auth.ann.c1 2=ann 3=game-b 3=game-a 3=chat-x");
            site.game.publish("game.a", 3, "to a");
            site.game.publish("chat.x", 3, "to x");
            assertThat(browser.next()).hasToString("3 to a");
            assertThat(browser.next()).hasToString("3 to x");
        }
    }

    @Test
    void thePathIsDecodedOnceAndPassedOnAsItIs() {
        try (Browser browser = open("/ws?token=" + Site.token("ann") + "&path=%2Fgame%2525%20x%2F%C3%A9&cid=c1")) {
            assertThat(site.game.nextRequest()).isEqualTo("1=/game%25 x/é 2=ann");
            assertThat(site.game.next()).startsWith("initRealmInfo.auth.ann.c1");
        }
    }

    @Test
    void aClientWithoutRealmsStillHearsWhatIsForItsUserAndItsConnection() {
        try (Browser browser = open(Site.target(Site.token("ann"), "/nowhere", "c1"))) {
            assertThat(site.game.next()).isEqualTo("initRealmInfo.auth.ann.c1 2=ann");
            site.game.publish("lobby.x", 3, "not for it");
            site.game.publish("user.ann", 3, "to ann");
            site.game.publish("connid.c1", 3, "to c1");
            assertThat(browser.next()).hasToString("3 to ann");
            assertThat(browser.next()).hasToString("3 to c1");
        }
    }

    @Test
    void aRealmThatIsNamedTwiceIsJoinedOnce() {
        try (Browser browser = open(Site.target(Site.token("ann"), "/game-a,game-a", "c1"))) {
            assertThat(site.game.next()).isEqualTo("initRealmInfo.auth.ann.c1 2=ann 3=game-a 3=game-a");
            site.game.publish("game.a", 3, "once");
            site.game.publish("user.ann", 3, "then");
            assertThat(browser.next()).hasToString("3 once");
            assertThat(browser.next()).hasToString("3 then");
        }
    }

    @Test
    void whatIsSaidBeforeTheRealmIsKnownComesAfterInitRealmInfoAndInOrder() {
        StringBuilder early = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            byte[] message = {0, 2, 3, (byte) ('a' + i)};
            for (byte b : Browser.masked(Browser.BINARY, true, message)) {
                early.append((char) (b & 0xff));
            }
        }
        try (Browser browser =
                Browser.open(site.port, Site.target(Site.token("ann"), "/game-a", "c1"), early.toString())) {
            opened++;
            assertThat(browser.status).isEqualTo(101);
            assertThat(site.game.next()).startsWith("initRealmInfo.auth.ann.c1");
            for (int i = 0; i < 20; i++) {
                assertThat(site.game.next()).isEqualTo("3.auth.ann.c1 " + (char) ('a' + i));
            }
        }
    }

    @Test
    void ofAParameterThatIsRepeatedTheFirstCounts() {
        String target = Site.target(Site.token("ann"), "/", "c1");
        try (Browser browser = open(target + "&cid=c2&path=/game-x&token=none")) {
            assertThat(site.game.next()).isEqualTo("initRealmInfo.auth.ann.c1 2=ann 3=lobby 3=chat-lobby");
        }
    }

    @Test
    void aTokenOfAnyOfTheThreeAlgorithmsIsGood() {
        for (Algorithm algorithm : List.of(
                Algorithm.HMAC256(Site.SECRET), Algorithm.HMAC384(Site.SECRET), Algorithm.HMAC512(Site.SECRET))) {
            try (Browser browser = open(Site.target(Site.claims("ann").sign(algorithm), "/", "c1"))) {
                assertThat(browser.status).as(algorithm.getName()).isEqualTo(101);
                assertThat(site.game.next()).startsWith("initRealmInfo.auth.ann.c1");
            }
            assertThat(site.game.next()).isEqualTo("leaveTab.auth.ann.c1");
            assertThat(site.game.next()).isEqualTo("leaveSite.auth.ann.c1");
        }
        opened = 0;
    }

    @Test
    void whoeverIsNotAuthenticatedIsAnon() {
        String token = Site.claims("ann").withClaim("a", false).sign(Algorithm.HMAC256(Site.SECRET));
        try (Browser browser = open(Site.target(token, "/", "c1"))) {
            assertThat(site.game.next()).startsWith("initRealmInfo.anon.ann.c1 2=ann");
        }
    }

    @Test
    void aTokenThatIsOverNotYetGoodForeignOrNoneIsRefusedWith401BeforeTheUpgrade() {
        Algorithm ours = Algorithm.HMAC256(Site.SECRET);
        Instant now = Instant.now();
        for (String token : List.of(
                Site.claims("ann").withExpiresAt(now.minusSeconds(5)).sign(ours),
                Site.claims("ann").withNotBefore(now.plusSeconds(60)).sign(ours),
                Site.claims("ann").sign(Algorithm.HMAC256("another secret of thirty-two bytes")),
                Site.claims("ann").sign(Algorithm.none()),
                com.auth0.jwt.JWT.create().withClaim("a", true).sign(ours),
                "no token")) {
            assertThat(open(Site.target(token, "/", "c1")).status).as(token).isEqualTo(401);
        }
        assertThat(site.game.rest()).isEmpty();
    }

    @Test
    void aTokenThatIsGoodStillIsTaken() {
        Instant now = Instant.now();
        String token = Site.claims("ann")
                .withExpiresAt(now.plusSeconds(60))
                .withNotBefore(now.minusSeconds(60))
                .sign(Algorithm.HMAC256(Site.SECRET));
        try (Browser browser = open(Site.target(token, "/", "c1"))) {
            assertThat(browser.status).isEqualTo(101);
            assertThat(site.game.next()).startsWith("initRealmInfo.auth.ann.c1");
        }
    }

    @Test
    void aMissingOrEmptyParameterIsRefusedWith400BeforeTheUpgrade() {
        String token = "token=" + Site.token("ann");
        for (String query : List.of(
                "path=/&cid=c1",
                token + "&cid=c1",
                token + "&path=/",
                token + "&path=&cid=c1",
                token + "&path=/&cid=",
                token + "&path=/%zz&cid=c1")) {
            assertThat(open("/ws?" + query).status).as(query).isEqualTo(400);
        }
    }

    @Test
    void anIdThatWouldShiftASubjectIsRefusedWith400AndNeverReachesNats() {
        for (String bad :
                List.of("a.b", "*", ">", "a b", "a\r\nPUB x 0", "a\tb", "a\u00a0".replace('\u00a0', '\u2028'))) {
            assertThat(open(Site.target(Site.token("ann"), "/", bad)).status)
                    .as("cid %s", bad)
                    .isEqualTo(400);
            assertThat(open(Site.target(Site.token(bad), "/", "c1")).status)
                    .as("uid %s", bad)
                    .isEqualTo(400);
        }
        assertThat(site.game.rest()).isEmpty();
    }
}
