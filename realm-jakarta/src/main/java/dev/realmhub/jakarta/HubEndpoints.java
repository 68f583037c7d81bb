package dev.realmhub.jakarta;

import dev.realmhub.ClientProtocol;
import dev.realmhub.Hub;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Objects;

/**
 * Opens a hub to WebSockets where there are no servlets. Where there are, take {@link HubServlet}: here a client that may
 * not in learns it by a close code, after the upgrade, and on Jetty the application's filters do not see the handshake.
 * Only a foreign origin is refused before it, with 403.
 *
 * <p>The path may end in variables, {@code /live/{kind}/{id}}: what they match is the client's path if it sends no query
 * parameter {@code path}.
 *
 * <p>Thread-safe.
 */
public final class HubEndpoints {
    private HubEndpoints() {}

    /**
     * Adds an endpoint for {@code realmhub.v1}, {@code realmhub.v1.json} and raw clients. To be called while the
     * container starts.
     *
     * @param path within the application, {@code /ws}
     * @throws IllegalStateException if the container does not take it
     */
    public static void deploy(ServerContainer container, String path, Hub hub) {
        deploy(container, path, hub, List.of());
    }

    /**
     * As {@link #deploy(ServerContainer, String, Hub)}, with more protocols.
     *
     * @param more protocols besides the three, or in place of one of the same name; raw clients' name is empty
     */
    public static void deploy(ServerContainer container, String path, Hub hub, List<ClientProtocol> more) {
        Objects.requireNonNull(container, "container is null: " + Upgrade.WEBSOCKETS_ARE_OFF);
        try {
            container.addEndpoint(config(path, hub, more));
        } catch (DeploymentException refused) {
            throw new IllegalStateException(
                    "the container took no endpoint at " + path + ": " + refused.getMessage()
                            + "; deploy each path once, while the container starts",
                    refused);
        }
    }

    /** Returns what {@link #deploy(ServerContainer, String, Hub)} adds: for a {@code ServerApplicationConfig}. Not on Quarkus. */
    public static ServerEndpointConfig config(String path, Hub hub) {
        return config(path, hub, List.of());
    }

    /** Returns what {@link #deploy(ServerContainer, String, Hub, List)} adds. */
    public static ServerEndpointConfig config(String path, Hub hub, List<ClientProtocol> more) {
        return config(path, hub, more, "");
    }

    /**
     * Returns a config for one connection: for a container that upgrades request by request, as Quarkus' does, and so can
     * say from where. Make one per request.
     *
     * @param remoteAddress the peer's IP address; empty if it is not known
     */
    public static ServerEndpointConfig config(String path, Hub hub, List<ClientProtocol> more, String remoteAddress) {
        Libraries.check();
        checkPath(path);
        Protocols protocols = Protocols.of(Protocols.given(hub).config(), more);
        return ServerEndpointConfig.Builder.create(HubEndpoint.class, path)
                .subprotocols(protocols.names())
                .configurator(new PlainConfigurator(hub, protocols, new Mount(path), remoteAddress))
                .build();
    }

    private static void checkPath(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException(
                    "the endpoint's path '" + path + "' must begin with '/': /ws, or /live/{kind}/{id}");
        }
    }
}
