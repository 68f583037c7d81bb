package dev.realmhub.test;

import dev.realmhub.ClientProtocol.Delayed;
import dev.realmhub.ClientProtocol.Event;
import dev.realmhub.ClientProtocol.RealmSnapshot;
import dev.realmhub.ClientProtocol.Resync;
import dev.realmhub.CloseReason;
import dev.realmhub.Position;
import dev.realmhub.Realm;
import org.junit.jupiter.api.Test;

/** What a client may not be told in a realm that keeps a stream. */
class KeptHistoryTest {
    private static final Realm CHAT = Realm.parse("chat:1");
    private static final Realm GAME = Realm.parse("game:1");

    private final Tale tale = new Tale();

    /** There is one event, and the client is live after it. */
    private void isLive() {
        tale.stores("chat:1");
        tale.joins("chat:1");
        tale.isLive("chat:1", "e1:1");
    }

    @Test
    void everyEventAfterThePositionOnceAndInOrderIsRight() {
        isLive();
        tale.hears(tale.stores("chat:1"));
        tale.storesInSecret("chat:1");
        tale.hears(tale.stores("chat:1"));
        tale.isRight();
    }

    @Test
    void aHoleIsWrong() {
        isLive();
        tale.stores("chat:1");
        tale.hears(tale.stores("chat:1"));
        tale.isWrong("in chat:1 expected p#2 at e1:2, and heard p#3 at e1:3");
    }

    @Test
    void aHoleThatResyncMarksIsRight() {
        isLive();
        tale.stores("chat:1");
        tale.stores("chat:1");
        tale.told(new Resync(CHAT));
        tale.isLive("chat:1", "e1:3");
        tale.hears(tale.stores("chat:1"));
        tale.isRight();
    }

    @Test
    void aHoleAtTheEndIsWrong() {
        isLive();
        tale.stores("chat:1");
        tale.isWrong("never heard p#2 at e1:2");
    }

    @Test
    void whoIsNotThereAnyMoreNeedNotHaveHeardTheEnd() {
        isLive();
        tale.stores("chat:1");
        tale.account.ended();
        tale.isRight();
    }

    @Test
    void anEventTwiceIsWrong() {
        isLive();
        Event event = tale.stores("chat:1");
        tale.hears(event);
        tale.hears(event);
        tale.isWrong("expected nothing, and heard p#2 at e1:2");
    }

    @Test
    void eventsInAnotherOrderAreWrong() {
        isLive();
        Event first = tale.stores("chat:1");
        tale.hears(tale.stores("chat:1"));
        tale.hears(first);
        tale.isWrongAtLeast("expected p#2 at e1:2, and heard p#3 at e1:3");
    }

    @Test
    void anEventThatTheSnapshotHoldsIsWrong() {
        Event event = tale.stores("game:1");
        tale.joins("game:1");
        tale.snapshot("game:1", "e1:1", 1);
        tale.hears(event);
        tale.isWrong("expected nothing, and heard p#1 at e1:1");
    }

    @Test
    void anEventBeforeItIsLiveIsWrong() {
        tale.joins("chat:1");
        tale.hears(tale.stores("chat:1"));
        tale.isLive("chat:1", "e1:1");
        tale.isWrong("when nothing may come yet");
    }

    @Test
    void anEventBetweenResyncAndLiveIsWrong() {
        isLive();
        tale.told(new Resync(CHAT));
        tale.hears(tale.stores("chat:1"));
        tale.isLive("chat:1", "e1:2");
        tale.isWrong("when nothing may come yet");
    }

    @Test
    void anEventWithoutAPositionIsWrong() {
        isLive();
        Event event = tale.stores("chat:1");
        tale.told(new Event(CHAT, event.payload()));
        tale.hears(event);
        tale.isWrong("when nothing may come so");
    }

    @Test
    void somebodyElsesViewIsWrong() {
        isLive();
        tale.tells(tale.stores("chat:1"), "p 2 chat:1 user=u1");
        tale.isWrong("instead of what is its own");
    }

