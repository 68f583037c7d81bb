package dev.realmhub.jakarta;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.realmhub.Broker;
import dev.realmhub.Hub;
import dev.realmhub.Realm;
import dev.realmhub.Resolution;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Against a container that breaks the standard: Quarkus, where an endpoint is deployed. */
class PlainConfiguratorTest {
    @Test
    void whereConnectionsShareTheirPropertiesNobodyGetsTheHandshakeOfAnother() {
        try (Hub hub = Hub.builder(Broker.local())
                .allowNoOrigin()
                .resolver(request -> CompletableFuture.completedStage(Resolution.of(Realm.of("lobby"))))
                .build()) {
            ServerEndpointConfig shared = HubEndpoints.config("/ws", hub);
            HandshakeResponse response = () -> Map.of();
            shared.getConfigurator().modifyHandshake(shared, new Request("user=alice"), response);
            assertThatThrownBy(
                            () -> shared.getConfigurator().modifyHandshake(shared, new Request("user=bob"), response))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("see Quarkus in docs/containers.md");
        }
    }

    /** What such a container shows of a request. */
    private record Request(String cookie) implements HandshakeRequest {
        @Override
        public Map<String, List<String>> getHeaders() {
            return Map.of("Cookie", List.of(cookie));
        }

        @Override
        public Principal getUserPrincipal() {
            return () -> cookie;
        }

        @Override
        public URI getRequestURI() {
            return URI.create("/ws");
        }

        @Override
        public boolean isUserInRole(String role) {
            return false;
        }

        @Override
        public Object getHttpSession() {
            return cookie;
        }

        @Override
        public Map<String, List<String>> getParameterMap() {
            return Map.of();
        }

        @Override
        public String getQueryString() {
            return "";
        }
    }
}
