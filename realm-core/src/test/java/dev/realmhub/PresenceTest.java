package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.realmhub.ClientProtocol.Presence.Form;
import dev.realmhub.Town.House;
import dev.realmhub.Town.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;

class PresenceTest {
    private static final CloseReason CLOSED_BY_PAGE = CloseReason.terminal(1001, "closed with 1001");

    private final Town town = new Town();
    private final House one = town.hub("one");
    private final House two = town.hub("two");

    @Test
    void membersOfAllHubsSeeEachOther() {
        Page alice = one.open("alice", "/game:1=player");
        Page bob = two.open("bob", "/game:1=observer");
        town.pass(1);
        assertThat(alice.knows("game:1")).isEqualTo("alice=player bob=observer");
        assertThat(bob.knows("game:1")).isEqualTo("alice=player bob=observer");
        assertThat(town.told("game:1")).isEqualTo("alice bob");
        assertThat(town.told("online")).isEqualTo("alice bob");
    }

    @Test
    void twoStartsInTheSameMillisecondAreToldApart() {
        Set<Long> epochs = new HashSet<>();
        town.net
                .port()
                .subscribe(new Broker.Notes("ear", note -> epochs.add(((Note.Beat) note.word()).epoch()), up -> {}));
        town.pass(2);
        assertThat(epochs).hasSize(2).allMatch(epoch -> epoch > 0);
    }

    @Test
    void aUserWithTabsOnTwoHubsIsThereOnceAndLeavesWithTheLast() {
        Page watcher = one.open("watcher", "/game:1");
        Page first = one.open("alice", "/game:1");
        Page second = two.open("alice", "/game:1");
        town.pass(1);
        assertThat(watcher.knows("game:1")).isEqualTo("alice*2 watcher");
        one.close(first, CLOSED_BY_PAGE);
        town.pass(8);
        assertThat(watcher.knows("game:1")).isEqualTo("alice watcher");
        two.close(second, CloseReason.GONE);
        town.pass(8);
        assertThat(watcher.knows("game:1")).isEqualTo("watcher");
        assertThatLeft("").containsExactlyInAnyOrder("-game:1 alice LOST", "-online alice LOST");
    }

    @Test
    void aPageThatLoadsAgainOnAnotherHubHasNotLeft() {
        Page alice = one.open("alice", "/game:1");
        town.pass(1);
        one.close(alice, CLOSED_BY_PAGE);
        town.pass(4.9);
        two.open("alice", "/game:1");
        town.pass(20);
        assertThat(town.heard).containsExactlyInAnyOrder("+online alice", "+game:1 alice");
    }

    @Test
    void leavesHaveTheirReasons() {
        one.close(shown(one.open("lost", "/game:1")), CloseReason.GONE);
        one.close(shown(one.open("left", "/game:1")), CLOSED_BY_PAGE);
        one.close(shown(one.open("done", "/game:1")), CloseReason.NORMAL);
        one.hub().kick(shown(one.open("kicked", "/game:1")).client(), CloseReason.FORBIDDEN);
        one.hub().navigate(shown(one.open("elsewhere", "/game:1")).client(), "/game:2");
        one.hub().login(shown(one.open("unknown", "/game:1")).client(), "token");
        town.pass(10);
        assertThatLeft("game:1")
                .containsExactlyInAnyOrder(
                        "-game:1 lost LOST",
                        "-game:1 left LEFT",
                        "-game:1 done LEFT",
                        "-game:1 kicked KICKED",
                        "-game:1 elsewhere LEFT",
                        "-game:1 unknown REPLACED");
        assertThat(town.told("online")).isEqualTo("elsewhere known");
    }

    /** Returns what was told of who left: all, or those of a realm. */
    private ListAssert<String> assertThatLeft(String realm) {
        return assertThat(town.heard).filteredOn(line -> line.startsWith("-" + realm));
    }

    private Page shown(Page page) {
        town.pass(0.5);
        return page;
    }

    @Test
    void whoIsKickedIsGoneAtOnce() {
        Page alice = shown(one.open("alice", "/game:1"));
        one.hub().kick(alice.client(), CloseReason.FORBIDDEN);
        town.pass(0.5);
        assertThat(town.told("game:1")).isEmpty();
    }

    @Test
    void theMembersOfAKilledHubVanishOnceWithinTenSeconds() {
        Page bob = two.open("bob", "/game:1");
        one.open("alice", "/game:1");
        one.open("carol", "/game:1");
        town.pass(5);
        one.port().cut = true; // nothing of it is heard any more
        town.pass(4);
        assertThat(town.told("game:1")).isEqualTo("alice bob carol");
        town.pass(6);
        assertThat(bob.knows("game:1")).isEqualTo("bob");
        town.pass(60);
        assertThatLeft("")
                .containsExactlyInAnyOrder(
                        "-game:1 alice NODE_DIED",
                        "-game:1 carol NODE_DIED",
                        "-online alice NODE_DIED",
                        "-online carol NODE_DIED");
    }

    @Test
    void whoComesBackElsewhereAfterAKillHasNotLeft() {
        one.open("alice", "/game:1");
        town.pass(5);
        one.port().cut = true;
        town.pass(4.9);
        two.open("alice", "/game:1");
        town.pass(20);
        assertThat(town.heard).containsExactlyInAnyOrder("+online alice", "+game:1 alice");
    }

    @Test
    void whatWasMissedIsAskedForReasonsIncluded() {
        Page alice = one.open("alice", "/game:1");
        town.pass(3);
        town.backendPort.cut = true;
        one.hub().kick(alice.client(), CloseReason.FORBIDDEN);
        one.open("bob", "/game:1");
        town.pass(1);
        town.backendPort.cut = false;
        town.pass(3.5);
        assertThat(town.heard).contains("-game:1 alice KICKED", "+game:1 bob");
        assertThat(town.absurd).isEmpty();
    }

