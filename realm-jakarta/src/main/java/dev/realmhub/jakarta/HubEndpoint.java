package dev.realmhub.jakarta;

import dev.realmhub.Hub;
import dev.realmhub.RefusedException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection, seen from the container. Public because Jetty takes no other; applications have no use for it, see
 * {@link HubServlet} and {@link HubEndpoints}.
 *
 * <p>Called on the container's threads, never blocks. Nothing is thrown into the container: two of them would close the
 * connection with a code of their own. Thread-safe.
 */
public final class HubEndpoint extends Endpoint {
    private static final Logger log = LoggerFactory.getLogger(HubEndpoint.class);

    /**
     * The hub has its own heartbeat; containers take our sends for signs of life. Not 0, which the standard says means the
     * same: for 0 Tyrus starts a timer per message.
     */
    private static final long NEVER = -1;

    /**
     * Whose sessions hand over whole messages: after a binary message that is too large for a handler of pieces it reads nothing more and
     * closes nothing, so that each costs 80 KiB for ever (2.3.24, {@code FrameHandler.onBinary}).
     */
    private static final String UNDERTOW = "io.undertow.";

    private final Hub hub;
    /** Forgotten when it has been asked: it holds what the handshake was made of. */
    private @Nullable Function<Session, Guest> guests;

    private volatile @Nullable Connection connection;

    /**
     * Makes one.
     *
     * @param guests tells who comes, or throws a {@link RefusedException}
     */
    HubEndpoint(Hub hub, Function<Session, Guest> guests) {
        this.hub = hub;
        this.guests = guests;
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        Connection opened = new Connection(hub, new SessionTransport(session));
        Function<Session, Guest> known = Objects.requireNonNull(guests, "opened once");
        guests = null;
        connection = opened;
        opened.orRefuse(() -> {
            limit(session, hub.config().inboundBytes());
            listen(session, opened);
            opened.admit(known.apply(session));
        });
    }

    /** Before anything is read: Jetty and Tomcat have taken the first message by their defaults a moment later. */
    private static void limit(Session session, int inboundBytes) {
        session.setMaxTextMessageBufferSize(inboundBytes);
        session.setMaxBinaryMessageBufferSize(inboundBytes);
        session.setMaxIdleTimeout(NEVER);
    }

    private void listen(Session session, Connection to) {
        Fragments fragments = new Fragments(hub.config(), to::receive);
        if (session.getClass().getName().startsWith(UNDERTOW)) {
            listenToMessages(session, to, fragments);
        } else {
            listenToPieces(session, to, fragments);
        }
        MessageHandler.Whole<PongMessage> pong = message -> to.orRefuse(to::ponged);
        session.addMessageHandler(PongMessage.class, pong);
    }

    private static void listenToMessages(Session session, Connection to, Fragments fragments) {
        MessageHandler.Whole<String> text = message -> to.orRefuse(() -> fragments.text(message, true));
        MessageHandler.Whole<ByteBuffer> binary = message -> to.orRefuse(() -> fragments.binary(message, true));
        session.addMessageHandler(String.class, text);
        session.addMessageHandler(ByteBuffer.class, binary);
    }

    /** Whole messages do not show how many fragments they came in. */
    private static void listenToPieces(Session session, Connection to, Fragments fragments) {
        MessageHandler.Partial<String> text = (piece, last) -> to.orRefuse(() -> fragments.text(piece, last));
        MessageHandler.Partial<ByteBuffer> binary = (piece, last) -> to.orRefuse(() -> fragments.binary(piece, last));
        session.addMessageHandler(String.class, text);
        session.addMessageHandler(ByteBuffer.class, binary);
    }

    @Override
    public void onClose(Session session, jakarta.websocket.CloseReason reason) {
        whenOpened(known -> known.over(CloseCodes.fromWire(reason.getCloseCode().getCode())));
    }

    /** All that comes here is a broken connection: what our own code throws is caught. Some containers tell no more. */
    @Override
    public void onError(Session session, Throwable failure) {
        log.debug("connection broken", failure);
        whenOpened(Connection::broken);
    }

    private void whenOpened(Consumer<Connection> code) {
        Connection known = connection;
        if (known != null) {
            known.orRefuse(() -> code.accept(known));
        }
    }
}
