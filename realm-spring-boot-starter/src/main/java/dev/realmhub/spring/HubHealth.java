package dev.realmhub.spring;

import dev.realmhub.Hub;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether the hub can serve new clients. Thread-safe; does not block. */
record HubHealth(Hub hub) implements HealthIndicator {
    @Override
    public Health health() {
        Health.Builder health = hub.isReady() ? Health.up() : Health.outOfService();
        return health.withDetail("node", hub.id())
                .withDetail("clients", hub.clientCount())
                .withDetail("realms", hub.realmCount())
                .build();
    }
}
