package dev.realmhub.jakarta;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.WireFormat;
import dev.realmhub.ClientProtocol;
import dev.realmhub.CloseReason;
import dev.realmhub.Payload;
import dev.realmhub.RefusedException;
import dev.realmhub.jakarta.wire.ClientFrame;
import dev.realmhub.jakarta.wire.ClientMessage;
import dev.realmhub.jakarta.wire.ServerFrame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** {@code realmhub.v1}: one binary WebSocket message is one frame of {@code client.proto}. */
final class ProtobufProtocol implements ClientProtocol {
    /** Ours are four deep; this keeps what is unknown in them from costing a stack. */
    private static final int DEPTH = 8;

    private static final int MESSAGE = ClientFrame.MESSAGES_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;

    @Override
    public String name() {
        return "realmhub.v1";
    }

    @Override
    public Payload encode(FromHub message) {
        ServerFrame frame =
                ServerFrame.newBuilder().addMessages(ProtobufWriter.of(message)).build();
        return Payload.wrap(frame.toByteArray());
    }

    /** Laid end to end: a frame is a repeated field and nothing else. */
    @Override
    public Payload join(List<Payload> frames) {
        ByteBuffer joined =
                ByteBuffer.allocate(frames.stream().mapToInt(Payload::size).sum());
        frames.forEach(frame -> joined.put(frame.array(), frame.arrayOffset(), frame.size()));
        return Payload.wrap(joined.array());
    }

    @Override
    public List<ToHub> decode(Payload frame) {
        if (frame.isText()) {
            throw new RefusedException(CloseReason.BAD_FRAME.withText("realmhub.v1 is binary"));
        }
        try {
            return messages(ProtobufBytes.of(frame).newCodedInput());
        } catch (IOException malformed) {
            throw new RefusedException(CloseReason.BAD_FRAME, malformed);
        }
    }

    /** Message by message, so that no more are read than are taken. */
    private static List<ToHub> messages(CodedInputStream in) throws IOException {
        in.enableAliasing(true);
        in.setRecursionLimit(DEPTH);
        List<ToHub> messages = new ArrayList<>(2);
        int seen = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag != MESSAGE) {
                in.skipField(tag);
                continue;
            }
            Protocols.checkRoom(seen++);
            ToHub message =
                    ProtobufReader.of(in.readMessage(ClientMessage.parser(), ExtensionRegistryLite.getEmptyRegistry()));
            if (message != null) {
                messages.add(message);
            }
        }
        return messages;
    }
}
