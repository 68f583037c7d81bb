package dev.realmhub.test;

import dev.realmhub.ClientProtocol.Delayed;
import dev.realmhub.ClientProtocol.Event;
import dev.realmhub.ClientProtocol.Left;
import dev.realmhub.ClientProtocol.Resync;
import dev.realmhub.CloseReason;
import dev.realmhub.Position;
import dev.realmhub.Realm;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a client may not be told in a realm without a stream. */
class PlainHistoryTest {
    private static final Realm LOBBY = Realm.of("lobby");
    private static final Realm ROOM = Realm.of("room");

    private final Tale tale = new Tale();

    @Test
    void whatWasPublishedBeforeTheJoinNeedNotCome() {
        tale.publishes("lobby");
        tale.joins("lobby");
        tale.hears(tale.publishes("lobby"));
        tale.isRight();
    }

    @Test
    void whatTheClientDoesNotSeeNeedNotCome() {
        tale.joins("lobby");
        tale.publishesInSecret("lobby");
        tale.hears(tale.publishes("lobby"));
        tale.isRight();
    }

    @Test
    void aHoleIsWrong() {
        tale.joins("lobby");
        tale.publishes("lobby");
        tale.hears(tale.publishes("lobby"));
        tale.isWrong("in lobby never heard p#1");
    }

    @Test
    void aHoleAtTheEndIsWrong() {
        tale.joins("lobby");
        tale.publishes("lobby");
        tale.isWrong("never heard p#1");
    }

    @Test
    void aHoleWithAResyncAfterItIsRight() {
        tale.joins("lobby");
        tale.publishes("lobby");
        tale.told(new Resync(LOBBY));
        tale.hears(tale.publishes("lobby"));
        tale.isRight();
    }

    @Test
    void aHoleWithAResyncBeforeItIsWrong() {
        tale.joins("lobby");
        tale.told(new Resync(LOBBY));
        tale.publishes("lobby");
        tale.isWrong("never heard p#1");
    }

    @Test
    void aHoleBeforeItLeftIsWrong() {
        tale.joins("lobby");
        tale.publishes("lobby");
        tale.hears(tale.publishes("lobby"));
        tale.told(new Left(LOBBY));
        tale.isWrong("never heard p#1");
    }

    @Test
    void whatWasUnderWayWhenItLeftNeedNotHaveCome() {
        tale.joins("lobby");
        tale.hears(tale.publishes("lobby"));
        tale.publishes("lobby");
        tale.told(new Left(LOBBY));
        tale.isRight();
    }

    @Test
    void aLossThatTheBusNoticedIsToBeTold() {
        tale.joins("lobby");
        tale.publishes("lobby");
        tale.history.lost(Tale.NODE, new Stamp("p", 1, "lobby"), true);
        tale.isWrong("never heard p#1");
    }

    @Test
    void aLossThatNobodyCouldNoticeIsNot() {
        tale.joins("lobby");
        tale.publishes("lobby");
        tale.history.lost(Tale.NODE, new Stamp("p", 1, "lobby"), false);
        tale.isRight();
    }

    @Test
    void whoLeftNeedNotHaveBeenToldOfALoss() {
        tale.joins("lobby");
        tale.publishes("lobby");
        tale.history.lost(Tale.NODE, new Stamp("p", 1, "lobby"), true);
        tale.hears(tale.publishes("lobby"));
        tale.told(new Left(LOBBY));
        tale.isRight();
    }

    @Test
    void aLossOnAnotherNodeExcusesNothing() {
        tale.joins("lobby");
        tale.publishes("lobby");
        tale.history.lost("node-2", new Stamp("p", 1, "lobby"), false);
        tale.isWrong("never heard p#1");
    }

    @Test
    void anEventTwiceIsWrong() {
        tale.joins("lobby");
        Event event = tale.publishes("lobby");
        tale.hears(event);
        tale.hears(event);
        tale.isWrong("heard p#1 again, or after a later one");
    }

