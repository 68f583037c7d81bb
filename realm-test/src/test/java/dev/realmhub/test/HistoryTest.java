package dev.realmhub.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.ClientProtocol.Answer;
import dev.realmhub.ClientProtocol.Closing;
import dev.realmhub.ClientProtocol.Degraded;
import dev.realmhub.ClientProtocol.Event;
import dev.realmhub.ClientProtocol.Left;
import dev.realmhub.ClientProtocol.LoggedIn;
import dev.realmhub.ClientProtocol.Navigate;
import dev.realmhub.ClientProtocol.Navigated;
import dev.realmhub.ClientProtocol.Resync;
import dev.realmhub.ClientProtocol.Send;
import dev.realmhub.CloseReason;
import dev.realmhub.Membership;
import dev.realmhub.Outcome;
import dev.realmhub.Payload;
import dev.realmhub.Realm;
import dev.realmhub.User;
import org.junit.jupiter.api.Test;

/** What no client may be told, in any realm; and what becomes of commands. Each lie is found, and no truth is taken for one. */
class HistoryTest {
    private final Tale tale = new Tale();

    @Test
    void aClientThatHearsWhatIsPublishedWhileItIsThereHearsRight() {
        tale.joins("lobby");
        tale.hears(tale.publishes("lobby"));
        tale.hears(tale.publishes("lobby"));
        tale.isRight();
    }

    @Test
    void nothingMayComeBeforeTheWelcome() {
        tale.stranger().heard(new Degraded(false));
        tale.isWrong("before it was welcome");
    }

    @Test
    void aClientIsWelcomeOnce() {
        tale.welcome();
        tale.isWrong("welcome twice");
    }

    @Test
    void nothingMayComeAfterTheLastWord() {
        tale.told(new Closing(CloseReason.RESTART));
        tale.told(new Degraded(false));
        tale.isWrong("after the last word");
    }

    @Test
    void anEventOfARealmWhereItIsNotIsNotForAClient() {
        tale.hears(tale.publishes("lobby"));
        tale.isWrong("of lobby, where it is not");
    }

    @Test
    void anEventAfterLeftIsNotForAClient() {
        tale.joins("lobby");
        tale.told(new Left(Realm.of("lobby")));
        tale.hears(tale.publishes("lobby"));
        tale.isWrong("lobby, where it is not");
    }

    @Test
    void anEventOfAnotherRealmIsForeign() {
        tale.joins("lobby");
        tale.joins("hall");
        Event event = tale.publishes("hall");
        tale.told(new Event(Realm.of("lobby"), event.payload()));
        tale.hears(event);
        tale.isWrongAtLeast("of hall in lobby");
    }

    @Test
    void whatAnotherUserSeesIsForeign() {
        tale.joins("lobby");
        tale.tells(tale.publishes("lobby"), "p 1 lobby user=u1");
        tale.isWrong("not its own");
    }

    @Test
    void whatAnotherRoleSeesIsForeign() {
        tale.joins("lobby");
        tale.tells(tale.publishes("lobby"), "p 1 lobby role=player");
        tale.isWrong("not its own");
    }

    @Test
    void whatIsForAnotherUserIsForeign() {
        tale.told(new Event(null, Payload.text("p 1 user=u7 common")));
        tale.isWrong("which was for user=u7");
    }

    @Test
    void whatIsForAnotherUserInTheRealmIsForeign() {
        tale.joins("lobby");
        tale.told(new Event(Realm.of("lobby"), Payload.text("p 1 user=u7@lobby common")));
        tale.isWrong("which was for user=u7@lobby");
    }

    @Test
    void whatIsForTheUserAndForEveryoneIsRight() {
        tale.joins("lobby");
        tale.told(new Event(null, Payload.text("p 1 user=u0 common")));
        tale.told(new Event(null, Payload.text("p 1 everyone common")));
        tale.told(new Event(Realm.of("lobby"), Payload.text("p 1 user=u0@lobby common")));
        tale.isRight();
    }

    @Test
    void whoHasLoggedInSeesWithTheNewUsersEyesFromTheJoinOn() {
        tale.joins("lobby");
        tale.told(new Left(Realm.of("lobby")));
        tale.joins("lobby");
        Event common = tale.publishes("lobby");
        tale.tells(common, "p 1 lobby user=u1");
        tale.told(new LoggedIn(1, User.of("u1"), "ticket"));
        tale.isRight();
    }

