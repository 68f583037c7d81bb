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
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** A hub in a WAR for any Tomcat 11 or 10.1: begins and ends with the application. */
@WebListener
public final class Rooms implements ServletContextListener {
    private final Broker broker = Broker.local(); // or NatsBroker.connect("nats://127.0.0.1:4222")
    private final Backend backend = backend(broker);
    private final Hub hub = Hub.builder(broker)
            .allowOrigin("http://127.0.0.1:8080") // whose pages may connect
            .allowNoOrigin() // for clients that are no browsers
            .resolver(RealmResolver.askBackend())
            .build();

    @Override
    public void contextInitialized(ServletContextEvent event) {
        event.getServletContext().addServlet("hub", new HubServlet(hub)).addMapping("/ws/*");
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
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
