package dev.realmhub.examples.liwords;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.realmhub.CloseReason;
import dev.realmhub.examples.liwords.SocketServer.Settings;
import dev.realmhub.test.NatsServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * Section 7: better than the original, row by row; what needs no site of its own is in {@link ConnectingTest} and {@link
 * FromClientsTest}.
 */
@SuppressWarnings("try") // some only have to be there
class BetterTest {
    @Test
    void withoutASecretItRefusesToStartAndSaysSo() {
        assertThatThrownBy(() -> new LiwordsSocket().settings(Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("SECRET_KEY is not set");
    }

    @Test
    void optionsAreTheOriginals() {
        LiwordsSocket socket = new LiwordsSocket();
        new CommandLine(socket).parseArgs("-ws-address", "127.0.0.1:9", "-nats-url", "nats://x:1", "-debug");
        assertThat(socket.settings(
                        Map.of("SECRET_KEY", "s", "ALLOWED_ORIGINS", "https://a.example, https://b.example")))
                .isEqualTo(new Settings(
                        "127.0.0.1", 9, "nats://x:1", "s", List.of("https://a.example", "https://b.example")));
        LiwordsSocket bare = new LiwordsSocket();
        new CommandLine(bare).parseArgs();
        assertThat(bare.settings(Map.of("SECRET_KEY", "s")))
                .isEqualTo(new Settings("", 8087, "nats://localhost:4222", "s", List.of()));
    }

    @Test
    void pingSaysThatAllIsWell() {
        try (Site site = new Site()) {
            assertThat(Site.pinged(site.port).body()).isEqualTo("{\"status\":\"copacetic\"}");
            site.nats.kill();
            Site.until(() -> Site.ping(site.port) == 503);
            site.nats.startAgain();
            Site.until(() -> Site.ping(site.port) == 200); // so that the end is an orderly one
        }
    }

    @Test
    void pagesOfOtherOriginsThanThoseNamedAreRefusedAndOfAnyWhereNoneIsNamed() {
        try (Site site = new Site()) {
            int choosy = NatsServer.freePort();
            String target = Site.target(Site.token("ann"), "/", "c1");
            Settings settings = new Settings(
                    "127.0.0.1",
                    choosy,
                    site.nats.url(),
                    Site.SECRET,
                    List.of("https://a.example", "https://b.example"));
            try (SocketServer server = Site.start(settings, true);
                    Browser named = Browser.openFrom("https://b.example", choosy, target);
                    Browser foreign = Browser.openFrom("https://c.example", choosy, target);
                    Browser anywhere = Browser.openFrom("https://c.example", site.port, target)) {
                assertThat(List.of(named.status, foreign.status, anywhere.status))
                        .containsExactly(101, 403, 101);
            }
        }
    }

    @Test
    void withoutARealmAnswerTheUpgradeIsRefusedWith503AtOnceAndNothingIsTold() {
        try (Site site = new Site(GameServer::new)) {
            long began = System.nanoTime();
            try (Browser browser = Browser.open(site.port, Site.target(Site.token("ann"), "/game-a", "c1"))) {
                assertThat(browser.status).isEqualTo(503);
            }
            assertThat(System.nanoTime() - began).isLessThan(5_000_000_000L);
            assertThat(site.game.rest()).isEmpty();
        }
    }

    @Test
    void aRealmAnswerThatDoesNotComeIsWaitedForTenSeconds() {
        try (Site site = new Site(url -> new GameServer(url).mute())) {
            long began = System.nanoTime();
            try (Browser browser = Browser.open(site.port, Site.target(Site.token("ann"), "/game-a", "c1"))) {
                assertThat(browser.status).isEqualTo(503);
            }
            assertThat(System.nanoTime() - began).isBetween(9_500_000_000L, 15_000_000_000L);
            assertThat(site.game.rest()).isEmpty();
        }
    }

    @Test
    void ofTwoSocketsWithOneCidTheNewestKeepsItWhenTheFirstCloses() {
        try (Site site = new Site();
                Browser first = site.open("ann", "/", "c1");
                Browser second = site.open("ann", "/", "c1")) {
            site.game.publish("connid.c1", 3, "to the newest");
            assertThat(second.next()).hasToString("3 to the newest");
            first.close();
            assertThat(site.game.next()).isEqualTo("leaveTab.auth.ann.c1");
            site.game.publish("connid.c1", 3, "still");
            assertThat(second.next()).hasToString("3 still");
        }
    }

    @Test
    void aBurstOverManySubjectsReachesAUserWholeAndInThePublishersOrder() {
        try (Site site = new Site();
                Browser ann = site.open("ann", "/game-a,chat-x", "c1")) {
            String[] subjects = {"game.a", "user.ann", "chat.x", "connid.c1", "user.ann.game.a", "chat.pm.ann_bob"};
            for (int round = 0; round < 20; round++) {
                for (int i = 0; i < 240; i++) {
                    site.game.publish(subjects[i % subjects.length], 3, round + " " + i);
                }
                for (int i = 0; i < 240; i++) {
                    assertThat(ann.next()).hasToString("3 " + round + " " + i);
                }
            }
            assertThat(site.server.visitors.bus.health().overrun()).isZero();
        }
    }

    @Test
    void whoeverReadsTooSlowlyIsClosedAndCountedAndTheOthersHearAll() {
        try (Site site = new Site();
                Browser stalled = site.open("ann", "/game-a", "c1");
                Browser healthy = site.open("bob", "/game-a", "c2")) {
            String body = "x".repeat(60_000);
            int sent = 0;
            while (site.server.visitors.clientsTooSlow.get() == 0 && sent < 2_000) {
                site.game.publish("game.a", 3, body);
                assertThat(healthy.next().body()).hasSize(60_000);
                sent++;
            }
            assertThat(site.server.visitors.clientsTooSlow).hasValue(1);
            assertThat(sent).isGreaterThan(256);
            assertThat(CloseReason.TOO_SLOW.code()).isEqualTo(4408);
            assertThat(site.game.next()).isEqualTo("leaveTab.auth.ann.c1");
        }
    }

    @Test
    void leaveSiteComesWithTheLastSocketOfTheCluster() {
        try (Site site = new Site()) {
            int other = site.anotherNode();
            Browser here = site.open("ann", "/", "c1");
            Browser there = site.openOn(other, "ann", "/", "c2");
            Browser bob = site.open("bob", "/", "c3");
            here.close();
            assertThat(site.game.next()).isEqualTo("leaveTab.auth.ann.c1");
            bob.close();
            assertThat(List.of(site.game.next(), site.game.next()))
                    .containsExactly("leaveTab.auth.bob.c3", "leaveSite.auth.bob.c3");
            there.close();
            assertThat(List.of(site.game.next(), site.game.next()))
                    .containsExactly("leaveTab.auth.ann.c2", "leaveSite.auth.ann.c2");
        }
    }

    @Test
    void whoLeavesTwoNodesAtOnceHasLeftTheSiteOnce() {
        try (Site site = new Site()) {
            int other = site.anotherNode();
            Browser here = site.open("ann", "/", "c1");
            Browser there = site.openOn(other, "ann", "/", "c2");
            here.close();
            there.close();
            List<String> told = List.of(site.game.next(), site.game.next(), site.game.next());
            assertThat(told).contains("leaveTab.auth.ann.c1", "leaveTab.auth.ann.c2");
            assertThat(told.get(2)).matches("leaveSite.auth.ann.c[12]");
            Browser bob = site.open("bob", "/", "c3"); // whose leaving takes as long: nothing comes before it
            bob.close();
            assertThat(List.of(site.game.next(), site.game.next()))
                    .containsExactly("leaveTab.auth.bob.c3", "leaveSite.auth.bob.c3");
        }
    }

    @Test
    void whoComesBackBeforeTheOtherNodesHaveBeenWaitedForIsNotSaidToHaveLeftTheSite() {
        try (Site site = new Site()) {
            assertComesBackTo(site, site.port);
        }
    }

    @Test
    void whoMovesToAnotherNodeIsNotSaidToHaveLeftTheSite() {
        try (Site site = new Site()) {
            assertComesBackTo(site, site.anotherNode());
        }
    }

    private static void assertComesBackTo(Site site, int node) {
        site.anotherNode(); // asked, it says nothing for as long as it may
        site.open("ann", "/", "c1").close();
        assertThat(site.game.next()).isEqualTo("leaveTab.auth.ann.c1");
        List<String> told = new ArrayList<>();
        try (Browser again = Browser.open(node, Site.target(Site.token("ann"), "/", "c2"))) {
            Browser.open(site.port, Site.target(Site.token("bob"), "/", "c3"))
                    .close(); // what is told of ann comes before it
            String last = site.game.next();
            while (!last.equals("nothing") && !last.equals("leaveSite.auth.bob.c3")) {
                told.add(last);
                last = site.game.next();
            }
        }
        String back = "initRealmInfo.auth.ann.c2 2=ann 3=lobby 3=chat-lobby";
        assertThat(told).contains(back);
        assertThat(told.indexOf("leaveSite.auth.ann.c1"))
                .isLessThan(told.indexOf(back)); // -1, but on a very slow machine
    }

    @Test
    void twoNodesHearTheSame() {
        try (Site site = new Site()) {
            int other = site.anotherNode();
            try (Browser here = site.open("ann", "/game-a", "c1");
                    Browser there = site.openOn(other, "ann", "/game-a", "c2")) {
                site.game.publish("game.a", 3, "to both");
                site.game.publish("user.ann", 3, "to ann");
                site.game.publish("connid.c2", 3, "to c2");
                assertThat(here.next()).hasToString("3 to both");
                assertThat(here.next()).hasToString("3 to ann");
                assertThat(there.next()).hasToString("3 to both");
                assertThat(there.next()).hasToString("3 to ann");
                assertThat(there.next()).hasToString("3 to c2");
            }
        }
    }

    @Test
    void withoutNatsItKeepsTryingAndPingSays503AndItComesBackByItself() {
        int natsPort = NatsServer.freePort();
        int port = NatsServer.freePort();
        Settings settings = new Settings("127.0.0.1", port, "nats://127.0.0.1:" + natsPort, Site.SECRET, List.of());
        SocketServer server = Site.start(settings, false);
        assertThat(Site.ping(port)).isEqualTo(503);
        try (NatsServer nats = NatsServer.startOn(natsPort)) {
            Site.until(() -> Site.ping(port) == 200);
            try (Browser ann = Browser.open(port, Site.target(Site.token("ann"), "/", "c1"))) {
                assertThat(ann.status).isEqualTo(101);
                nats.kill();
                Site.until(() -> Site.ping(port) == 503);
                nats.startAgain();
                Site.until(() -> Site.ping(port) == 200);
                try (GameServer game = new GameServer(nats.url())) {
                    ann.say(3, "here again");
                    assertThat(game.next()).isEqualTo("3.auth.ann.c1 here again");
                    game.publish("user.ann", 3, "and you");
                    assertThat(ann.next()).hasToString("3 and you");
                }
            }
        } finally {
            server.close();
        }
    }

    @Test
    void whenItStopsItPassesOnWhatWasSaidClosesWith1012AndTellsWhoHasLeft() {
        try (Site site = new Site()) {
            SocketServer another = Site.start(NatsServer.freePort(), site.nats.url());
            another.close();
            Browser ann = site.open("ann", "/", "c1");
            Browser bob = site.open("bob", "/", "c2");
            IntStream.range(0, 100).forEach(i -> ann.say(3, "m" + i));
            site.server.close();
            assertThat(ann.nextCloseCode()).isEqualTo(1012);
            assertThat(bob.nextCloseCode()).isEqualTo(1012);
            List<String> told = site.game.rest();
            assertThat(told.stream().filter(what -> what.startsWith("3.")))
                    .containsExactlyElementsOf(IntStream.range(0, 100)
                            .mapToObj(i -> "3.auth.ann.c1 m" + i)
                            .toList());
            assertThat(told.indexOf("leaveTab.auth.ann.c1")).isGreaterThan(told.indexOf("3.auth.ann.c1 m99"));
            assertThat(told.stream().filter(what -> what.startsWith("leave")))
                    .containsExactlyInAnyOrder(
                            "leaveTab.auth.ann.c1",
                            "leaveSite.auth.ann.c1",
                            "leaveTab.auth.bob.c2",
                            "leaveSite.auth.bob.c2");
        }
    }

    @Test
    void whoeverStopsWaitsToHearWhetherHisUsersAreOnAnotherNode() {
        try (Site site = new Site()) {
            site.anotherNode();
            Browser ann = site.open("ann", "/", "c1");
            site.server.close();
            assertThat(ann.nextCloseCode()).isEqualTo(1012);
            assertThat(site.game.rest()).containsExactly("leaveTab.auth.ann.c1", "leaveSite.auth.ann.c1");
        }
    }
}
