package dev.realmhub.jakarta;

import dev.realmhub.CloseReason;
import dev.realmhub.HubConfig;
import dev.realmhub.Payload;
import dev.realmhub.RefusedException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts together the messages of one connection that come in more than one piece. Containers hand over each fragment by itself, a
 * long one perhaps in several pieces.
 *
 * <p>Not thread-safe: a container hands over one piece after the other. Its methods throw {@link RefusedException} at the first
 * piece of a message that is too much; what comes after it is dropped.
 */
final class Fragments {
    private static final CloseReason TOO_MANY = CloseReason.TOO_BIG.withText("message in too many fragments");

    private final HubConfig config;
    private final Consumer<Payload> messages;

    /** The message that has begun; none between messages, so that an idle connection keeps nothing. */
    private @Nullable Begun begun;

    private boolean refused;

    private static final class Begun {
        final StringBuilder text = new StringBuilder();
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int pieces;

        /** One of them is empty. A character has one byte at least; in the end the hub counts bytes. */
        int size() {
            return text.length() + bytes.size();
        }
    }

    Fragments(HubConfig config, Consumer<Payload> messages) {
        this.config = config;
        this.messages = messages;
    }

    void text(String piece, boolean last) {
        if (refused) {
            return;
        }
        if (last && begun == null) {
            messages.accept(Payload.text(piece));
            return;
        }
        Begun message = withOneMore(piece.length());
        message.text.append(piece);
        if (last) {
            begun = null;
            messages.accept(Payload.text(message.text.toString()));
        }
    }

    void binary(ByteBuffer piece, boolean last) {
        if (refused) {
            return;
        }
        if (last && begun == null) {
            messages.accept(Payload.binary(piece));
            return;
        }
        Begun message = withOneMore(piece.remaining());
        message.bytes.writeBytes(Payload.binary(piece).array());
        if (last) {
            begun = null;
            messages.accept(Payload.wrap(message.bytes.toByteArray()));
        }
    }

    private Begun withOneMore(int size) {
        Begun message = begun == null ? new Begun() : begun;
        begun = message;
        message.pieces++;
        if (message.size() + size > config.inboundBytes()) {
            throw refusal(CloseReason.TOO_BIG);
        }
        if (message.pieces > config.bounds().messageFragments()) {
            throw refusal(TOO_MANY);
        }
        return message;
    }

    private RefusedException refusal(CloseReason reason) {
        refused = true;
        begun = null;
        return new RefusedException(reason);
    }
}
