package dev.realmhub.jakarta;

import dev.realmhub.ClientProtocol;
import dev.realmhub.Hub;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.function.Consumer;

/** The containers, and the ways into each. */
enum WayIn {
    TOMCAT_SERVLET(true),
    TOMCAT_ENDPOINT(false),
    JETTY_SERVLET(true),
    JETTY_ENDPOINT(false),
    TYRUS_ENDPOINT(false);

    private final boolean servlet;

    WayIn(boolean servlet) {
        this.servlet = servlet;
    }

    /** Whether refusals can be said by HTTP. */
    boolean isServlet() {
        return servlet;
    }

    /** Starts the container with the hub at {@code /ws}, on a free port of the loopback interface. */
    Running start(Hub hub, List<ClientProtocol> more) {
        return start(hub, "/ws", more);
    }

    /** As above, at another path; not for servlets. */
    Running start(Hub hub, String path, List<ClientProtocol> more) {
        return start(new HubServlet(hub, more), path, container -> HubEndpoints.deploy(container, path, hub, more));
    }

    /** Starts the container with an endpoint of the test's own; not for servlets. */
    Running start(ServerEndpointConfig endpoint) {
        return start(new HttpServlet() {}, "/none", container -> add(endpoint, container));
    }

    private static void add(ServerEndpointConfig endpoint, ServerContainer container) {
        try {
            container.addEndpoint(endpoint);
        } catch (DeploymentException failed) {
            throw new AssertionError(failed);
        }
    }

    private Running start(Servlet servlet, String path, Consumer<ServerContainer> deployment) {
        try {
            return switch (this) {
                case TOMCAT_SERVLET -> TomcatFixture.withServlet(servlet, path + "/*");
                case TOMCAT_ENDPOINT -> TomcatFixture.with(deployment);
                case JETTY_SERVLET -> JettyFixture.withServlet(servlet, path + "/*");
                case JETTY_ENDPOINT -> JettyFixture.with(deployment);
                case TYRUS_ENDPOINT -> TyrusFixture.with(deployment);
            };
        } catch (Exception failed) {
            throw new AssertionError("could not start " + this, failed);
        }
    }

    /** A container that runs. */
    interface Running {
        int port();

        void stop() throws Exception;
    }
}