    @Test
    void aClientJoinsARealmOnce() {
        tale.joins("lobby");
        tale.joins("lobby");
        tale.isWrong("where it is already");
    }

    @Test
    void aClientLeavesOnlyWhereItIs() {
        tale.told(new Left(Realm.of("lobby")));
        tale.isWrong("where it was not");
    }

    @Test
    void aMembershipThatNobodyGrantedIsWrong() {
        tale.history.granted("u0", Membership.of(Realm.of("lobby"), "player"));
        tale.joins("lobby");
        tale.isWrong("which nobody granted");
    }

    @Test
    void wordsOfARealmWhereItIsNotAreWrong() {
        tale.told(new Resync(Realm.of("lobby")));
        tale.isWrong("resync of lobby, where it is not");
    }

    @Test
    void aClientMustNotBeLeftDegraded() {
        tale.told(new Degraded(true));
        tale.isWrong("well again");
    }

    @Test
    void whatMustNotHappenAtAllIsWrong() {
        tale.history.trouble("the hub burned down");
        tale.isWrong("burned down");
    }

    @Test
    void aCommandThatRanOnceAndIsOkIsRight() {
        tale.command(1);
        tale.history.executed(tale.named(1), false);
        tale.told(new Answer(1, Outcome.ok()));
        tale.isRight();
    }

    @Test
    void aCommandWithoutAnOutcomeIsWrong() {
        tale.command(1);
        tale.isWrong("no outcome");
    }

    @Test
    void aCommandOnAConnectionThatBrokeNeedsNoOutcome() {
        tale.command(1);
        tale.account.ended();
        tale.isRight();
    }

    @Test
    void aCommandWithTwoOutcomesIsWrong() {
        tale.command(1);
        tale.told(new Answer(1, new Outcome.Unknown()));
        tale.told(new Answer(1, new Outcome.Unknown()));
        tale.isWrong("several outcomes");
    }

    @Test
    void aCommandThatRanTwiceIsWrong() {
        tale.command(1);
        tale.history.executed(tale.named(1), false);
        tale.history.executed(tale.named(1), false);
        tale.told(new Answer(1, Outcome.ok()));
        tale.isWrong("ran 2 times");
    }

    @Test
    void aCommandThatRanAfterItsDeadlineIsWrong() {
        tale.command(1);
        tale.history.executed(tale.named(1), true);
        tale.told(new Answer(1, Outcome.ok()));
        tale.isWrong("after its deadline");
    }

    @Test
    void aCommandThatIsOkAndNeverRanIsWrong() {
        tale.command(1);
        tale.told(new Answer(1, Outcome.ok()));
        tale.isWrong("is ok, and never ran");
    }

    @Test
    void aCommandThatIsUnavailableAndRanIsWrong() {
        tale.command(1);
        tale.history.executed(tale.named(1), false);
        tale.told(new Answer(1, new Outcome.Unavailable()));
        tale.isWrong("is unavailable, and ran");
    }

    @Test
    void aCommandThatNobodySentAndThatRanIsWrong() {
        tale.history.executed("x/1", false);
        tale.isWrong("nobody sent it");
    }

    @Test
    void aNavigationEndsOnce() {
        tale.account.said(new Navigate(1, "/"));
        tale.told(new Navigated(1, "/"));
        tale.isRight();
        tale.told(new Navigated(1, "/"));
        tale.isWrongAtLeast("ended 2 times");
    }

    @Test
    void aNavigationEnds() {
        tale.account.said(new Navigate(1, "/"));
        tale.isWrong("never ended");
    }

    @Test
    void theStoryIsForPeople() {
        tale.joins("lobby");
        tale.hears(tale.publishes("lobby"));
        tale.account.said(new Send(1, "move", "lobby", Payload.empty()));
        assertThat(tale.account.lines())
                .containsExactly(
                        "7 ms: Welcome",
                        "7 ms: Joined[membership=lobby]",
                        "7 ms: Event lobby null p 1 lobby common",
                        "7 ms: Send 1 lobby");
    }
}
