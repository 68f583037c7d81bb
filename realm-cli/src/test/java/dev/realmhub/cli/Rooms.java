package dev.realmhub.cli;

import dev.realmhub.Address;
import dev.realmhub.Backend;
import dev.realmhub.Broker;
import dev.realmhub.Client;
import dev.realmhub.CloseReason;
import dev.realmhub.Handshake;
import dev.realmhub.Hub;
import dev.realmhub.HubBuilder;
import dev.realmhub.HubListener;
import dev.realmhub.Membership;
import dev.realmhub.PresenceConfig;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.RealmResolver;
import dev.realmhub.Resolution;
import dev.realmhub.User;
import dev.realmhub.jakarta.HubServlet;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A hub in Jetty with rooms in which all hear what one says, and its backend: what the program is tried on. */
final class Rooms implements AutoCloseable {
    static final String ORIGIN = "https://game.example";

    private final Broker broker;
    private final Backend backend;
    private final Hub hub;
    private final Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final BlockingQueue<CloseReason> left = new LinkedBlockingQueue<>();

    private Rooms(Broker broker, String node, boolean withoutOrigin) throws Exception {
        this.broker = broker;
        this.backend = backend(broker);
        this.hub = hub(broker, node, withoutOrigin);
        ServletContextHandler context = new ServletContextHandler("/");
        JakartaWebSocketServletContainerInitializer.configure(context, null);
        context.addServlet(new ServletHolder(new HubServlet(hub)), "/ws/*");
        server.setHandler(context);
        server.start();
    }

    /** Returns rooms in one process, open to those who say no origin. */
    static Rooms open() throws Exception {
        return new Rooms(Broker.local(), "n1", true);
    }

    /** Returns rooms for pages of {@link #ORIGIN} alone. */
    static Rooms forPages() throws Exception {
        return new Rooms(Broker.local(), "n1", false);
    }

    /** Returns rooms on a bus. */
    static Rooms on(Broker broker, String node) throws Exception {
        return new Rooms(broker, node, true);
    }

    String url() {
        int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
        return "ws://127.0.0.1:" + port + "/ws";
    }

    /** Waits until a client has left, and says why. */
    CloseReason awaitLeave() throws InterruptedException {
        return Objects.requireNonNull(left.poll(30, TimeUnit.SECONDS), "nobody left within 30 s");
    }

    void publish(String realm, String text) {
        backend.publish(Realm.parse(realm), Publication.of(text));
    }

    /** Ends the hub; the server goes on. */
    void endHub() {
        hub.close();
    }

    @Override
    public void close() {
        hub.close();
        backend.close();
        broker.close();
        try {
            server.stop();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Hub hub(Broker broker, String node, boolean withoutOrigin) {
        HubBuilder builder = Hub.builder(broker)
                .node(node)
                .allowOrigin(ORIGIN)
                .authenticator(Rooms::user)
                .presence(PresenceConfig.members("table"))
                .listener(new HubListener() {
                    @Override
                    public void closed(Client client, CloseReason reason) {
                        left.add(reason);
                    }
                })
                .resolver(RealmResolver.askBackend());
        return (withoutOrigin ? builder.allowNoOrigin() : builder).build();
    }

    /** Who says who he is, in whatever way, is that one. */
    private static CompletionStage<User> user(Handshake handshake) {
        return CompletableFuture.completedStage(handshake
                .bearer()
                .or(() -> handshake.cookie("session"))
                .map(User::of)
                .orElseGet(User::newAnonymous));
    }

    private static Backend backend(Broker broker) {
        return Backend.builder(broker)
                .resolve("/room/{id}", r -> Resolution.of(Realm.of("room", r.param("id")), "guest"))
                .resolve("/table/{id}", r -> Resolution.of(Realm.of("table", r.param("id")), "player"))
                .resolve(
                        "/two/{id}",
                        r -> Resolution.of(
                                Membership.of(Realm.of("room", r.param("id")), "guest"),
                                Membership.of(Realm.of("quiet", r.param("id")), "")))
                .on("say", (command, reply) -> {
                    broker.publish(Address.realm(command.realm()), Publication.of(command.payload()));
                    reply.ok();
                })
                .on("refuse", (command, reply) -> reply.rejected("not_your_turn", "It is not your turn."))
                .on("ponder", (command, reply) -> {})
                .start();
    }
}
