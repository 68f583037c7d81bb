package dev.realmhub.spring;

import dev.realmhub.Broker;
import dev.realmhub.nats.NatsSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/** Which bus. {@code realm-nats} need not be there. */
final class Brokers {
    private Brokers() {}

    static Broker of(RealmHubProperties properties, @Nullable ClassLoader application) {
        if (properties.nats().isEmpty()) {
            return Broker.local();
        }
        if (!ClassUtils.isPresent("dev.realmhub.nats.NatsSettings", application)) {
            throw new IllegalStateException(
                    "realmhub.nats is set, but realm-nats is missing: add the dependency dev.realmhub:realm-nats");
        }
        return NatsSettings.broker(properties.natsSettings()).connect();
    }
}
