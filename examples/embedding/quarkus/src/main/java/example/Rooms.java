package example;

import dev.realmhub.Address;
import dev.realmhub.Backend;
import dev.realmhub.Broker;
import dev.realmhub.Hub;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.RealmResolver;
import dev.realmhub.Resolution;
import dev.realmhub.jakarta.HubEndpoints;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.undertow.websockets.vertx.VertxServerWebSocketContainer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.websocket.ContainerProvider;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A hub in Quarkus. Each request is upgraded by a config of its own: from an endpoint that is deployed, Quarkus gives
 * clients that come at the same time each other's handshakes.
 */
@Singleton
public class Rooms {
    private final Broker broker = Broker.local(); // or NatsBroker.connect("nats://127.0.0.1:4222")
    private final Backend backend = backend(broker);
    private final Hub hub = Hub.builder(broker)
            .allowOrigin("http://127.0.0.1:8080") // whose pages may connect
            .allowNoOrigin() // for clients that are no browsers
            .resolver(RealmResolver.askBackend())
            .build();

    void open(@Observes Router router) {
        VertxServerWebSocketContainer container =
                (VertxServerWebSocketContainer) ContainerProvider.getWebSocketContainer();
        router.get("/ws").handler(request -> upgrade(request, container));
    }

    private void upgrade(RoutingContext request, VertxServerWebSocketContainer container) {
        String address = request.request().remoteAddress().hostAddress();
        container.doUpgrade(request, HubEndpoints.config("/ws", hub, List.of(), address), Map.of());
        if (!request.response().ended()) { // no WebSocket, or from a foreign origin
            request.fail(403);
        }
    }

    /** While the server still runs: clients are told to come back, which finds another node. */
    void drain(@Observes ShutdownDelayInitiatedEvent stopping) {
        hub.drain(Duration.ofSeconds(27)).toCompletableFuture().join();
    }

    /** When the server is gone. */
    void close(@Observes ShutdownEvent stopped) {
        hub.close();
        backend.close();
        broker.close();
    }

    /** The game server's side: who gets what, and what is done with what clients say. */
    private static Backend backend(Broker broker) {
        return Backend.builder(broker)
                .resolve("/room/{id}", r -> Resolution.of(Realm.of("room", r.param("id")), "guest"))
                .on("say", (command, reply) -> {
                    broker.publish(Address.realm(command.realm()), Publication.of(command.payload()));
                    reply.ok();
                })
                .start();
    }
}
