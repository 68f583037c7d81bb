package dev.realmhub.benchmarks;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.Map;

/** Upgrades whoever comes; the way in that the chat takes, too. Thread-safe. */
final class UpgradeServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient ServerEndpointConfig config;

    UpgradeServlet(ServerEndpointConfig config) {
        this.config = config;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        ServerContainer container = (ServerContainer) getServletContext().getAttribute(ServerContainer.class.getName());
        try {
            container.upgradeHttpToWebSocket(request, response, config, Map.of());
        } catch (DeploymentException refused) {
            throw new ServletException(refused);
        }
    }
}