    @Test
    void anEventAgainAfterItLeftAndJoinedIsWrong() {
        tale.joins("lobby");
        Event event = tale.publishes("lobby");
        tale.hears(event);
        tale.told(new Left(LOBBY));
        tale.joins("lobby");
        tale.hears(event);
        tale.isWrong("heard p#1 again, or after a later one");
    }

    @Test
    void eventsInAnotherOrderAreWrong() {
        tale.joins("lobby");
        Event first = tale.publishes("lobby");
        tale.hears(tale.publishes("lobby"));
        tale.hears(first);
        tale.isWrong("heard p#1 again, or after a later one");
    }

    @Test
    void aPositionIsWrong() {
        tale.joins("lobby");
        Event event = tale.publishes("lobby");
        tale.told(new Event(LOBBY, new Position("e1", 1), event.payload()));
        tale.isWrong("at a position");
    }

    @Test
    void whatNobodyPublishedIsWrong() {
        tale.joins("lobby");
        tale.tells(new Event(LOBBY, tale.payload("lobby", 9)), "p 9 lobby common");
        tale.isWrong("not its own");
    }

    @Test
    void liveIsWrong() {
        tale.joins("lobby");
        tale.isLive("lobby", "e1:0");
        tale.isWrong("in a realm without a stream");
    }

    @Test
    void snapshotThenWhatItDoesNotHoldIsRight() {
        tale.publishes("room");
        tale.joins("room");
        tale.publishes("room");
        tale.plainSnapshot("room", 2);
        tale.hears(tale.publishes("room"));
        tale.isRight();
    }

    @Test
    void whatTheSnapshotHoldsMayComeAgain() {
        tale.joins("room");
        Event event = tale.publishes("room");
        tale.plainSnapshot("room", 1);
        tale.hears(event);
        tale.isRight();
    }

    @Test
    void whatTheSnapshotDoesNotHoldMustCome() {
        tale.joins("room");
        tale.publishes("room");
        tale.plainSnapshot("room", 0);
        tale.isWrong("never heard p#1");
    }

    @Test
    void anEventBeforeTheSnapshotIsWrong() {
        tale.joins("room");
        tale.hears(tale.publishes("room"));
        tale.plainSnapshot("room", 1);
        tale.isWrong("before the snapshot");
    }

    @Test
    void aSnapshotThatNeverComesIsWrong() {
        tale.joins("room");
        tale.isWrong("waits for its snapshot for ever");
    }

    @Test
    void aSnapshotWhereThereIsNoneIsWrong() {
        tale.joins("lobby");
        tale.plainSnapshot("lobby", 0);
        tale.isWrong("does not have");
    }

    @Test
    void anotherSnapshotWithoutAResyncIsWrong() {
        tale.joins("room");
        tale.plainSnapshot("room", 0);
        tale.plainSnapshot("room", 0);
        tale.isWrong("another snapshot without a resync");
    }

    @Test
    void aSnapshotAtAPositionIsWrong() {
        tale.joins("room");
        tale.snapshot("room", "e1:0", 0);
        tale.isWrong("in a realm without a stream");
    }

    @Test
    void delayedWhenItHasTheSnapshotIsWrong() {
        tale.joins("room");
        tale.told(new Delayed(ROOM, CloseReason.UNAVAILABLE));
        tale.plainSnapshot("room", 0);
        tale.isRight();
        tale.told(new Delayed(ROOM, CloseReason.UNAVAILABLE));
        tale.isWrong("wait for what it has already");
    }

    @Test
    void whoComesBackIsToldToBeginAnew() {
        Tale back = new Tale(Map.of("lobby", ""));
        back.joins("lobby");
        back.isWrong("never told resync");
        back.told(new Resync(LOBBY));
        back.isRight();
    }

    @Test
    void whoComesBackIsToldSoBeforeTheSnapshot() {
        Tale back = new Tale(Map.of("room", ""));
        back.joins("room");
        back.plainSnapshot("room", 0);
        back.told(new Resync(ROOM));
        back.plainSnapshot("room", 0);
        back.isWrong("was not told resync before it began anew");
    }
}
