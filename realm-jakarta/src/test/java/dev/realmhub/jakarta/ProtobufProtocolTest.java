package dev.realmhub.jakarta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import dev.realmhub.ClientProtocol.Answer;
import dev.realmhub.ClientProtocol.Closing;
import dev.realmhub.ClientProtocol.Event;
import dev.realmhub.ClientProtocol.FromHub;
import dev.realmhub.ClientProtocol.Left;
import dev.realmhub.ClientProtocol.Navigated;
import dev.realmhub.ClientProtocol.NotNavigated;
import dev.realmhub.ClientProtocol.Ping;
import dev.realmhub.ClientProtocol.Pong;
import dev.realmhub.ClientProtocol.Send;
import dev.realmhub.CloseReason;
import dev.realmhub.Payload;
import dev.realmhub.Realm;
import dev.realmhub.RefusedException;
import dev.realmhub.jakarta.wire.ClientFrame;
import dev.realmhub.jakarta.wire.ClientMessage;
import dev.realmhub.jakarta.wire.Command;
import dev.realmhub.jakarta.wire.Outcome.Status;
import dev.realmhub.jakarta.wire.ServerFrame;
import dev.realmhub.jakarta.wire.ServerMessage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProtobufProtocolTest {
    private final ProtobufProtocol protocol = new ProtobufProtocol();

    private ServerMessage written(FromHub message) {
        try {
            return ServerFrame.parseFrom(protocol.encode(message).bytes()).getMessages(0);
        } catch (InvalidProtocolBufferException malformed) {
            throw new AssertionError(malformed);
        }
    }

    private static Payload frame(ClientMessage... messages) {
        ClientFrame.Builder frame = ClientFrame.newBuilder();
        for (ClientMessage message : messages) {
            frame.addMessages(message);
        }
        return Payload.binary(frame.build().toByteArray());
    }

    @Test
    void commandsAreReadWithTextBytesOrNothing() {
        Command.Builder command = Command.newBuilder().setId(7).setType("move").setRealm("game:abc");
        ClientMessage nothing = ClientMessage.newBuilder().setCommand(command).build();
        ClientMessage text = ClientMessage.newBuilder()
                .setCommand(command.setPayload(
                        dev.realmhub.jakarta.wire.Payload.newBuilder().setText("x")))
                .build();
        ClientMessage bytes = ClientMessage.newBuilder()
                .setCommand(command.setPayload(dev.realmhub.jakarta.wire.Payload.newBuilder()
                        .setBinary(ByteString.copyFrom(new byte[] {0, -1}))))
                .build();
        assertThat(protocol.decode(frame(nothing, text, bytes)))
                .containsExactly(
                        new Send(7, "move", "game:abc", Payload.empty()),
                        new Send(7, "move", "game:abc", Payload.text("x")),
                        new Send(7, "move", "game:abc", Payload.binary(new byte[] {0, -1})));
    }

    @Test
    void largestNumbersStayPositive() {
        ClientMessage ping = ClientMessage.newBuilder()
                .setPing(dev.realmhub.jakarta.wire.Ping.newBuilder().setLagMs(-1))
                .build();
        assertThat(protocol.decode(frame(ping))).containsExactly(new Ping(0, 4_294_967_295L));
    }

    @Test
    void whatIsUnknownIsSkipped() {
        ClientMessage unknown = ClientMessage.newBuilder()
                .setUnknownFields(UnknownFieldSet.newBuilder()
                        .addField(
                                99,
                                UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                        .build())
                .build();
        ClientMessage ping = ClientMessage.newBuilder()
                .setPing(dev.realmhub.jakarta.wire.Ping.newBuilder().setSentMs(5))
                .build();
        assertThat(protocol.decode(frame(unknown, ping))).containsExactly(new Ping(5, 0));
    }

    @Test
    void whatIsMalformedIsRefused() {
        byte[] badUtf8 = {0x0a, 0x07, 0x0a, 0x05, 0x12, 0x03, 'a', (byte) 0xff, 'b'};
        for (byte[] frame : new byte[][] {{0x0a, 0x7f}, {0x0f}, {(byte) 0xff}, badUtf8}) {
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> protocol.decode(Payload.binary(frame)))
                    .satisfies(refused -> assertThat(refused.reason()).isEqualTo(CloseReason.BAD_FRAME));
        }
    }

    /** Groups, which nobody sends any more, may hold each other. */
    @Test
    void depthIsBounded() {
        byte[] shallow = groups(3);
        assertThat(protocol.decode(Payload.wrap(shallow))).isEmpty();
        byte[] deep = groups(4000);
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> protocol.decode(Payload.wrap(deep)))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(CloseReason.BAD_FRAME));
        byte[] deepInside = framed(deep);
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> protocol.decode(Payload.wrap(deepInside)))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(CloseReason.BAD_FRAME));
    }

    /** The bytes as a frame's one message. */
    private static byte[] framed(byte[] message) {
        byte[] frame = new byte[message.length + 3];
        frame[0] = 0x0a;
        frame[1] = (byte) (message.length | 0x80);
        frame[2] = (byte) (message.length >>> 7);
        System.arraycopy(message, 0, frame, 3, message.length);
        return frame;
    }

    /** Field 2, begun so many times, and ended as many times. */
    private static byte[] groups(int depth) {
        byte[] groups = new byte[2 * depth];
        Arrays.fill(groups, 0, depth, (byte) 0x13);
        Arrays.fill(groups, depth, 2 * depth, (byte) 0x14);
        return groups;
    }

    @Test
    void aFrameHoldsNoMoreThan256Messages() {
        ClientMessage[] most = new ClientMessage[256];
        Arrays.fill(most, ClientMessage.newBuilder().setPing(ping(1)).build());
        assertThat(protocol.decode(frame(most))).hasSize(256);
        ClientMessage[] tooMany = new ClientMessage[257];
        Arrays.fill(tooMany, ClientMessage.getDefaultInstance());
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> protocol.decode(frame(tooMany)))
                .satisfies(refused -> assertThat(refused.reason().code()).isEqualTo(4413));
    }

    private static dev.realmhub.jakarta.wire.Ping.Builder ping(long sent) {
        return dev.realmhub.jakarta.wire.Ping.newBuilder().setSentMs(sent);
    }

    @Test
    void bytesOfACommandAreNotCopied() {
        ClientMessage command = ClientMessage.newBuilder()
                .setCommand(Command.newBuilder()
                        .setPayload(dev.realmhub.jakarta.wire.Payload.newBuilder()
                                .setBinary(ByteString.copyFrom(new byte[] {5, 6, 7}))))
                .build();
        Payload frame = frame(command);
        Payload inner = ((Send) protocol.decode(frame).get(0)).payload();
        assertThat(inner).isEqualTo(Payload.binary(new byte[] {5, 6, 7}));
        assertThat(inner.array()).isSameAs(frame.array());
    }

    @Test
    void aFrameMayBePartOfAnArray() {
        Payload frame = frame(ClientMessage.newBuilder().setPing(ping(5)).build());
        byte[] larger = new byte[frame.size() + 2];
        frame.bytes().get(larger, 1, frame.size());
        assertThat(protocol.decode(Payload.wrap(larger).slice(1, frame.size()))).containsExactly(new Ping(5, 0));
    }

    @Test
    void joinedFramesSayTheSameInTheSameOrder() throws InvalidProtocolBufferException {
        List<Payload> frames = Stream.of(
                        new Event(null, Payload.text("zw\u00f6lf")),
                        new Pong(5),
                        new Event(null, Payload.wrap(new byte[300])))
                .map(protocol::encode)
                .toList();
        Payload joined = protocol.join(frames);
        assertThat(joined.isText()).isFalse();
        assertThat(ServerFrame.parseFrom(joined.bytes()).getMessagesList())
                .containsExactly(
                        written(new Event(null, Payload.text("zw\u00f6lf"))),
                        written(new Pong(5)),
                        written(new Event(null, Payload.wrap(new byte[300]))));
        assertThat(protocol.join(List.of(joined, frames.get(1))).size())
                .isEqualTo(joined.size() + frames.get(1).size());
    }

    @Test
    void eventsCarryTextOrBytes() {
        ServerMessage text = written(new Event(Realm.of("game", "a"), Payload.text("zwölf 𝄞")));
        assertThat(text.getEvent().getRealm()).isEqualTo("game:a");
        assertThat(text.getEvent().getPayload().getText()).isEqualTo("zwölf 𝄞");
        ServerMessage bytes = written(new Event(null, Payload.binary(new byte[] {0, -1})));
        assertThat(bytes.getEvent().getRealm()).isEmpty();
        assertThat(bytes.getEvent().getPayload().getBinary().toByteArray()).containsExactly(0, -1);
    }

    @Test
    void outcomesSayWhatBecameOfACommand() {
        ServerMessage done = written(new Answer(1, dev.realmhub.Outcome.ok()));
        assertThat(done.getOutcome().getStatus()).isEqualTo(Status.OK);
        assertThat(done.getOutcome().hasPayload()).isFalse();
        ServerMessage rejected = written(new Answer(2, dev.realmhub.Outcome.rejected("no", "No.")));
        assertThat(rejected.getOutcome().getStatus()).isEqualTo(Status.REJECTED);
        assertThat(rejected.getOutcome().getText()).isEqualTo("No.");
        ServerMessage unknown = written(new Answer(3, new dev.realmhub.Outcome.Unknown()));
        assertThat(unknown.getOutcome().getStatus()).isEqualTo(Status.UNKNOWN);
        ServerMessage unavailable = written(new Answer(4, new dev.realmhub.Outcome.Unavailable()));
        assertThat(unavailable.getOutcome().getStatus()).isEqualTo(Status.UNAVAILABLE);
    }

    @Test
    void theRestIsThereToo() {
        assertThat(written(new Pong(5)).getPong().getSentMs()).isEqualTo(5);
        assertThat(written(new Left(Realm.of("lobby"))).getLeft().getRealm()).isEqualTo("lobby");
        assertThat(written(new Navigated(3, "/x")).getNavigated().getPath()).isEqualTo("/x");
        ServerMessage refused = written(new NotNavigated(3, "/x", CloseReason.NO_SUCH_REALM));
        assertThat(refused.getRefused().getCode()).isEqualTo(4404);
        ServerMessage closing = written(new Closing(CloseReason.TOO_SLOW));
        assertThat(closing.getClosing().getRetry()).isTrue();
        assertThat(closing.getClosing().getRetryAfterMs()).isEqualTo(1000);
    }
}
