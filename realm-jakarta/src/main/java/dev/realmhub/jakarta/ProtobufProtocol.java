package dev.realmhub.jakarta;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.realmhub.ClientProtocol;
import dev.realmhub.CloseReason;
import dev.realmhub.Payload;
import dev.realmhub.RefusedException;
import dev.realmhub.jakarta.wire.ClientFrame;
import dev.realmhub.jakarta.wire.ServerFrame;
import java.util.List;
import java.util.Objects;

/** {@code realmhub.v1}: one binary WebSocket message is one frame of {@code client.proto}. */
final class ProtobufProtocol implements ClientProtocol {
    @Override
    public String name() {
        return "realmhub.v1";
    }

    @Override
    public Payload encode(FromHub message) {
        ServerFrame frame =
                ServerFrame.newBuilder().addMessages(ProtobufWords.of(message)).build();
        return Payload.binary(frame.toByteString().asReadOnlyByteBuffer());
    }

    @Override
    public List<ToHub> decode(Payload frame) {
        if (frame.isText()) {
            throw new RefusedException(CloseReason.BAD_FRAME.withText("realmhub.v1 is binary"));
        }
        try {
            return ClientFrame.parseFrom(frame.bytes()).getMessagesList().stream()
                    .map(ProtobufWords::of)
                    .filter(Objects::nonNull)
                    .toList();
        } catch (InvalidProtocolBufferException malformed) {
            throw new RefusedException(CloseReason.BAD_FRAME, malformed);
        }
    }
}
