package dev.realmhub.spring;

import dev.realmhub.Settings;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties {@code realmhub.*}. Immutable and thread-safe.
 *
 * @param path where the hub is mounted; the client's path may follow it
 * @param allowedOrigins whose pages may connect: scheme, host and port, exactly
 * @param allowNoOrigin whether clients that are no browsers may connect
 * @param node the node's id, unique in the cluster; random if absent
 * @param snapshots kinds of realms that begin with a snapshot
 * @param hub the keys of {@code docs/configuration.md}, "Hub"
 * @param nats those of "NATS"; without any the broker is in this process only
 */
@ConfigurationProperties("realmhub")
record RealmHubProperties(
        @DefaultValue("/ws") String path,
        @DefaultValue List<String> allowedOrigins,
        @DefaultValue("false") boolean allowNoOrigin,
        @Nullable String node,
        @DefaultValue List<String> snapshots,
        @DefaultValue Map<String, String> hub,
        @DefaultValue Map<String, String> nats) {

    Settings hubSettings() {
        return settings("realmhub.hub.", hub);
    }

    Settings natsSettings() {
        return settings("realmhub.nats.", nats);
    }

    /** With their prefix again, so that what is wrong is named as it was written. */
    private static Settings settings(String prefix, Map<String, String> keys) {
        return Settings.of(
                keys.entrySet().stream().collect(Collectors.toMap(key -> prefix + key.getKey(), Map.Entry::getValue)),
                prefix);
    }
}
