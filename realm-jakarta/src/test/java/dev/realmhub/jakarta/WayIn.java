package dev.realmhub.jakarta;

import dev.realmhub.ClientProtocol;
import dev.realmhub.Hub;
import jakarta.servlet.http.HttpServlet;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The containers, and the ways into each. */
enum WayIn {
    TOMCAT_11_SERVLET(Brand.TOMCAT_11),
    TOMCAT_11_ENDPOINT(Brand.TOMCAT_11),
    JETTY_EE11_SERVLET(Brand.JETTY_EE11),
    JETTY_EE11_ENDPOINT(Brand.JETTY_EE11),
    TYRUS_ENDPOINT(Brand.TYRUS),
    TOMCAT_10_SERVLET(Brand.TOMCAT_10),
    TOMCAT_10_ENDPOINT(Brand.TOMCAT_10),
    JETTY_EE10_SERVLET(Brand.JETTY_EE10),
    JETTY_EE10_ENDPOINT(Brand.JETTY_EE10),
    UNDERTOW_SERVLET(Brand.UNDERTOW),
    UNDERTOW_ENDPOINT(Brand.UNDERTOW);

    /** Which of the two class paths this is: see the executions of surefire. */
    private static final int JAKARTA_EE = Integer.getInteger("jakarta.ee", 11);

    /** Where containers listen, unless they have no choice: nobody else's business but in a network namespace. */
    static final String LISTEN = System.getProperty("realmhub.listen", "127.0.0.1");

    private final Brand brand;

    WayIn(Brand brand) {
        this.brand = brand;
    }

    /** Returns those that this class path has containers for. */
    static Stream<WayIn> all() {
        return Arrays.stream(values()).filter(way -> way.brand.jakartaEe() == JAKARTA_EE);
    }

    /** Returns those behind a servlet: what it refuses, it refuses by HTTP. */
    static Stream<WayIn> servlets() {
        return all().filter(WayIn::isServlet);
    }

    /** Returns those without a servlet: each container once. */
    static Stream<WayIn> endpoints() {
        return all().filter(way -> !way.isServlet());
    }

    boolean isServlet() {
        return name().endsWith("_SERVLET");
    }

    /** Whether it is a release of Tomcat, of Jetty, of Tyrus or of Undertow. */
    boolean is(String family) {
        return name().startsWith(family);
    }

    /** Returns how a foreign origin is refused: Undertow takes the endpoint for not there. */
    int statusForForeignOrigin() {
        return this == UNDERTOW_ENDPOINT ? 404 : 403;
    }

    /** Starts the container with the hub at {@code /ws}, on a free port. */
    Running start(Hub hub, List<ClientProtocol> more) {
        return start(hub, "/ws", more);
    }

    /** As above, at another path; not for servlets. */
    Running start(Hub hub, String path, List<ClientProtocol> more) {
        return isServlet()
                ? brand.start(new HubServlet(hub, more), path + "/*", container -> {})
                : start(container -> HubEndpoints.deploy(container, path, hub, more));
    }

    /** Starts the container with an endpoint of the test's own; not for servlets. */
    Running start(ServerEndpointConfig endpoint) {
        return start(container -> add(endpoint, container));
    }

    private Running start(Consumer<ServerContainer> deployment) {
        return brand.start(new HttpServlet() {}, "/none", deployment);
    }

    private static void add(ServerEndpointConfig endpoint, ServerContainer container) {
        try {
            container.addEndpoint(endpoint);
        } catch (DeploymentException failed) {
            throw new AssertionError(failed);
        }
    }

    /** A container that runs. */
    interface Running {
        int port();

        void stop() throws Exception;
    }
}
