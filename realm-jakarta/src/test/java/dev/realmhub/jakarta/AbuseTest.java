package dev.realmhub.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Bounds;
import dev.realmhub.Client;
import dev.realmhub.CloseReason;
import dev.realmhub.Payload;
import dev.realmhub.Publication;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that break the rules: their own connection ends, the application hears nothing, and nobody else is disturbed. */
@EachWayIn
class AbuseTest {
    private final WayIn way;

    AbuseTest(WayIn way) {
        this.way = way;
    }

    @ParameterizedTest
    @EnumSource
    void aClientThatBreaksTheProtocolIsClosed(Abuse abuse) {
        try (Site site =
                Site.plan(way).config(config -> config.rawCommand("note")).open()) {
            Bystander bystander = new Bystander(site);
            WsPeer bad = enter(site);
            bad.sendBytes(abuse.bytes());
            bystander.isNotDisturbed();
            if (overlooks(abuse)) {
                Patience.until("it is noted", () -> !site.notes().isEmpty());
                assertThat(site.notes().values()).containsExactly(List.of("hi"));
            } else {
                assertThat(bad.nextClose().opcode()).isIn(WsPeer.CLOSE, WsPeer.END);
                bad.awaitEnd();
                site.chronicle().awaitClosed();
                assertThat(site.notes()).isEmpty();
                assertThatItIsGone(site, bystander);
            }
        }
    }

    /** Tyrus takes a message without a mask like any other. Masks guard proxies, not us. */
    private boolean overlooks(Abuse abuse) {
        return way == WayIn.TYRUS_ENDPOINT && abuse == Abuse.UNMASKED;
    }

    private static WsPeer enter(Site site) {
        WsPeer peer = site.knock("?path=/game/a").receiveBuffer(4096).enter();
        site.chronicle().awaitJoined();
        return peer;
    }

    private static void assertThatItIsGone(Site site, Bystander bystander) {
        bystander.isNotDisturbed();
        Patience.until("only the bystander is left", () -> site.hub().clientCount() == 1);
        assertThat(site.hub().memberCount(Site.GAME)).isOne();
        assertThat(site.chronicle().failures()).isEmpty();
    }

    /** Some containers close at once, some wait for what will never come: then the hub finds it silent. */
    @Test
    void aClientThatAnnouncesMoreThanItSendsIsClosed() {
        try (Site site = impatient()) {
            Bystander bystander = new Bystander(site);
            WsPeer bad = enter(site);
            bad.sendBytes(new byte[] {(byte) 0x82, (byte) 0xff, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 'x'});
            bystander.isNotDisturbed();
            site.chronicle().awaitClosed();
            bad.awaitEnd();
            assertThatItIsGone(site, bystander);
        }
    }

    /** A hub that takes a client for gone after half a second of silence. */
    private Site impatient() {
        return Site.plan(way)
                .config(config -> config.heartbeat(Duration.ofMillis(100)).silenceLimit(Duration.ofMillis(500)))
                .open();
    }

    @ParameterizedTest
    @ValueSource(ints = {WsPeer.TEXT, WsPeer.BINARY})
    void aMessageInTooManyFragmentsClosesTheConnection(int opcode) {
        try (Site site = Site.plan(way)
                .config(config -> config.rawCommand("note")
                        .bounds(Bounds.builder().messageFragments(20).build()))
                .open()) {
            Bystander bystander = new Bystander(site);
            WsPeer bad = enter(site);
            inFragments(bad, opcode, 20);
            Patience.until("it is noted", () -> site.notes().size() == 1);
            inFragments(bad, opcode, 21);
            if (way.is("UNDERTOW")) { // shows none
                Patience.until(
                        "both are noted", () -> site.notes().values().stream().anyMatch(notes -> notes.size() == 2));
                return;
            }
            WsPeer.Frame close = bad.nextClose();
            assertThat(close).hasToString("close 1009 message in too many fragments");
            assertThatItIsGone(site, bystander);
            assertThat(site.notes().values())
                    .containsExactly(List.of(opcode == WsPeer.TEXT ? "az" : "a" + "-".repeat(18) + "z"));
        }
    }

    /** Of text, all but the first and the last are empty; Jetty shows no empty ones of bytes. */
    private static void inFragments(WsPeer peer, int opcode, int many) {
        peer.sendFragment(opcode, false, new byte[] {'a'});
        for (int i = 2; i < many; i++) {
            peer.sendFragment(WsPeer.CONTINUATION, false, opcode == WsPeer.TEXT ? new byte[0] : new byte[] {'-'});
        }
        peer.sendFragment(WsPeer.CONTINUATION, true, new byte[] {'z'});
    }

    @Test
    void twoMillionEmptyFragmentsAreOneMessageInTheEnd() {
        try (Site site = Site.plan(way)
                .config(config -> config.rawCommand("note")
                        .bounds(Bounds.builder().messageFragments(2_000_002).build()))
                .open()) {
            Bystander bystander = new Bystander(site);
            WsPeer bad = enter(site);
            bad.sendFragment(WsPeer.TEXT, false, new byte[] {'a'});
            byte[] thousand = HexFormat.of().parseHex("008000000000".repeat(1_000));
            for (int i = 0; i < 2_000; i++) {
                bad.sendBytes(thousand);
            }
            bystander.isNotDisturbed();
            bad.sendFragment(WsPeer.CONTINUATION, true, new byte[] {'z'});
            Patience.until("it is noted", () -> site.notes().size() == 1);
            assertThat(site.notes().values()).containsExactly(List.of("az"));
            bystander.isNotDisturbed();
        }
    }

