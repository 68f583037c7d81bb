package dev.realmhub.jakarta;

import dev.realmhub.CloseReason;
import dev.realmhub.Payload;
import dev.realmhub.Transport;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session as the hub's socket. Uses of the standard API only what means the same in every container: asynchronous
 * sends, one at a time; no batching, no blocking remote, no send timeout.
 *
 * <p>Thread-safe.
 */
final class SessionTransport implements Transport, SendHandler {
    private static final Logger log = LoggerFactory.getLogger(SessionTransport.class);

    /** Rids us of a peer that does not read: Jetty and Undertow would keep the socket for 30 s and for ever. */
    private static final Long LAST_WORDS_MILLIS = 500L;

    /** Tomcat's own: else a ping, or a close, to a peer that does not read may hold a thread for 20 s. */
    private static final String TOMCAT_BLOCKING_SEND = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

    /** Tomcat's own, too: else a peer that answers no close frame is kept for 30 s. */
    private static final String TOMCAT_SESSION_CLOSE = "org.apache.tomcat.websocket.SESSION_CLOSE_TIMEOUT";

    private final Session session;
    private final AtomicBoolean sending = new AtomicBoolean();
    private volatile Consumer<@Nullable Throwable> done = failure -> {};
    private final AtomicBoolean closed = new AtomicBoolean();

    SessionTransport(Session session) {
        this.session = session;
        session.getUserProperties().put(TOMCAT_BLOCKING_SEND, LAST_WORDS_MILLIS);
    }

    @Override
    public void send(Payload frame, Consumer<@Nullable Throwable> done) {
        remember(done);
        sending.set(true);
        try {
            RemoteEndpoint.Async remote = session.getAsyncRemote();
            if (frame.isText()) {
                remote.sendText(frame.text(), this);
            } else {
                remote.sendBinary(frame.bytes(), this);
            }
        } catch (RuntimeException | Error refused) {
            sent(refused); // an Error, too: Tyrus throws its own, and it must not end a realm's fan-out
        }
    }

    /** The same for each send, as a rule: collectors charge for every reference that is written into an old object. */
    @SuppressWarnings("ReferenceEquality") // the same object is the point
    private void remember(Consumer<@Nullable Throwable> done) {
        if (this.done != done) {
            this.done = done;
        }
    }

    /** Called by the container, on any thread, perhaps before the send returns, perhaps never. */
    @Override
    public void onResult(SendResult result) {
        sent(result.isOK() ? null : result.getException());
    }

    private void sent(@Nullable Throwable failure) {
        if (sending.compareAndSet(true, false)) {
            done.accept(failure);
        }
    }

    /** Sends nothing where the container cannot: the hub's silence limit finds the client all the same. */
    @Override
    public void ping() {
        try {
            session.getAsyncRemote().sendPing(ByteBuffer.allocate(0));
        } catch (IOException | RuntimeException refused) {
            log.debug("no ping", refused);
        }
    }

    /**
     * Closes, once. The hub does not wait for the container's own word on it, which may never come. With a send in flight
     * the peer counts as stalled: the idle timeout comes first, as nothing else has Jetty and Undertow let go, and 1000
     * becomes 1001, since for 1000 alone Tomcat waits until the peer reads. Without one the code comes first: a quiet
     * peer is idle already, and Jetty would close it as such.
     */
    @Override
    public void close(CloseReason reason) {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        boolean stalled = sending.get();
        if (stalled) {
            hangUp();
        }
        try {
            session.getUserProperties().put(TOMCAT_SESSION_CLOSE, LAST_WORDS_MILLIS);
            boolean normal = reason.code() == CloseReason.NORMAL.code();
            session.close(CloseCodes.toWire(stalled && normal ? CloseReason.GONE.withText(reason.text()) : reason));
        } catch (IOException | RuntimeException gone) {
            log.debug("closed already", gone);
        }
        hangUp();
    }

    /** Has the container let go of the socket soon, if it does not by itself. Idempotent. */
    void hangUp() {
        try {
            session.setMaxIdleTimeout(LAST_WORDS_MILLIS);
        } catch (RuntimeException gone) {
            log.trace("gone already", gone);
        }
    }
}
