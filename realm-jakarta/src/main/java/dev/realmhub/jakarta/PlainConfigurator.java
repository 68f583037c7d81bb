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
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The handshake without a servlet. The container asks it once per connection, by several threads at once; what is seen of
 * the request goes to the endpoint in the session's user properties. The standard has containers keep these per connection;
 * where they are shared all the same, clients would get each other's users, so no second one is let in.
 */
final class PlainConfigurator extends ServerEndpointConfig.Configurator {
    private static final String ASKED = "dev.realmhub.handshake";

    /** What a handshake leaves for its session, and the subprotocol that was answered. */
    private record Asked(Handshake handshake, String answered) {}

    private final Hub hub;
    private final Protocols protocols;
    private final Mount mount;
    private final String remoteAddress;

    /**
     * Makes one.
     *
     * @param remoteAddress of the one connection it is for; empty if for all
     */
    PlainConfigurator(Hub hub, Protocols protocols, Mount mount, String remoteAddress) {
        this.hub = hub;
        this.protocols = protocols;
        this.mount = mount;
        this.remoteAddress = remoteAddress;
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
        Map<String, Object> ofSession = config.getUserProperties();
        Handshake handshake = Handshakes.of(request, mount, remoteAddress, ofSession);
        if (ofSession.putIfAbsent(ASKED, new Asked(handshake, answered(response))) != null) {
            throw new IllegalStateException(
                    "the container gives all connections the same user properties, and so each other's"
                            + " users: have it upgrade each by a config of its own, see Quarkus in docs/containers.md");
        }
    }

    /** Quarkus does not tell the session. */
    private static String answered(HandshakeResponse response) {
        List<String> values = response.getHeaders().get(HandshakeRequest.SEC_WEBSOCKET_PROTOCOL);
        return values == null || values.isEmpty() ? "" : values.get(0);
    }

    @Override
    public <T> T getEndpointInstance(Class<T> endpointClass) {
        return endpointClass.cast(new HubEndpoint(hub, this::guest));
    }

    private Guest guest(Session session) {
        if (!(session.getUserProperties().remove(ASKED) instanceof Asked asked)) {
            throw new IllegalStateException("the container lost the handshake's user properties");
        }
        Handshake handshake = asked.handshake();
        return new Guest(handshake, protocol(asked, session), hub.authenticate(handshake));
    }

    /** What was answered counts. Browsers give up by themselves if none of their offers was taken; others are told. */
    private ClientProtocol protocol(Asked asked, Session session) {
        String told = Objects.requireNonNullElse(session.getNegotiatedSubprotocol(), "");
        String taken = told.isEmpty() ? asked.answered() : told;
        boolean refused =
                taken.isEmpty() && !Protocols.offered(asked.handshake()).isEmpty();
        return protocols
                .firstOf(taken.isEmpty() ? List.of() : List.of(taken))
                .filter(known -> !refused)
                .orElseThrow(() -> new RefusedException(Protocols.UNKNOWN));
    }
}
