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
import io.undertow.Undertow;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;

/** A hub in embedded Undertow. */
public final class OnUndertow {
    private OnUndertow() {}

    public static void main(String[] args) throws Exception {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 8080;
        Broker broker = Broker.local(); // or NatsBroker.connect("nats://127.0.0.1:4222")
        backend(broker);
        HubServlet servlet = new HubServlet(hub(broker, port));

        DeploymentManager application = Servlets.newContainer()
                .addDeployment(Servlets.deployment()
                        .setClassLoader(OnUndertow.class.getClassLoader())
                        .setContextPath("/")
                        .setDeploymentName("rooms")
                        .addServletContextAttribute( // switches WebSockets on
                                WebSocketDeploymentInfo.ATTRIBUTE_NAME,
                                new WebSocketDeploymentInfo().setBuffers(new DefaultByteBufferPool(true, 16 * 1024)))
                        .addServlet(Servlets.servlet(
                                        "hub", HubServlet.class, new ImmediateInstanceFactory<>(servlet))
                                .addMapping("/ws/*")));
        application.deploy();
        Undertow.builder()
                .addHttpListener(port, "127.0.0.1")
                .setHandler(application.start())
                .build()
                .start();
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
