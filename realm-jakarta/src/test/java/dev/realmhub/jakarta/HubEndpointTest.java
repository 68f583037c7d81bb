package dev.realmhub.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Broker;
import dev.realmhub.ClientProtocol;
import dev.realmhub.Handshake;
import dev.realmhub.Hub;
import dev.realmhub.RealmResolver;
import dev.realmhub.User;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** What no client can see. */
@EachEndpoint
class HubEndpointTest {
    private final WayIn way;

    HubEndpointTest(WayIn way) {
        this.way = way;
    }

    /** Jetty's own idle timeout would close after 30 s, and keep half-dead clients of busy realms for ever. */
    @Test
    void limitsAreTheHubsAndTheContainersIdleTimeoutIsOff() throws Exception {
        BlockingQueue<Session> sessions = new LinkedBlockingQueue<>();
        Hub hub = Hub.builder(Broker.local())
                .allowNoOrigin()
                .resolver(RealmResolver.fixed())
                .build();
        WayIn.Running container = way.start(ServerEndpointConfig.Builder.create(Spy.class, "/ws")
                .configurator(new Spies(hub, sessions))
                .build());
        WsPeer peer = Knock.at(container.port(), "/ws", made -> {}).enter();
        Session session = Patience.take(sessions);
        assertThat(session.getMaxIdleTimeout()).isNotPositive();
        assertThat(session.getMaxTextMessageBufferSize()).isEqualTo(8192);
        assertThat(session.getMaxBinaryMessageBufferSize()).isEqualTo(8192);
        peer.close();
        container.stop();
    }

    /** Looks at the session when the endpoint has opened it. */
    public static final class Spy extends Endpoint {
        private final HubEndpoint watched;
        private final BlockingQueue<Session> sessions;

        /** Made by {@link Spies} only. */
        Spy(HubEndpoint watched, BlockingQueue<Session> sessions) {
            this.watched = watched;
            this.sessions = sessions;
        }

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            watched.onOpen(session, config);
            sessions.add(session);
        }
    }

    private static final class Spies extends ServerEndpointConfig.Configurator {
        private final Hub hub;
        private final BlockingQueue<Session> sessions;

        Spies(Hub hub, BlockingQueue<Session> sessions) {
            this.hub = hub;
            this.sessions = sessions;
        }

        @Override
        public <T> T getEndpointInstance(Class<T> endpointClass) {
            Guest guest = new Guest(
                    Handshake.of("/"),
                    ClientProtocol.raw("raw"),
                    CompletableFuture.completedStage(User.newAnonymous()));
            return endpointClass.cast(new Spy(new HubEndpoint(hub, session -> guest), sessions));
        }
    }
}
