package dev.realmhub.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.realmhub.jakarta.wire.ClientFrame;
import dev.realmhub.jakarta.wire.ClientMessage;
import dev.realmhub.jakarta.wire.Command;
import dev.realmhub.jakarta.wire.Payload;
import dev.realmhub.jakarta.wire.ServerFrame;
import dev.realmhub.jakarta.wire.ServerMessage;
import java.util.ArrayDeque;
import java.util.Queue;

/** A client of {@code realmhub.v1}: message by message, however many come in a frame. */
final class ProtobufPeer {
    private final WsPeer socket;
    private final Queue<ServerMessage> messages = new ArrayDeque<>();

    ProtobufPeer(WsPeer socket) {
        assertThat(socket.answer().header("sec-websocket-protocol")).isEqualTo("realmhub.v1");
        this.socket = socket;
    }

    WsPeer socket() {
        return socket;
    }

    void say(ClientMessage message) {
        ClientFrame frame = ClientFrame.newBuilder().addMessages(message).build();
        socket.send(WsPeer.BINARY, frame.toByteArray());
    }

    void command(long id, String type, Payload payload) {
        say(ClientMessage.newBuilder()
                .setCommand(Command.newBuilder().setId(id).setType(type).setPayload(payload))
                .build());
    }

    static Payload text(String text) {
        return Payload.newBuilder().setText(text).build();
    }

    ServerMessage next() {
        if (messages.isEmpty()) {
            WsPeer.Frame frame = socket.next();
            assertThat(frame.opcode()).isEqualTo(WsPeer.BINARY);
            try {
                messages.addAll(ServerFrame.parseFrom(frame.payload()).getMessagesList());
            } catch (InvalidProtocolBufferException malformed) {
                throw new AssertionError(malformed);
            }
        }
        return messages.remove();
    }

    /** Reads over the welcome and the first membership. */
    ProtobufPeer settled() {
        assertThat(next().hasWelcome()).isTrue();
        assertThat(next().hasJoined()).isTrue();
        return this;
    }
}