    @Test
    void aBackendWhoseOwnLinkIsDownBlamesNobody() {
        one.open("alice", "/game:1");
        town.pass(3);
        town.backendPort.cutAndTell();
        town.pass(60);
        assertThat(town.told("game:1")).isEqualTo("alice");
        town.backendPort.heal();
        town.pass(60);
        assertThatLeft("").isEmpty();
    }

    @Test
    void aProcessThatStoodStillBlamesNobody() {
        one.open("alice", "/game:1");
        town.pass(3);
        town.time.skip(Duration.ofSeconds(20));
        town.pass(20);
        assertThatLeft("").isEmpty();
    }

    @Test
    void hiddenMembersSeeAndAreNotSeen() {
        Page alice = one.open("alice", "/game:1");
        Page warden = two.open("warden", "/game:1+unseen");
        town.pass(1);
        assertThat(alice.knows("game:1")).isEqualTo("alice");
        assertThat(warden.knows("game:1")).isEqualTo("alice");
        assertThat(town.told("game:1")).isEqualTo("alice");
    }

    @Test
    void aMembershipSaysWhatItSeesOfOthers() {
        one.open("alice", "/game:1");
        Page passerBy = two.open("passer-by", "/game:1+counts");
        Page blind = two.open("blind", "/game:1+nothing");
        town.pass(2);
        assertThat(passerBy.knows("game:1")).isEqualTo("3 users 3 clients");
        assertThat(passerBy.said)
                .allMatch(news -> news.here().isEmpty() && news.gone().isEmpty());
        assertThat(blind.said).isEmpty();
    }

    @Test
    void ofKindsThatCountNobodyIsNamedToAnybody() {
        Page alice = one.open("alice", "/tv:1");
        Page bob = two.open("bob", "/tv:1");
        town.pass(3);
        assertThat(alice.knows("tv:1")).isEqualTo("0 users 2 clients");
        one.close(alice, CLOSED_BY_PAGE);
        town.pass(3);
        assertThat(bob.knows("tv:1")).isEqualTo("0 users 1 clients");
        assertThat(bob.said).allMatch(news -> news.form() == Form.COUNT);
        assertThat(town.heard).noneMatch(line -> line.contains("tv:1"));
    }

    @Test
    void ofKindsWithoutPresenceNothingIsTold() {
        Page alice = one.open("alice", "/chat:1");
        town.pass(3);
        assertThat(alice.said).isEmpty();
    }

    @Test
    void aRealmThatGrowsTooLargeIsCountedAndIsListedAgainWhenItIsSmall() {
        Page first = one.open("first", "/lobby");
        List<Page> crowd = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            crowd.add(two.open("u" + i, "/lobby"));
        }
        town.pass(2);
        assertThat(first.knows("lobby")).isEqualTo("101 users 101 clients");
        crowd.subList(0, 20).forEach(page -> two.close(page, CLOSED_BY_PAGE));
        town.pass(10);
        assertThat(first.knows("lobby")).isEqualTo("81 users 81 clients");
        crowd.subList(20, 90).forEach(page -> two.close(page, CLOSED_BY_PAGE));
        town.pass(10);
        assertThat(first.knows("lobby")).isEqualTo("first u90 u91 u92 u93 u94 u95 u96 u97 u98 u99");
    }

    @Test
    void aBurstOfJoinsIsAFewMessages() {
        Page first = shown(one.open("first", "/lobby"));
        int before = first.said.size();
        int notes = two.port().sent;
        for (int i = 0; i < 5_000; i++) {
            two.open("u" + i, "/lobby");
            if (i % 100 == 0) {
                town.pass(0.1);
            }
        }
        assertThat(first.said.size() - before).isLessThan(10);
        assertThat(two.port().sent - notes).isLessThan(60);
    }

    @Test
    void aPageIsToldAllOnceAndThenWhatChanges() {
        Page alice = shown(one.open("alice", "/game:1"));
        shown(one.open("bob", "/game:1"));
        assertThat(alice.said).extracting(ClientProtocol.Presence::form).containsExactly(Form.WHOLE, Form.DIFF);
        assertThat(alice.said.get(1).here()).extracting(Present::user).containsExactly("bob");
    }

    @Test
    void aHubThatStartsLaterLearnsWhoIsThere() {
        for (int i = 0; i < 1_234; i++) {
            one.open("u" + i, "/game:" + i);
        }
        one.open("alice", "/lobby");
        town.pass(5);
        Page bob = town.hub("three").open("bob", "/lobby");
        town.pass(1);
        assertThat(bob.knows("lobby")).isEqualTo("alice bob");
    }

    @Test
    void aHubThatStartsAgainUnderItsNameIsAnother() {
        one.open("alice", "/game:1");
        one.open("carol", "/game:1");
        town.pass(5);
        one.port().cut = true;
        one.hub().close(); // so that its name is free; nobody hears of it
        House again = town.hub("one");
        again.open("alice", "/game:1");
        town.pass(5);
        assertThatLeft("game:1").containsExactly("-game:1 carol NODE_DIED");
        assertThat(town.told("game:1")).isEqualTo("alice");
    }

    @Test
    void aHubWithoutClientsSaysSoAndIsNotAskedAgain() {
        town.pass(3);
        int asked = town.backendPort.sent;
        town.pass(20);
        assertThat(town.backendPort.sent).isEqualTo(asked);
    }

    @Test
    void aKindIsKnownByNamesOrByCounts() {
        PresenceConfig.Builder both = PresenceConfig.builder().members("game").counts("game");
        assertThatThrownBy(both::build).isInstanceOf(IllegalArgumentException.class);
    }
}
