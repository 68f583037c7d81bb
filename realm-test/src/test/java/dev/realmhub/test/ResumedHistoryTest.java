package dev.realmhub.test;

import dev.realmhub.ClientProtocol.Event;
import dev.realmhub.ClientProtocol.Resync;
import dev.realmhub.Position;
import dev.realmhub.Realm;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a client that comes back may not be told in a realm that keeps a stream. */
class ResumedHistoryTest {
    private static final Realm CHAT = Realm.parse("chat:1");

    private Tale tale = new Tale();

    /** There are three events, of which the client knows the first. */
    private void comesBack() {
        tale = new Tale(Map.of("chat:1", "e1:1"));
        List.of("one", "two", "three").forEach(event -> tale.stores("chat:1"));
        tale.joins("chat:1");
    }

    @Test
    void whoResumesFromItsPositionAndGetsTheRestIsRight() {
        comesBack();
        tale.live("chat:1", "e1:1", true);
        tale.hears(new Event(CHAT, new Position("e1", 2), tale.payload("chat:1", 2)));
        tale.hears(new Event(CHAT, new Position("e1", 3), tale.payload("chat:1", 3)));
        tale.isRight();
    }

    @Test
    void whoResumesAndGetsAPartIsWrong() {
        comesBack();
        tale.live("chat:1", "e1:1", true);
        tale.hears(new Event(CHAT, new Position("e1", 3), tale.payload("chat:1", 3)));
        tale.isWrong("expected p#2 at e1:2, and heard p#3 at e1:3");
    }

    @Test
    void whoResumesFromAnotherPositionIsWrong() {
        comesBack();
        tale.live("chat:1", "e1:3", true);
        tale.isWrong("resumed from e1:3, but it asked for e1:1");
    }

    @Test
    void whoBeginsAnewAndIsNotToldIsWrong() {
        comesBack();
        tale.isLive("chat:1", "e1:3");
        tale.isWrong("was not told resync before it began anew");
    }

    @Test
    void whoBeginsAnewAndIsToldIsRight() {
        comesBack();
        tale.told(new Resync(CHAT));
        tale.isLive("chat:1", "e1:3");
        tale.isRight();
    }

    @Test
    void whoIsToldAndResumesAllTheSameIsWrong() {
        comesBack();
        tale.told(new Resync(CHAT));
        tale.live("chat:1", "e1:1", true);
        tale.account.ended();
        tale.isWrong("resumed from e1:1 after a resync");
    }

    @Test
    void whoResumesWithoutHavingAskedIsWrong() {
        tale.joins("chat:1");
        tale.live("chat:1", "e1:0", true);
        tale.isWrong("resumed from e1:0, but it asked for null");
    }
}
