package dev.realmhub.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.CloseReason;
import dev.realmhub.Payload;
import dev.realmhub.Transport;
import dev.realmhub.test.TransportContract;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The hub's expectations of a socket, on each container's sessions. */
@EachEndpoint
class SessionTransportTest implements TransportContract {
    private final WayIn way;
    private final BlockingQueue<Session> sessions = new LinkedBlockingQueue<>();
    private final List<WsPeer> peers = new ArrayList<>();
    private final WayIn.Running container;

    SessionTransportTest(WayIn way) {
        this.way = way;
        this.container = way.start(ServerEndpointConfig.Builder.create(Bare.class, "/bare")
                .configurator(new Hands(sessions))
                .build());
    }

    @AfterEach
    void stop() throws Exception {
        peers.forEach(WsPeer::close);
        container.stop();
    }

    @Override
    public Pair open() {
        String name = "peer=" + peers.size();
        WsPeer peer = Knock.at(container.port(), "/bare?" + name, peers::add)
                .receiveBuffer(4096)
                .enter();
        return new Ends(new SessionTransport(sessionOf(name)), peer);
    }

    /** Tyrus may open a second session for a connection that has just been closed: not the one that is awaited. */
    private Session sessionOf(String name) {
        Session next = Patience.take(sessions);
        while (!name.equals(next.getQueryString())) {
            next = Patience.take(sessions);
        }
        return next;
    }

    @Test
    void closingTwiceClosesOnce() {
        Pair pair = open();
        pair.transport().close(CloseReason.FORBIDDEN);
        pair.transport().close(CloseReason.TOO_SLOW);
        assertThat(pair.receiveClose().code()).isEqualTo(4403);
        pair.awaitReleased();
    }

    @Test
    void aSendAfterTheEndFailsThroughItsCompletion() {
        Pair pair = open();
        pair.transport().close(CloseReason.FORBIDDEN);
        BlockingQueue<String> outcomes = new LinkedBlockingQueue<>();
        pair.transport().send(Payload.text("late"), failure -> outcomes.add(failure == null ? "sent" : "failed"));
        assertThat(Patience.take(outcomes)).isEqualTo("failed");
        pair.transport().ping();
    }

    /** Without it, Jetty keeps such a socket for its idle timeout. Tyrus lets go by no standard means, until it reads. */
    @Test
    void aPeerThatDoesNotReadIsLetGo() {
        Ends ends = (Ends) open();
        BlockingQueue<String> outcomes = new LinkedBlockingQueue<>();
        ends.transport().send(Payload.binary(new byte[32 << 20]), failure -> outcomes.add("failed: " + failure));
        ends.transport().close(CloseReason.TOO_SLOW);
        if (way == WayIn.TYRUS_ENDPOINT) {
            ends.peer().awaitEnd();
            assertThat(Patience.take(outcomes)).isEqualTo("failed: null");
        } else {
            assertThat(Patience.take(outcomes)).startsWith("failed: ").doesNotEndWith("null");
        }
    }

    /** Jetty takes a quiet peer for an idle one as soon as the idle timeout is short. */
    @Test
    void aPeerThatHasBeenQuietForLongIsToldTheCodeToo() {
        Pair pair = open();
        long quietSince = System.nanoTime();
        Patience.until(
                "it is quiet for longer than an idle timeout", () -> System.nanoTime() - quietSince > 600_000_000);
        pair.transport().close(CloseReason.FORBIDDEN);
        assertThat(pair.receiveClose().code()).isEqualTo(4403);
    }

    @Test
    void aNormalCloseIsSentAsOne() {
        Pair pair = open();
        pair.transport().close(CloseReason.NORMAL);
        assertThat(pair.receiveClose().code()).isEqualTo(1000);
    }

    /** For 1000, and for no other code, Tomcat waits 20 s for the peer to read. */
    @Test
    void aPeerThatDoesNotReadIsNeverClosedAsNormal() {
        Ends ends = (Ends) open();
        ends.transport().send(Payload.binary(new byte[32 << 20]), failure -> {});
        ends.transport().close(CloseReason.NORMAL);
        assertThat(ends.peer().nextClose().closeCode()).isNotEqualTo(1000);
    }

    @Test
    void aCodeThatContainersDoNotSendBecomesAnInternalError() {
        Pair pair = open();
        pair.transport().close(CloseReason.terminal(2999, "an odd one"));
        assertThat(pair.receiveClose()).isEqualTo(CloseReason.terminal(1011, "an odd one"));
    }

    private record Ends(Transport transport, WsPeer peer) implements Pair {
        @Override
        public Payload receive() {
            WsPeer.Frame frame = peer.next();
            return frame.opcode() == WsPeer.TEXT
                    ? Payload.text(frame.text())
                    : Payload.binary(ByteBuffer.wrap(frame.payload()));
        }

        @Override
        public CloseReason receiveClose() {
            WsPeer.Frame frame = peer.next();
            assertThat(frame.opcode()).isEqualTo(WsPeer.CLOSE);
            return CloseReason.terminal(frame.closeCode(), frame.closeText());
        }

        /** It reads only when it is asked to. */
        @Override
        public void stopReading() {}

        /** On Tyrus and Undertow nothing but the peer's reading releases a stalled socket: so it reads, at last. */
        @Override
        public void awaitReleased() {
            peer.awaitEnd();
        }
    }

    /** Hands its session to the test. */
    public static final class Bare extends Endpoint {
        private final BlockingQueue<Session> sessions;

        /** Made by {@link Hands} only. */
        Bare(BlockingQueue<Session> sessions) {
            this.sessions = sessions;
        }

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.setMaxIdleTimeout(-1);
            sessions.add(session);
        }
    }

    private static final class Hands extends ServerEndpointConfig.Configurator {
        private final BlockingQueue<Session> sessions;

        Hands(BlockingQueue<Session> sessions) {
            this.sessions = sessions;
        }

        @Override
        public <T> T getEndpointInstance(Class<T> endpointClass) {
            return endpointClass.cast(new Bare(sessions));
        }
    }
}
