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
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.glassfish.tyrus.spi.ServerContainer;
import org.glassfish.tyrus.spi.ServerContainerFactory;

/** A hub without servlets: Tyrus in a plain {@code main}. It listens on all interfaces; put a firewall or proxy before it. */
public final class OnTyrus {
    private OnTyrus() {}

    public static void main(String[] args) throws Exception {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 8080;
        Broker broker = Broker.local(); // or NatsBroker.connect("nats://127.0.0.1:4222")
        backend(broker);
        Hub hub = hub(broker, port);

        ServerContainer server = ServerContainerFactory.createServerContainer(Map.of());
        server.addEndpoint(HubEndpoints.config("/ws", hub));
        server.start("/", port);
        System.out.println("ready on ws://127.0.0.1:" + port + "/ws");
        new CountDownLatch(1).await(); // Tyrus' threads alone do not keep the process alive
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

    private static Hub hub(Broker broker, int port) {
        return Hub.builder(broker)
                .allowOrigin("http://127.0.0.1:" + port)
                .allowNoOrigin() // for clients that are no browsers
                .resolver(RealmResolver.askBackend())
                .build();
    }
}
