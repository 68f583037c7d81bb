package dev.realmhub.jakarta;

import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The handshake of one connection behind a servlet that has checked everything. */
final class UpgradeConfigurator extends ServerEndpointConfig.Configurator {
    private final HubEndpoint endpoint;
    private final String subprotocol;

    UpgradeConfigurator(HubEndpoint endpoint, String subprotocol) {
        this.endpoint = endpoint;
        this.subprotocol = subprotocol;
    }

    @Override
    public boolean checkOrigin(@Nullable String origin) {
        return true;
    }

    @Override
    public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
        return subprotocol;
    }

    /** See {@link PlainConfigurator#getNegotiatedExtensions}. */
    @Override
    public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
        return List.of();
    }

    @Override
    public <T> T getEndpointInstance(Class<T> endpointClass) {
        return endpointClass.cast(endpoint);
    }
}