    @Test
    void aPositionInTheFutureIsWrong() {
        tale.joins("chat:1");
        tale.isLive("chat:1", "e1:5");
        tale.stores("chat:1");
        tale.isWrong("which lies in the future");
    }

    @Test
    void liveTwiceIsWrong() {
        isLive();
        tale.isLive("chat:1", "e1:1");
        tale.isWrong("without a resync");
    }

    @Test
    void neverLiveIsWrong() {
        tale.joins("chat:1");
        tale.isWrong("waits for its beginning for ever");
    }

    @Test
    void neverLiveAfterResyncIsWrong() {
        isLive();
        tale.told(new Resync(CHAT));
        tale.isWrong("waits for its beginning for ever");
    }

    @Test
    void aStreamThatBeganAnewUnsaidIsWrong() {
        isLive();
        tale.history.began("e2");
        tale.stores("chat:1", "e2");
        tale.isWrong("the stream of e1:1 is another");
    }

    @Test
    void delayedWhileItWaitsIsRight() {
        tale.joins("chat:1");
        tale.told(new Delayed(CHAT, CloseReason.UNAVAILABLE));
        tale.isLive("chat:1", "e1:0");
        tale.isRight();
    }

    @Test
    void delayedWhenItHasAllIsWrong() {
        isLive();
        tale.told(new Delayed(CHAT, CloseReason.UNAVAILABLE));
        tale.isWrong("wait for what it has already");
    }

    @Test
    void snapshotThenEventsIsRight() {
        tale.stores("game:1");
        tale.joins("game:1");
        tale.snapshot("game:1", "e1:1", 1);
        tale.hears(tale.stores("game:1"));
        tale.isRight();
    }

    @Test
    void aStateThatIsNotThatOfItsPositionIsWrong() {
        tale.stores("game:1");
        tale.joins("game:1");
        tale.snapshot("game:1", "e1:1", 2);
        tale.isWrong("got the state {p=2} at e1:1; it was {p=1}");
    }

    @Test
    void aStateAtAnotherPositionIsWrong() {
        tale.stores("game:1");
        tale.joins("game:1");
        told("e1:0", Tale.state("game:1", "u0", "e1:1", 1));
        tale.isWrongAtLeast("got the state at e1:1 as that at e1:0");
    }

    @Test
    void aStateThatDoesNotSayWhereItStandsMayHoldMore() {
        tale.stores("game:1");
        tale.joins("game:1");
        told("e1:0", Tale.state("game:1", "u0", "", 1));
        tale.hears(new Event(GAME, new Position("e1", 1), tale.payload("game:1", 1)));
        tale.isRight();
    }

    @Test
    void aStateThatDoesNotSayWhereItStandsMayNotHoldLess() {
        tale.stores("game:1");
        tale.joins("game:1");
        told("e1:1", Tale.state("game:1", "u0", "", 0));
        tale.isWrong("got the state {} at e1:1; it was {p=1}");
    }

    @Test
    void somebodyElsesSnapshotIsWrong() {
        tale.joins("game:1");
        told("e1:0", Tale.state("game:1", "u1", "e1:0", 0));
        tale.isWrong("got the snapshot for u1");
    }

    @Test
    void anotherRealmsSnapshotIsWrong() {
        tale.joins("game:1");
        told("e1:0", Tale.state("game:2", "u0", "e1:0", 0));
        tale.isWrong("got the snapshot of game:2");
    }

    private void told(String position, State state) {
        tale.told(new RealmSnapshot(GAME, Position.parse(position), state.payload()));
    }

    @Test
    void aSnapshotWithoutAPositionIsWrong() {
        tale.joins("game:1");
        tale.plainSnapshot("game:1", 0);
        tale.account.ended();
        tale.isWrong("without a position");
    }

    @Test
    void liveWithoutTheSnapshotIsWrong() {
        tale.joins("game:1");
        tale.isLive("game:1", "e1:0");
        tale.isWrong("without the snapshot");
    }

    @Test
    void aSnapshotWhereThereIsNoneIsWrong() {
        tale.joins("chat:1");
        tale.snapshot("chat:1", "e1:0", 0);
        tale.isWrong("does not have");
    }
}