    @Test
    void aFrameMayComeByteByByte() {
        try (Site site = Site.open(way)) {
            WsPeer slow = enter(site);
            for (byte b : new byte[] {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, 'h', 'i'}) {
                slow.sendBytes(new byte[] {b});
            }
            assertThat(slow.nextText()).isEqualTo("hi");
        }
    }

    /** The hub may close it for that; it may not lose one in between. */
    @Test
    void aFloodOfTwoByteMessagesDisturbsNobody() {
        try (Site site =
                Site.plan(way).config(config -> config.rawCommand("note")).open()) {
            Bystander bystander = new Bystander(site);
            WsPeer bad = enter(site);
            List<String> sent = new ArrayList<>();
            for (int i = 0; i < 5_000 && site.chronicle().closedSoFar() == 0; i++) {
                sent.add(Integer.toString(10 + i % 90));
                bad.sendIfTaken(WsPeer.TEXT, sent.get(i).getBytes(StandardCharsets.UTF_8));
            }
            bystander.isNotDisturbed();
            Patience.until(
                    "all is noted, or it is closed",
                    () -> site.chronicle().closedSoFar() == 1
                            || site.notes().values().stream().anyMatch(notes -> notes.size() == sent.size()));
            assertThat(site.notes().values())
                    .allSatisfy(notes -> assertThat(sent).startsWith(notes.toArray(new String[0])));
            bystander.isNotDisturbed();
        }
    }

    @Test
    void aFloodOfPingsDisturbsNobody() {
        try (Site site = impatient()) {
            Bystander bystander = new Bystander(site);
            WsPeer bad = enter(site).ignoringPings();
            for (int i = 0; i < 5_000; i++) {
                bad.sendIfTaken(WsPeer.PING, new byte[125]);
            }
            bystander.isNotDisturbed();
            site.chronicle().awaitClosed();
            bad.awaitEnd();
            assertThatItIsGone(site, bystander);
        }
    }

    @Test
    void aClientThatStopsSendingForGoodIsGone() {
        try (Site site = Site.open(way)) {
            Bystander bystander = new Bystander(site);
            WsPeer half = enter(site);
            half.shutdownOutput();
            assertThat(site.chronicle().awaitClosed().code()).isEqualTo(CloseReason.GONE.code());
            half.awaitEnd();
            assertThatItIsGone(site, bystander);
        }
    }

    /** As a client whose network is cut: nothing comes from it, and nothing reaches it. */
    @Test
    void aClientThatNeitherReadsNorSpeaksIsClosed() {
        try (Site site = impatient()) {
            Bystander bystander = new Bystander(site);
            WsPeer dead = site.knock("?path=/game/a").receiveBuffer(4096).enter();
            Client client = site.chronicle().awaitJoined();
            site.publish(client.address(), Publication.of(Payload.wrap(new byte[32 << 20])));
            bystander.isNotDisturbed();
            assertThat(site.chronicle().awaitClosed()).isIn(CloseReason.GONE, CloseReason.TOO_SLOW);
            assertThatItIsGone(site, bystander);
            dead.awaitEnd();
        }
    }

    @Test
    void aClientThatBreaksOffWithMuchOnItsWayIsGone() {
        try (Site site =
                Site.plan(way).config(config -> config.outboxBytes(64 << 20)).open()) {
            Bystander bystander = new Bystander(site);
            WsPeer bad = site.knock("?path=/game/a").receiveBuffer(4096).enter();
            Client client = site.chronicle().awaitJoined();
            for (int i = 0; i < 32; i++) {
                site.publish(client.address(), Publication.of(Payload.wrap(new byte[1 << 20])));
            }
            bystander.isNotDisturbed();
            bad.reset();
            assertThat(site.chronicle().awaitClosed().code()).isEqualTo(CloseReason.GONE.code());
            assertThatItIsGone(site, bystander);
        }
    }

    /** Waits for a close frame are the container's; the hub is done with the client at once. */
    @Test
    void aClientThatAnswersNoCloseFrameIsLetGo() {
        try (Site site = Site.open(way)) {
            Bystander bystander = new Bystander(site);
            WsPeer stubborn = site.knock("?path=/game/a").enter().ignoringCloses();
            site.hub().kick(site.chronicle().awaitJoined(), CloseReason.FORBIDDEN);
            assertThatItIsGone(site, bystander);
            assertThat(stubborn.nextClose().closeCode()).isEqualTo(4403);
            stubborn.awaitEnd();
        }
    }

    /** More of them than a container has threads. */
    @Test
    void handshakesThatNeverEndKeepNobodyOut() throws IOException {
        List<Socket> endless = new ArrayList<>();
        try (Site site = Site.open(way)) {
            for (int i = 0; i < 500; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), site.port());
                endless.add(socket);
                socket.getOutputStream()
                        .write("GET /ws HTTP/1.1\r\nHost: x\r\nX-En".getBytes(StandardCharsets.US_ASCII));
            }
            long began = System.nanoTime();
            new Bystander(site).isNotDisturbed();
            long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
            System.out.println(
                    way + ", 500 handshakes that do not end: who comes has heard something after " + took + " ms");
            for (Socket socket : endless) {
                socket.getOutputStream().write("dless: x\r\nX-En".getBytes(StandardCharsets.US_ASCII));
            }
            new Bystander(site).isNotDisturbed();
        } finally {
            for (Socket socket : endless) {
                socket.close();
            }
        }
    }
}
