package dev.realmhub.examples.liwords;

import dev.realmhub.Bounds;
import dev.realmhub.Hub;
import dev.realmhub.HubBuilder;
import dev.realmhub.HubConfig;
import dev.realmhub.jakarta.HealthServlet;
import dev.realmhub.jakarta.HubServlet;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server, put together: a hub with liwords' protocol ({@link Frames}), subjects ({@link Routes}), tokens and realms ({@link
 * Admission}), and what the game server is told ({@link Visitors}). Thread-safe.
 */
final class SocketServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SocketServer.class);

    /** Upgrades that wait for the game server at once; each holds a thread of Jetty's. */
    private static final int WAITING_UPGRADES = 1000;

    private static final int BACKLOG = 4096;
    private static final String UP = "{\"status\":\"copacetic\"}";
    private static final String DOWN = "{\"status\":\"not connected to NATS\"}";
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(20);

    final Visitors visitors;
    final Hub hub;
    private final Server jetty = new Server(new QueuedThreadPool(WAITING_UPGRADES + 200));

    /** What it is told from outside; an empty host is all addresses, no origin is all origins. */
    record Settings(String host, int port, String natsUrl, String secret, List<String> origins) {}

    /** Starts it. Does not wait for NATS. */
    SocketServer(Settings settings) {
        visitors = new Visitors(settings.natsUrl());
        hub = hub(settings);
        ServerConnector connector = new ServerConnector(jetty);
        connector.setHost(settings.host().isEmpty() ? null : settings.host());
        connector.setPort(settings.port());
        connector.setAcceptQueueSize(BACKLOG);
        jetty.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        JakartaWebSocketServletContainerInitializer.configure(context, null);
        context.addServlet(new HubServlet(hub, List.of(new Frames())), "/ws");
        context.addServlet(new HealthServlet(() -> visitors.bus.health().connected(), UP, DOWN), "/ping");
        jetty.setHandler(context);
        LifeCycle.start(jetty);
    }

    private Hub hub(Settings settings) {
        Admission admission = new Admission(settings.secret(), visitors.bus);
        HubBuilder builder = Hub.builder(visitors.bus)
                .authenticator(admission)
                .resolver(admission)
                .greeter(visitors::greet)
                .listener(visitors)
                .steadyPings()
                .oneOrder()
                .config(limits());
        if (settings.origins().isEmpty()) {
            log.warn("ALLOWED_ORIGINS is empty: pages of any origin may connect");
            builder.allowAnyOrigin();
        }
        settings.origins().forEach(builder::allowOrigin);
        return builder.build();
    }

    private static HubConfig limits() {
        return HubConfig.builder()
                .inboundBytes(512)
                .outboxMessages(256)
                .outboxBytes(16 * 1024 * 1024) // of the two bounds the number of messages comes first
                .heartbeat(Duration.ofSeconds(5))
                .silenceLimit(Duration.ofSeconds(15))
                .authenticateDeadline(Admission.DEADLINE.plusSeconds(1)) // asking for realms is a part of it
                .concurrentResolves(WAITING_UPGRADES)
                .realmsPerClient(1024)
                .bounds(Bounds.none()
                        .joinDeadline(Admission.DEADLINE.multipliedBy(2))
                        .build()) // the original has none
                .build();
    }

    /** Closes all sockets with 1012, some at a time, tells the game server who has left, then stops. */
    @Override
    public void close() {
        hub.drain(LONGEST_FAREWELL).toCompletableFuture().join();
        visitors.awaitAllGone(LONGEST_FAREWELL);
        visitors.bus.close();
        LifeCycle.stop(jetty);
    }
}
