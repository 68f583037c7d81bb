package dev.realmhub.examples.liwords;

import dev.realmhub.ClientProtocol;
import dev.realmhub.Outcome;
import dev.realmhub.Payload;
import dev.realmhub.examples.liwords.wire.Liwords.ErrorMessage;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The browsers' protocol: two bytes of length, one byte of type, a body; several may share a WebSocket message. What comes
 * from the bus is framed already.
 */
final class Frames implements ClientProtocol {
    static final int ERROR_MESSAGE = 7;
    static final int LAG_MEASUREMENT = 26;

    /** The command that stands for a frame that is none; {@link Visitors} answers it. */
    static final String TOO_SHORT = "too-short";

    /** Two bytes of length, one of type. */
    static final int HEADER = 3;

    /** The subprotocol: these browsers ask for none. */
    @Override
    public String name() {
        return "";
    }

    /** All that the hub says beside events has no words here, but for a no. */
    @Override
    public @Nullable Payload encode(FromHub message) {
        if (message instanceof Event event) {
            return event.payload();
        } else if (message instanceof Answer answer && answer.outcome() instanceof Outcome.Rejected no) {
            ErrorMessage error = ErrorMessage.newBuilder().setMessage(no.text()).build();
            return frame(ERROR_MESSAGE, error.toByteArray());
        }
        return null;
    }

    /** Only the type is read; the length is not checked. */
    @Override
    public List<ToHub> decode(Payload frame) {
        if (frame.size() < HEADER) {
            return List.of(new Send(1, TOO_SHORT, "", frame)); // of 0 nobody would be told the outcome
        }
        int type = Byte.toUnsignedInt(frame.bytes().get(HEADER - 1));
        return List.of(new Send(0, Integer.toString(type), "", frame.slice(HEADER, frame.size() - HEADER)));
    }

    @Override
    public Payload join(List<Payload> frames) {
        return Payload.joined(frames);
    }

    static Payload frame(int type, byte[] body) {
        ByteBuffer frame = ByteBuffer.allocate(HEADER + body.length);
        frame.putShort((short) (1 + body.length)).put((byte) type).put(body);
        return Payload.wrap(frame.array());
    }
}
