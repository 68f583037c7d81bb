package dev.realmhub.examples.liwords;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sections 2 and 5: what clients say. */
class FromClientsTest {
    private static Site site;
    private Browser ann;

    @BeforeAll
    static void start() {
        site = new Site();
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @BeforeEach
    void connect() {
        ann = site.open("ann", "/game-a", "c1");
    }

    @AfterEach
    void leave() {
        ann.close();
        String last = site.game.next();
        while (!last.equals("leaveSite.auth.ann.c1")) {
            last = site.game.next();
        }
    }

    @Test
    void aMessageOfAnyTypeIsForwardedWithoutItsHeader() {
        for (int type : new int[] {0, 3, 7, 20, 26, 127, 128, 255}) {
            ann.say(type, "body " + type);
            assertThat(site.game.next()).isEqualTo(type + ".auth.ann.c1 body " + type);
        }
    }

    @Test
    void theLengthIsNotChecked() {
        ann.send(Browser.BINARY, true, new byte[] {0x7f, 0x7f, 3, 'a', 'b'});
        assertThat(site.game.next()).isEqualTo("3.auth.ann.c1 ab");
    }

    @Test
    void aTextFrameIsTakenForBytes() {
        ann.send(Browser.TEXT, true, new byte[] {0, 3, 3, 'a', 'b'});
        assertThat(site.game.next()).isEqualTo("3.auth.ann.c1 ab");
    }

    @Test
    void theFragmentsOfAMessageAreJoined() {
        ann.send(Browser.BINARY, false, new byte[] {0, 5});
        ann.send(0, false, new byte[] {3, 'a', 'b'});
        ann.send(0, true, new byte[] {'c', 'd'});
        assertThat(site.game.next()).isEqualTo("3.auth.ann.c1 abcd");
    }

    @Test
    void aMessageMayHaveFiveHundredAndTwelveBytes() {
        ann.say(3, "x".repeat(509));
        assertThat(site.game.next()).isEqualTo("3.auth.ann.c1 " + "x".repeat(509));
    }

    @Test
    void oneByteMoreClosesWith1009() {
        ann.say(3, "x".repeat(510));
        assertThat(ann.nextCloseCode()).isEqualTo(1009);
    }

    @Test
    void oneByteMoreInFragmentsClosesWith1009Too() {
        ann.send(Browser.BINARY, false, new byte[300]);
        ann.send(0, true, new byte[213]);
        assertThat(ann.nextCloseCode()).isEqualTo(1009);
    }

    @Test
    void twentyThousandMessagesOfOneClientArriveInOrder() {
        for (int i = 0; i < 20_000; i++) {
            ann.say(3, "m" + i);
        }
        for (int i = 0; i < 20_000; i++) {
            assertThat(site.game.next()).isEqualTo("3.auth.ann.c1 m" + i);
        }
    }

    @Test
    void aFrameUnderThreeBytesIsIgnoredAndCountedAndAnsweredWithAnError() {
        long before = site.server.visitors.framesTooShort.get();
        for (int length = 0; length < 3; length++) {
            ann.send(Browser.BINARY, true, new byte[length]);
            Browser.Message error = ann.next();
            assertThat(error.type()).isEqualTo(7);
            assertThat(GameServer.fields(error.body().getBytes(StandardCharsets.ISO_8859_1)))
                    .containsExactly("1=A message has three bytes at least.");
        }
        ann.say(3, ""); // three bytes
        assertThat(site.game.next()).isEqualTo("3.auth.ann.c1");
        assertThat(site.server.visitors.framesTooShort).hasValue(before + 3);
    }

    @Test
    void aPayloadUnderThreeBytesIsIgnoredAndCounted() {
        long before = site.server.visitors.bus.health().malformed();
        for (int length = 0; length < 3; length++) {
            site.game.publishBytes("game.a", new byte[length]);
        }
        site.game.publish("game.a", 3, ""); // three bytes
        assertThat(ann.next()).hasToString("3 ");
        assertThat(site.server.visitors.bus.health().malformed()).isEqualTo(before + 3);
    }

    @Test
    void whatComesFromNatsPassesAsItIsAndSeveralMayShareAMessage() {
        byte[] odd = {0x7f, 0x7f, 99, 1, 2, 3, 0, (byte) 0xff};
        site.game.publishBytes("game.a", odd);
        assertThat(ann.nextFrame().payload()).isEqualTo(odd);
        assertThat(Frames.frame(3, new byte[] {1, 2}).array()).isEqualTo(new byte[] {0, 3, 3, 1, 2});
        byte[] joined = new Frames()
                .join(java.util.List.of(Frames.frame(3, new byte[] {1}), Frames.frame(20, new byte[] {2, 3})))
                .array();
        assertThat(Arrays.toString(joined)).isEqualTo("[0, 2, 3, 1, 0, 3, 20, 2, 3]");
    }
}
