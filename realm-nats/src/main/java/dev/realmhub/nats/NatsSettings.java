package dev.realmhub.nats;

import dev.realmhub.Secret;
import dev.realmhub.SettingTable;
import dev.realmhub.Settings;
import io.nats.client.Options;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The settings of a connection to NATS as text; see {@link Settings} and {@code docs/configuration.md}.
 *
 * <pre>{@code
 * Broker broker = NatsSettings.broker(Settings.of(System.getenv(), "REALMHUB_NATS_")).connect();
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class NatsSettings {
    private static final Pattern BETWEEN_URLS = Pattern.compile(" *, *");
    private static final Map<String, Interest> INTERESTS =
            new TreeMap<>(Map.of("all", Interest.ALL, "joined", Interest.JOINED));

    /** A new one is one line here and one in the document. */
    static final SettingTable<NatsSettings> TABLE = new SettingTable<NatsSettings>()
            .text("urls", (to, value) -> to.urls = value)
            .text("prefix", (to, value) -> to.broker(builder -> builder.prefix(value)))
            .text("queue-group", (to, value) -> to.broker(builder -> builder.queueGroup(value)))
            .text("name", (to, value) -> to.broker(builder -> builder.name(value)))
            .text("interest", (to, value) -> to.interest(value))
            .count("stream-replicas", (to, value) -> to.broker(builder -> builder.streamReplicas(value)))
            .text("user", (to, value) -> to.user = value)
            .secret("password", (to, value) -> to.password = value)
            .secret("token", (to, value) -> to.broker(builder -> builder.token(Secret.of(value))))
            .text("credentials", (to, value) -> to.broker(builder -> builder.credentials(Path.of(value))))
            .text("trust", (to, value) -> to.broker(builder -> builder.trust(Path.of(value))))
            .duration("connect-limit", (to, value) -> to.broker(builder -> builder.connectLimit(value)))
            .duration("attempt-limit", (to, value) -> to.link(options -> options.connectionTimeout(value)))
            .duration("reconnect-wait", (to, value) -> to.link(options -> options.reconnectWait(value)))
            .duration(
                    "reconnect-jitter",
                    (to, value) ->
                            to.link(options -> options.reconnectJitter(value).reconnectJitterTls(value)))
            .duration("ping-interval", (to, value) -> to.link(options -> options.pingInterval(value)))
            .count("pings-out", (to, value) -> to.link(options -> options.maxPingsOut(positive(value))))
            .count(
                    "outgoing-messages",
                    (to, value) -> to.link(options -> options.maxMessagesInOutgoingQueue(positive(value))));

    private final List<Consumer<NatsBroker.Builder>> said = new ArrayList<>();
    private String urls = "";
    private String user = "";
    private String password = "";

    private NatsSettings() {}

    /**
     * Returns a builder that has been told these settings. Kinds of realms are code and still to be named there.
     *
     * @throws IllegalArgumentException if one is wrong, or unknown, or {@code urls} is missing
     */
    public static NatsBroker.Builder broker(Settings settings) {
        NatsSettings told = settings.into(new NatsSettings(), TABLE);
        if (told.urls.isEmpty()) {
            throw new IllegalArgumentException("the setting urls is missing: one NATS server or several of a cluster,"
                    + " nats://host:4222,nats://other:4222");
        }
        return told.broker();
    }

    private NatsBroker.Builder broker() {
        if (user.isEmpty() != password.isEmpty()) {
            throw new IllegalArgumentException(
                    "user and password belong together; one of them is missing: set both, or neither");
        }
        NatsBroker.Builder builder = NatsBroker.builder(BETWEEN_URLS.split(urls, -1));
        said.forEach(setting -> setting.accept(builder));
        return user.isEmpty() ? builder : builder.login(user, Secret.of(password));
    }

    /** Tries it at once, so that what is wrong is told by its key. */
    private void broker(Consumer<NatsBroker.Builder> setting) {
        setting.accept(NatsBroker.builder(Options.DEFAULT_URL));
        said.add(setting);
    }

    private void link(Consumer<Options.Builder> setting) {
        broker(builder -> setting.accept(builder.options));
    }

    private void interest(String name) {
        Interest what = INTERESTS.get(name.toLowerCase(Locale.ROOT));
        if (what == null) {
            throw new IllegalArgumentException("it must be one of " + INTERESTS.keySet());
        }
        broker(builder -> builder.interest(what));
    }

    private static int positive(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("it must be at least 1");
        }
        return value;
    }
}
