package dev.realmhub.benchmarks;

import jakarta.websocket.SendHandler;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A member of a room: sends at once and lets the container queue. Thread-safe. */
class Plain {
    /** Stands where nobody has come yet. */
    static final Plain NOBODY = new Plain(null);

    private static final SendHandler IGNORED = result -> {};

    private final @Nullable Session session;

    Plain(@Nullable Session session) {
        this.session = session;
    }

    void send(String text) {
        transmit(text, IGNORED);
    }

    void send(byte[] bytes) {
        transmit(bytes, IGNORED);
    }

    /** Sends a text or bytes. */
    final void transmit(Object message, SendHandler done) {
        if (session == null || !session.isOpen()) {
            return;
        }
        try {
            if (message instanceof String text) {
                session.getAsyncRemote().sendText(text, done);
            } else {
                session.getAsyncRemote().sendBinary(ByteBuffer.wrap((byte[]) message), done);
            }
        } catch (IllegalStateException closedMeanwhile) {
            // its onClose takes it out of the room
        }
    }
}
