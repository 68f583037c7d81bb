package dev.realmhub.jakarta;

import dev.realmhub.Hub;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.Map;

/**
 * The upgrade of a guest who may come in. Apart from {@link HubServlet}, which must be found where there are no WebSockets, to
 * say so.
 */
record Upgrade(ServerEndpointConfig config) {
    static final String WEBSOCKETS_ARE_OFF = "this servlet context has no jakarta.websocket.server.ServerContainer:"
            + " switch WebSockets on (Tomcat: WsSci; Jetty: JakartaWebSocketServletContainerInitializer; Undertow:"
            + " WebSocketDeploymentInfo)";

    static Upgrade of(Hub hub, Protocols protocols, Guest guest) {
        HubEndpoint endpoint = new HubEndpoint(hub, session -> guest);
        return new Upgrade(
                new UpgradeConfig(endpoint, protocols.names(), guest.protocol().name()));
    }

    /** Has the container upgrade. */
    void answer(ServletContext context, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        try {
            container(context).upgradeHttpToWebSocket(request, response, config, Map.of());
        } catch (DeploymentException failed) {
            throw new ServletException("the container did not upgrade", failed);
        }
    }

    private static ServerContainer container(ServletContext context) throws ServletException {
        Object container = context.getAttribute(ServerContainer.class.getName());
        if (container instanceof ServerContainer found) {
            return found;
        }
        throw new ServletException(WEBSOCKETS_ARE_OFF);
    }
}
