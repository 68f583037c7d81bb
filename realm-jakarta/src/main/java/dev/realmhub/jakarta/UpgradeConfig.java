package dev.realmhub.jakarta;

import jakarta.websocket.Decoder;
import jakarta.websocket.Encoder;
import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a container asks about one connection behind a servlet that has checked everything. Its own configurator, and not
 * made by the standard's builder: containers keep it as long as the connection, and the builder's takes four times the
 * memory.
 */
final class UpgradeConfig extends ServerEndpointConfig.Configurator implements ServerEndpointConfig {
    private final HubEndpoint endpoint;
    private final List<String> subprotocols;
    private final String subprotocol;
    private final Map<String, Object> userProperties = new HashMap<>();

    /**
     * Makes one.
     *
     * @param subprotocols all that there are
     * @param subprotocol the one that is answered
     */
    UpgradeConfig(HubEndpoint endpoint, List<String> subprotocols, String subprotocol) {
        this.endpoint = endpoint;
        this.subprotocols = subprotocols;
        this.subprotocol = subprotocol;
    }

    @Override
    public Class<?> getEndpointClass() {
        return HubEndpoint.class;
    }

    @Override
    public String getPath() {
        return "/";
    }

    @Override
    public List<String> getSubprotocols() {
        return subprotocols;
    }

    @Override
    public List<Extension> getExtensions() {
        return List.of();
    }

    @Override
    public ServerEndpointConfig.Configurator getConfigurator() {
        return this;
    }

    @Override
    public List<Class<? extends Encoder>> getEncoders() {
        return List.of();
    }

    @Override
    public List<Class<? extends Decoder>> getDecoders() {
        return List.of();
    }

    @Override
    public Map<String, Object> getUserProperties() {
        return userProperties;
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
