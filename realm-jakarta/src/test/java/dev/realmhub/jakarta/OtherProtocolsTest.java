package dev.realmhub.jakarta;

import static dev.realmhub.jakarta.ProtobufPeer.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.ClientProtocol;
import dev.realmhub.Payload;
import dev.realmhub.Publication;
import dev.realmhub.jakarta.wire.ClientFrame;
import dev.realmhub.jakarta.wire.ClientMessage;
import dev.realmhub.jakarta.wire.Navigate;
import dev.realmhub.jakarta.wire.Outcome.Status;
import dev.realmhub.jakarta.wire.Ping;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** {@code realmhub.v1}, raw clients and an application's own protocol, from client to backend and back. */
@EachWayIn
class OtherProtocolsTest {
    private final WayIn way;

    OtherProtocolsTest(WayIn way) {
        this.way = way;
    }

    @Test
    void protobufClientsAreWelcomedAndToldTheirRealms() {
        try (Site site = Site.open(way)) {
            ProtobufPeer alice = site.protobuf("?user=alice&path=/game/a");
            assertThat(alice.next().getWelcome().getUser()).isEqualTo("alice");
            assertThat(alice.next().getJoined().getRole()).isEqualTo("player");
        }
    }

    @Test
    void protobufClientsGetOutcomesAndEvents() {
        try (Site site = Site.open(way)) {
            ProtobufPeer alice = site.protobuf("?path=/game/a").settled();
            alice.command(7, "echo", text("hi"));
            assertThat(alice.next().getOutcome().getPayload().getText()).isEqualTo("hi");
            alice.command(8, "no", text(""));
            assertThat(alice.next().getOutcome().getCode()).isEqualTo("not_your_turn");
            alice.command(9, "nobodyServesThis", text(""));
            assertThat(alice.next().getOutcome().getStatus()).isEqualTo(Status.UNAVAILABLE);
            site.publish(Publication.of(Payload.binary(new byte[] {1, 2, 3})));
            assertThat(alice.next().getEvent().getPayload().getBinary().toByteArray())
                    .containsExactly(1, 2, 3);
        }
    }

    @Test
    void protobufClientsNavigate() {
        try (Site site = Site.open(way)) {
            ProtobufPeer alice = site.protobuf("").settled();
            alice.say(ClientMessage.newBuilder()
                    .setNavigate(Navigate.newBuilder().setId(3).setPath("/game/a"))
                    .build());
            assertThat(alice.next().getLeft().getRealm()).isEqualTo("lobby");
            assertThat(alice.next().getJoined().getRealm()).isEqualTo("game:a");
            assertThat(alice.next().getNavigated().getId()).isEqualTo(3);
        }
    }

    @Test
    void framesLaidEndToEndAreOneFrame() {
        try (Site site = Site.open(way)) {
            ProtobufPeer alice = site.protobuf("").settled();
            byte[] one = ping(1).toByteArray();
            byte[] two = ping(2).toByteArray();
            byte[] both = new byte[one.length + two.length];
            System.arraycopy(one, 0, both, 0, one.length);
            System.arraycopy(two, 0, both, one.length, two.length);
            alice.socket().send(WsPeer.BINARY, both);
            assertThat(alice.next().getPong().getSentMs()).isEqualTo(1);
            assertThat(alice.next().getPong().getSentMs()).isEqualTo(2);
        }
    }

    private static ClientFrame ping(long sent) {
        return ClientFrame.newBuilder()
                .addMessages(
                        ClientMessage.newBuilder().setPing(Ping.newBuilder().setSentMs(sent)))
                .build();
    }

    @Test
    void rawClientsSendAndGetPayloadsAndNothingElse() {
        try (Site site = Site.open(way)) {
            WsPeer raw = site.raw("?path=/game/a");
            raw.sendText("any words");
            assertThat(raw.nextText()).isEqualTo("any words");
            raw.sendText("");
            assertThat(raw.nextText()).isEmpty();
            raw.send(WsPeer.BINARY, new byte[] {0, -1});
            assertThat(raw.next().payload()).containsExactly(0, -1);
            raw.send(WsPeer.BINARY, new byte[0]);
            assertThat(raw.next().payload()).isEmpty();
        }
    }

    /** As an application gets one from a client's JSON: Tomcat and Tyrus cannot send it. */
    @Test
    void halfASurrogatePairCostsNobodyTheConnection() {
        try (Site site = Site.open(way)) {
            WsPeer raw = site.raw("?path=/game/a");
            site.chronicle().awaitJoined();
            JsonPeer json = site.json("?path=/game/a").settled();
            site.publish(Publication.of("half \ud83d of \ud834\udd1e"));
            assertThat(raw.nextText()).isEqualTo("half \ufffd of \ud834\udd1e");
            json.expect(
                    "{\"event\":{\"realm\":\"game:a\",\"payload\":" + "{\"text\":\"half \ufffd of \ud834\udd1e\"}}}");
        }
    }

    @Test
    void fragmentsArePutTogether() {
        try (Site site = Site.open(way)) {
            WsPeer raw = site.raw("?path=/game/a");
            raw.sendFragment(WsPeer.TEXT, false, new byte[] {'a', (byte) 0xC3});
            raw.send(WsPeer.PING, new byte[] {1});
            raw.sendFragment(WsPeer.CONTINUATION, true, new byte[] {(byte) 0xBC, 'z'});
            assertThat(raw.nextText()).isEqualTo("aüz");
        }
    }

    @Test
    void clientsOfAllProtocolsMeetInOneRealm() {
        try (Site site = Site.open(way)) {
            JsonPeer json = site.json("?path=/game/a").settled();
            ProtobufPeer protobuf = site.protobuf("?path=/game/a").settled();
            WsPeer raw = site.raw("?path=/game/a");
            raw.sendText("grüß euch");
            assertThat(raw.nextText()).isEqualTo("grüß euch");
            json.expect("{\"event\":{\"realm\":\"game:a\",\"payload\":{\"text\":\"grüß euch\"}}}");
            assertThat(protobuf.next().getEvent().getPayload().getText()).isEqualTo("grüß euch");
        }
    }

    @Test
    void anApplicationsOwnProtocolIsOfferedBesideTheOthers() {
        try (Site site = Site.plan(way).protocol(new Shouting("shout.v1")).open()) {
            WsPeer loud = site.knock("?path=/game/a").offering("shout.v1").enter();
            site.json("?path=/game/a").settled();
            loud.sendText("hello");
            assertThat(loud.nextText()).isEqualTo("HELLO");
        }
    }

    @Test
    void anApplicationsOwnProtocolMayTakeThePlaceOfRaw() {
        try (Site site = Site.plan(way).protocol(new Shouting("")).open()) {
            WsPeer loud = site.raw("?path=/game/a");
            loud.sendText("hello");
            assertThat(loud.nextText()).isEqualTo("HELLO");
        }
    }

    private record Shouting(String name) implements ClientProtocol {
        @Override
        public @Nullable Payload encode(FromHub message) {
            return message instanceof Event event
                    ? Payload.text(event.payload().text().toUpperCase(Locale.ROOT))
                    : null;
        }

        @Override
        public List<ToHub> decode(Payload frame) {
            return List.of(new Send(0, "tell", "", frame));
        }
    }
}
