package dev.realmhub.examples.crossword;

import dev.realmhub.Broker;
import dev.realmhub.Handshake;
import dev.realmhub.Hub;
import dev.realmhub.HubBuilder;
import dev.realmhub.PresenceConfig;
import dev.realmhub.RealmResolver;
import dev.realmhub.User;
import dev.realmhub.jakarta.HubServlet;
import jakarta.servlet.DispatcherType;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee11.servlet.ResourceServlet;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A socket node: pages, login and WebSockets on one port, with a hub behind. */
final class WebNode implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WebNode.class);

    /** Orchestrators kill what has not stopped within 30 s. */
    private static final Duration DRAIN = Duration.ofSeconds(27);

    private final Hub hub;
    private final Server server;

    private WebNode(Hub hub, Server server) {
        this.hub = hub;
        this.server = server;
    }

    static WebNode start(Broker broker, int port, List<String> origins) throws Exception {
        Sessions sessions = Sessions.fromEnvironment();
        HubBuilder builder = Hub.builder(broker)
                .allowOrigin("http://127.0.0.1:" + port)
                .allowOrigin("http://localhost:" + port)
                .authenticator(handshake -> authenticate(sessions, handshake))
                .resolver(RealmResolver.askBackend())
                .snapshots("lobby", "game", "chat")
                .owned(GameBackend.OWNED)
                .presence(PresenceConfig.members(LobbyGame.REALM.kind()))
                .idempotent("move", "exchange", "pass", "resign", "chat", "lobby-chat", "seek-open")
                .resumeKey(sessions.resumeKey());
        origins.forEach(builder::allowOrigin);
        Operations operations = new Operations();
        Hub hub = operations.count(builder).build();
        Server server = server(port, hub, sessions, operations);
        server.start();
        return new WebNode(hub, server);
    }

    /** Whoever has no session, or one that is not ours, is a visitor who may look. */
    private static CompletionStage<User> authenticate(Sessions sessions, Handshake handshake) {
        return CompletableFuture.completedStage(handshake
                .cookie(Sessions.COOKIE)
                .flatMap(sessions::read)
                .map(Person::user)
                .orElseGet(User::newAnonymous));
    }

    private static Server server(int port, Hub hub, Sessions sessions, Operations operations) {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        ServletContextHandler pages = pages(hub, sessions);
        operations.addPages(pages, hub);
        server.setHandler(pages);
        return server;
    }

    private static ServletContextHandler pages(Hub hub, Sessions sessions) {
        ServletContextHandler context = new ServletContextHandler("/");
        ResourceFactory resources = ResourceFactory.of(context);
        context.setBaseResource(ResourceFactory.combine(
                resources.newClassLoaderResource("web/"), resources.newClassLoaderResource("META-INF/resources/")));
        JakartaWebSocketServletContainerInitializer.configure(context, null);
        context.addServlet(new ServletHolder(new HubServlet(hub)), "/ws/*");
        ServletHolder login = new ServletHolder(new LoginServlet(sessions));
        for (String path : List.of("/login", "/logout", "/me")) {
            context.addServlet(login, path);
        }
        context.addServlet(new ServletHolder(new PageServlet()), "/game/*");
        ServletHolder files = new ServletHolder(new ResourceServlet());
        files.setInitParameter("cacheControl", "no-cache");
        context.addServlet(files, "/");
        context.addFilter(SecurityHeaders.class, "/*", EnumSet.of(DispatcherType.REQUEST));
        return context;
    }

    /** Visitors go on on other nodes, if there are any; until all are gone, pages are served. */
    @Override
    public void close() {
        try {
            hub.drain(DRAIN).toCompletableFuture().get(DRAIN.toSeconds() + 1, TimeUnit.SECONDS);
            server.stop();
        } catch (Exception e) {
            log.warn("the node did not stop in peace", e);
        }
    }
}
