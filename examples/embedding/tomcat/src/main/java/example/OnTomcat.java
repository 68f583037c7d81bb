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
import java.nio.file.Files;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;

/** A hub in embedded Tomcat. */
public final class OnTomcat {
    private OnTomcat() {}

    public static void main(String[] args) throws Exception {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 8080;
        Broker broker = Broker.local(); // or NatsBroker.connect("nats://127.0.0.1:4222")
        backend(broker);
        Hub hub = hub(broker, port);

        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
        tomcat.setPort(port);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", null);
        context.addServletContainerInitializer(new WsSci(), null); // switches WebSockets on
        Tomcat.addServlet(context, "hub", new HubServlet(hub)).addMapping("/ws/*");
        tomcat.start();
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
