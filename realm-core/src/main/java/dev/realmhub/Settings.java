package dev.realmhub;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Settings as text, from a map, properties or the environment, for applications without a framework that does it. {@code
 * docs/configuration.md} lists every key with its unit, default and reason.
 *
 * <pre>{@code
 * HubConfig config = Settings.of(System.getenv(), "REALMHUB_HUB_").hubConfig();
 * }</pre>
 *
 * <p>Case, {@code -}, {@code _} and {@code .} make no difference in keys: {@code outbox-bytes}, {@code outboxBytes} and {@code
 * OUTBOX_BYTES} are one. What is wrong is refused by an {@link IllegalArgumentException} that names the key as it was
 * written, the value, and what is allowed; so is a key that no setting has. Secrets are named without their value.
 *
 * <p>Immutable and thread-safe.
 */
public final class Settings {
    /** One setting as it was written. */
    record Written(String key, String value) {}

    private final String prefix;
    private final Map<String, Written> all;

    private Settings(String prefix, Map<String, Written> all) {
        this.prefix = prefix;
        this.all = all;
    }

    /** Returns all settings of a map; see {@link #of(Map, String)}. */
    public static Settings of(Map<?, ?> all) {
        return of(all, "");
    }

    /** Returns the settings of properties, and of their defaults; see {@link #of(Map, String)}. */
    public static Settings of(Properties all, String prefix) {
        return of(all.stringPropertyNames().stream().collect(Collectors.toMap(key -> key, all::getProperty)), prefix);
    }

    /**
     * Returns the settings of a map whose keys begin with a prefix; what else it holds is not looked at.
     *
     * @param all texts, or what has its text by {@code toString}, {@link System#getenv()} for one
     * @param prefix with its last separator, {@code realmhub.hub.} or {@code REALMHUB_HUB_}; kept out of keys
     * @throws IllegalArgumentException if two keys name the same setting
     */
    public static Settings of(Map<?, ?> all, String prefix) {
        Map<String, Written> found = new TreeMap<>();
        all.keySet().stream().sorted(Comparator.comparing(String::valueOf)).forEach(key -> {
            String name = dashed(String.valueOf(key));
            if (name.startsWith(dashed(prefix))) {
                Written written = new Written(
                        String.valueOf(key), String.valueOf(all.get(key)).strip());
                Written other = found.put(plain(name.substring(prefix.length())), written);
                if (other != null) {
                    throw new IllegalArgumentException(
                            other.key + " and " + written.key + " are the same setting; leave one of them out");
                }
            }
        });
        return new Settings(prefix, found);
    }

    /**
     * Returns the settings of a hub, the defaults where nothing is said.
     *
     * @throws IllegalArgumentException if one is wrong, or unknown, or two contradict each other
     */
    public HubConfig hubConfig() {
        return HubSettings.read(this);
    }

    /**
     * Tells a builder all of these settings: for modules that have a table of their own.
     *
     * @return the builder
     * @throws IllegalArgumentException if one is wrong, or not in the table
     */
    public <B> B into(B builder, SettingTable<B> table) {
        Map<String, Written> rest = new LinkedHashMap<>(all);
        table.rows().forEach(row -> {
            Written written = rest.remove(plain(row.key()));
            if (written != null) {
                row.tell(builder, written);
            }
        });
        rest.values().forEach(unknown -> {
            throw new IllegalArgumentException(unknown.key + " is no setting; behind '" + prefix + "' there are "
                    + table.rows().stream().map(SettingTable.Row::key).collect(Collectors.joining(", ")));
        });
        return builder;
    }

    private static String dashed(String key) {
        return key.toLowerCase(Locale.ROOT).replace('_', '-').replace('.', '-');
    }

    private static String plain(String key) {
        return dashed(key).replace("-", "");
    }

    static int positive(String setting, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(setting + " is " + value + "; it must be at least 1");
        }
        return value;
    }

    static Duration positive(String setting, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(setting + " is " + value + "; it must be more than zero");
        }
        return value;
    }
}
