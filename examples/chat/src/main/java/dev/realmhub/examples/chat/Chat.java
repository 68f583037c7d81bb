package dev.realmhub.examples.chat;

import dev.realmhub.Address;
import dev.realmhub.Backend;
import dev.realmhub.Broker;
import dev.realmhub.Hub;
import dev.realmhub.HubConfig;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.Resolution;
import dev.realmhub.ResolveRequest;
import dev.realmhub.jakarta.HubEndpoints;
import dev.realmhub.jakarta.HubServlet;
import dev.realmhub.nats.NatsBroker;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.glassfish.tyrus.spi.ServerContainer;
import org.glassfish.tyrus.spi.ServerContainerFactory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Rooms where everyone hears everyone: {@code ws://127.0.0.1:9001/chat?room=R}. What a client sends, as a raw frame or as
 * the command {@code say} of the two protocols, goes to everyone in its room, itself included, through hub and broker.
 */
@Command(
        name = "./run chat",
        description = "A chat server: ws://127.0.0.1:PORT/chat?room=R",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class Chat implements Callable<Integer> {
    /** The containers that it runs in. */
    enum Container {
        /** Jetty 12.1, by servlet. */
        jetty,
        /** Tomcat 11, by servlet. */
        tomcat,
        /** Tyrus on Grizzly, by endpoint. */
        tyrus
    }

    private static final String SAY = "say";

    @Option(names = "--port", defaultValue = "9001", description = "Default: ${DEFAULT-VALUE}.")
    int port;

    @Option(names = "--container", defaultValue = "jetty", description = "One of ${COMPLETION-CANDIDATES}.")
    Container container = Container.jetty;

    @Option(names = "--nats", paramLabel = "URL", description = "Share the rooms with other servers over NATS.")
    @Nullable
    String nats;

    @Option(names = "--origin", paramLabel = "ORIGIN", description = "Whose pages may connect; may be repeated.")
    List<String> origins = new ArrayList<>();

    /** Starts; see {@code --help}. */
    public static void main(String[] args) {
        CommandLine line = new CommandLine(new Chat());
        line.setExecutionExceptionHandler((failure, command, result) -> {
            System.err.println("could not start: " + failure.getMessage());
            return 1;
        });
        System.exit(line.execute(args));
    }

    @Override
    public Integer call() throws Exception {
        start();
        System.out.println("ready on ws://127.0.0.1:" + port + "/chat?room=lobby (" + container + ")");
        new CountDownLatch(1).await();
        return 0;
    }

    /** Starts all parts; closing what is returned stops them. */
    AutoCloseable start() throws Exception {
        Broker broker = nats == null ? Broker.local() : NatsBroker.connect(nats);
        Backend backend = Backend.builder(broker)
                .on(SAY, (command, reply) -> {
                    broker.publish(Address.realm(command.realm()), Publication.of(command.payload()));
                    reply.ok();
                })
                .start();
        Hub hub = hub(broker);
        AutoCloseable server = serve(hub);
        return () -> {
            hub.close();
            server.close();
            backend.close();
            broker.close();
        };
    }

    private Hub hub(Broker broker) {
        Hub.Builder builder = Hub.builder(broker)
                .allowOrigin("http://127.0.0.1:" + port)
                .allowOrigin("http://localhost:" + port)
                .allowNoOrigin()
                .config(HubConfig.builder().rawCommand(SAY).build())
                .resolver(Chat::roomOf);
        origins.forEach(builder::allowOrigin);
        return builder.build();
    }

    private static CompletionStage<Resolution> roomOf(ResolveRequest request) {
        return CompletableFuture.completedStage(
                Resolution.of(Realm.of("room", request.query("room").orElse("lobby"))));
    }

    private AutoCloseable serve(Hub hub) throws Exception {
        return switch (container) {
            case jetty -> serveByJetty(hub);
            case tomcat -> serveByTomcat(hub);
            case tyrus -> serveByTyrus(hub);
        };
    }

    private AutoCloseable serveByJetty(Hub hub) throws Exception {
        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        ServletContextHandler context = new ServletContextHandler("/");
        JakartaWebSocketServletContainerInitializer.configure(context, null);
        context.addServlet(new ServletHolder(new HubServlet(hub)), "/chat/*");
        server.setHandler(context);
        server.start();
        return server::stop;
    }

    private AutoCloseable serveByTomcat(Hub hub) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory("chat").toString());
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(port);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", null);
        context.addServletContainerInitializer(new WsSci(), null);
        Tomcat.addServlet(context, "chat", new HubServlet(hub)).addMapping("/chat/*");
        tomcat.start();
        return tomcat::stop;
    }

    private AutoCloseable serveByTyrus(Hub hub) throws Exception {
        ServerContainer server = ServerContainerFactory.createServerContainer(Map.of());
        HubEndpoints.deploy(server, "/chat", hub);
        server.start("/", port);
        return server::stop;
    }
}
