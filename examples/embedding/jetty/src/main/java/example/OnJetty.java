package example;

import dev.realmhub.Address;
import dev.realmhub.Backend;
import dev.realmhub.Broker;
import dev.realmhub.Hub;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.RealmResolver;
import dev.realmhub.Resolution;
import dev.realmhub.jakarta.HubServlet;
import java.net.InetSocketAddress;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;

/** A hub in embedded Jetty. */
public final class OnJetty {
    private OnJetty() {}

    public static void main(String[] args) throws Exception {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 8080;
        Broker broker = Broker.local(); // or NatsBroker.connect("nats://127.0.0.1:4222")
        backend(broker);
        Hub hub = hub(broker, port);

        Server server = new Server(new InetSocketAddress("127.0.0.1", port));
        ServletContextHandler context = new ServletContextHandler("/");
        JakartaWebSocketServletContainerInitializer.configure(context, null); // switches WebSockets on
        context.addServlet(new ServletHolder(new HubServlet(hub)), "/ws/*");
        server.setHandler(context);
        server.start();
        System.out.println("ready on ws://127.0.0.1:" + port + "/ws");
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
