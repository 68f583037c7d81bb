package dev.realmhub.examples.liwords;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Section 6: who hears what comes on which subject. */
class ToClientsTest {
    private final Site site = new Site();
    private final List<Browser> opened = new ArrayList<>();
    private Browser marker;

    @BeforeEach
    void connectSomebodyElse() {
        marker = open("zoe", "/", "z");
    }

    @AfterEach
    void stop() {
        opened.forEach(Browser::close);
        site.close();
    }

    private Browser open(String uid, String path, String cid) {
        Browser browser = site.open(uid, path, cid);
        opened.add(browser);
        return browser;
    }

    private void publish(String... subjects) {
        for (String subject : subjects) {
            site.game.publish(subject, 3, subject);
        }
    }

    /** Waits for these messages, and for nothing between them and a last one to the connection. */
    private void assertHears(Browser browser, String cid, String... bodies) {
        site.game.publish("connid." + cid, 3, "end");
        List<String> heard = new ArrayList<>();
        for (String body = browser.next().body();
                !body.equals("end");
                body = browser.next().body()) {
            heard.add(body);
        }
        assertThat(heard).containsExactly(bodies);
    }

    @Test
    void lobbyAndWhateverFollowsGoesToTheLobby() {
        Browser inGame = open("ann", "/game-a", "c1");
        publish("lobby.newSeek", "lobby.x.y");
        assertHears(marker, "z", "lobby.newSeek", "lobby.x.y");
        assertHears(inGame, "c1");
    }

    @Test
    void theFiveKindsGoToTheRealmOfKindAndSecondTokenWhateverFollows() {
        Browser browser = open("ann", "/game-a,gametv-a,usertv-a,tournament-a,channel-a", "c1");
        Browser other = open("bob", "/game-b,game-a.x", "c2");
        publish("game.a", "gametv.a.x", "usertv.a.x.y", "tournament.a", "channel.a.b", "game.b.a");
        assertHears(browser, "c1", "game.a", "gametv.a.x", "usertv.a.x.y", "tournament.a", "channel.a.b");
        assertHears(other, "c2", "game.b.a");
    }

    @Test
    void aUsersSubjectGoesToEachOfHisSocketsAndNobodyElse() {
        Browser first = open("ann", "/game-a", "c1");
        Browser second = open("ann", "/", "c2");
        publish("user.ann");
        assertHears(first, "c1", "user.ann");
        assertHears(second, "c2", "user.ann");
        assertHears(marker, "z");
    }

    @Test
    void aUsersChannelGoesToHisSocketsWithARealmThatIsItsPrefixAtATokenBoundary() {
        Browser inGame = open("ann", "/game-a,chat-game-a,chat-game", "c1");
        Browser inLobby = open("ann", "/", "c2");
        Browser other = open("bob", "/game-a", "c3");
        publish("user.ann.game.a", "user.ann.game.a.x", "user.ann.game.ab", "user.ann.game", "user.ann.chat.game.a.y");
        assertHears(inGame, "c1", "user.ann.game.a", "user.ann.game.a.x", "user.ann.chat.game.a.y");
        assertHears(inLobby, "c2");
        assertHears(other, "c3");
        publish("user.ann.lobby", "user.ann.chat.lobby.x");
        assertHears(inLobby, "c2", "user.ann.lobby", "user.ann.chat.lobby.x");
        assertHears(inGame, "c1");
    }

    @Test
    void aConnectionsSubjectGoesToThatSocketWhateverFollows() {
        Browser first = open("ann", "/", "c1");
        Browser second = open("ann", "/", "c2");
        publish("connid.c1", "connid.c1.x.y");
        assertHears(first, "c1", "connid.c1", "connid.c1.x.y");
        assertHears(second, "c2");
    }

    @Test
    void aPrivateMessageGoesToAllSocketsOfEachUserListedOnceForEachListing() {
        Browser first = open("ann", "/", "c1");
        Browser second = open("ann", "/game-a", "c2");
        Browser bob = open("bob", "/", "c3");
        publish("chat.pm.ann_bob", "chat.pm.ann_ann");
        assertHears(first, "c1", "chat.pm.ann_bob", "chat.pm.ann_ann", "chat.pm.ann_ann");
        assertHears(second, "c2", "chat.pm.ann_bob", "chat.pm.ann_ann", "chat.pm.ann_ann");
        assertHears(bob, "c3", "chat.pm.ann_bob");
        assertHears(marker, "z");
    }

    @Test
    void aChatGoesToTheRealmOfItsNameWithDotsAndDashesTheSame() {
        Browser dashed = open("ann", "/chat-tournament-a", "c1");
        Browser dotted = open("bob", "/chat-tournament.a", "c2");
        Browser longer = open("eve", "/chat-tournament-a-b", "c3");
        publish("chat.tournament.a", "chat.tournament-a", "chat.lobby");
        assertHears(dashed, "c1", "chat.tournament.a", "chat.tournament-a");
        assertHears(dotted, "c2", "chat.tournament.a", "chat.tournament-a");
        assertHears(longer, "c3");
        assertHears(marker, "z", "chat.lobby");
    }

    @Test
    void whatMeansNothingIsHeardByNobodyAndHarmsNobody() {
        publish("game.", "user.", "connid.nobody", "chat.pm._", "chat.pm", "user.ann.", "game.a:b::c");
        assertHears(marker, "z");
    }

    @Test
    void leavingIsToldForACloseFrameAnEndAndAReset() {
        Browser closing = open("ann", "/", "c1");
        closing.sendClose();
        assertLeft("ann", "c1");
        Browser ending = open("ann", "/", "c2");
        ending.close();
        assertLeft("ann", "c2");
        Browser breaking = open("ann", "/", "c3");
        breaking.reset();
        assertLeft("ann", "c3");
    }

    private void assertLeft(String uid, String cid) {
        assertThat(site.game.next()).isEqualTo("leaveTab.auth." + uid + "." + cid);
        assertThat(site.game.next()).isEqualTo("leaveSite.auth." + uid + "." + cid);
    }

    @Test
    void leaveSiteComesWithTheLastOfAUsersSocketsAndItsCid() {
        Browser first = open("ann", "/", "c1");
        Browser second = open("ann", "/", "c2");
        second.close();
        assertThat(site.game.next()).isEqualTo("leaveTab.auth.ann.c2");
        first.close();
        assertLeft("ann", "c1");
    }
}
