package dev.realmhub.jakarta;

import dev.realmhub.ClientProtocol;
import dev.realmhub.Handshake;
import dev.realmhub.Hub;
import dev.realmhub.RefusedException;
import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The handshake without a servlet. The container asks it once per connection, by several threads at once; what is seen of
 * the request goes to the endpoint in the session's user properties, which each container keeps per connection.
 */
final class PlainConfigurator extends ServerEndpointConfig.Configurator {
    private static final String HANDSHAKE = "dev.realmhub.handshake";

    private final Hub hub;
    private final Protocols protocols;
    private final Mount mount;

    PlainConfigurator(Hub hub, Protocols protocols, Mount mount) {
        this.hub = hub;
        this.protocols = protocols;
        this.mount = mount;
    }

    @Override
    public boolean checkOrigin(@Nullable String origin) {
        return hub.allowsOrigin(Handshakes.ofOrigin(origin));
    }

    @Override
    public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
        return protocols.firstOf(requested).map(ClientProtocol::name).orElse("");
    }

    /** No compression: it costs memory per client on two containers, and the others do not offer it. */
    @Override
    public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
        return List.of();
    }

    @Override
    public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
        config.getUserProperties().put(HANDSHAKE, Handshakes.of(request, mount, config.getUserProperties()));
    }

    @Override
    public <T> T getEndpointInstance(Class<T> endpointClass) {
        return endpointClass.cast(new HubEndpoint(hub, this::guest));
    }

    private Guest guest(Session session) {
        if (!(session.getUserProperties().remove(HANDSHAKE) instanceof Handshake handshake)) {
            throw new IllegalStateException("the container lost the handshake's user properties");
        }
        return new Guest(handshake, protocol(handshake, session), hub.authenticate(handshake));
    }

    /** What was answered counts. Browsers give up by themselves if none of their offers was taken; others are told. */
    private ClientProtocol protocol(Handshake handshake, Session session) {
        String taken = Objects.requireNonNullElse(session.getNegotiatedSubprotocol(), "");
        boolean refused = taken.isEmpty() && !Protocols.offered(handshake).isEmpty();
        return protocols
                .firstOf(taken.isEmpty() ? List.of() : List.of(taken))
                .filter(known -> !refused)
                .orElseThrow(() -> new RefusedException(Protocols.UNKNOWN));
    }
}
