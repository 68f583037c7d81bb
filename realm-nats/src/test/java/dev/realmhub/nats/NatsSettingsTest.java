package dev.realmhub.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.realmhub.Settings;
import io.nats.client.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NatsSettingsTest {
    @Test
    void everySettingArrives() {
        NatsBroker.Builder told = NatsSettings.broker(Settings.of(
                Map.ofEntries(
                        Map.entry("RH_URLS", "nats://a:4222, nats://b:4223"),
                        Map.entry("RH_PREFIX", "beta"),
                        Map.entry("RH_QUEUE_GROUP", "games"),
                        Map.entry("RH_NAME", "hub-1"),
                        Map.entry("RH_INTEREST", "joined"),
                        Map.entry("RH_STREAM_REPLICAS", "3"),
                        Map.entry("RH_USER", "alice"),
                        Map.entry("RH_PASSWORD", "s3cret"),
                        Map.entry("RH_CONNECT_LIMIT", "1s"),
                        Map.entry("RH_ATTEMPT_LIMIT", "3s"),
                        Map.entry("RH_RECONNECT_WAIT", "300ms"),
                        Map.entry("RH_RECONNECT_JITTER", "50ms"),
                        Map.entry("RH_PING_INTERVAL", "4s"),
                        Map.entry("RH_PINGS_OUT", "5"),
                        Map.entry("RH_OUTGOING_MESSAGES", "77")),
                "RH_"));
        Options options = told.options.build();
        assertThat(options.getServers()).hasToString("[nats://a:4222, nats://b:4223]");
        assertThat(told.plan.subjects.stream()).contains("beta");
        assertThat(told.plan.queueGroup).isEqualTo("games");
        assertThat(options.getConnectionName()).isEqualTo("hub-1");
        assertThat(told.plan.interest).isEqualTo(Interest.JOINED);
        assertThat(told.plan.replicas).isEqualTo(3);
        assertThat(String.valueOf(options.getUsernameChars())).isEqualTo("alice");
        assertThat(String.valueOf(options.getPasswordChars())).isEqualTo("s3cret");
        assertThat(told.plan.connectLimit).isEqualTo(Duration.ofSeconds(1));
        assertThat(link(options)).isEqualTo(List.of("PT3S", "PT0.3S", "PT0.05S", "PT0.05S", "PT4S", "5", "77"));
    }

    private static List<String> link(Options options) {
        return Stream.of(
                        options.getConnectionTimeout(),
                        options.getReconnectWait(),
                        options.getReconnectJitter(),
                        options.getReconnectJitterTls(),
                        options.getPingInterval(),
                        options.getMaxPingsOut(),
                        options.getMaxMessagesInOutgoingQueue())
                .map(String::valueOf)
                .toList();
    }

    @Test
    void aTokenAndCredentialsArriveToo() {
        Options token = NatsSettings.broker(Settings.of(Map.of("urls", "nats://a", "token", "t")))
                .options
                .build();
        assertThat(String.valueOf(token.getTokenChars())).isEqualTo("t");
        Options credentials = NatsSettings.broker(Settings.of(Map.of("urls", "nats://a", "credentials", "/k.creds")))
                .options
                .build();
        assertThat(credentials.getAuthHandler()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "interest        | some  | interest is 'some': it must be one of [all, joined]",
                "stream-replicas | 2     | stream-replicas is '2': streamReplicas is 2; it must be 1, 3 or 5",
                "pings-out       | 0     | pings-out is '0': it must be at least 1",
                "ping-interval   | often | ping-interval is 'often': it must be a duration: 500ms, 10s, 2m, 1h or PT10S",
            })
    void aWrongValueIsRefusedByKeyValueAndWhatIsAllowed(String key, String value, String message) {
        Settings settings = Settings.of(Map.of("urls", "nats://a", key, value));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NatsSettings.broker(settings))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"name,a,urls is missing", "urls,,urls is missing", "urls,:,not all of these are NATS URLs"})
    void aConnectionNeedsServers(String key, String value, String message) {
        Settings settings = Settings.of(Map.of(key, value == null ? "" : value));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NatsSettings.broker(settings))
                .withMessageContaining(message);
    }

    @Test
    void aPasswordWithoutAUserIsRefusedAndNotRepeated() {
        Settings settings = Settings.of(Map.of("urls", "nats://a", "password", "s3cret"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NatsSettings.broker(settings))
                .withMessage("user and password belong together; one of them is missing: set both, or neither");
    }

    @Test
    void theTableInTheDocumentNamesEachKeyWithItsUnitAndAReason() throws IOException {
        assertThat(rows().map(row -> row[0] + " " + row[1])).isEqualTo(NatsSettings.TABLE.keysAndUnits());
        assertThat(rows()).allMatch(row -> row[3].length() > 10);
    }

    @Test
    void theDefaultsInTheDocumentAreTheDefaults() throws IOException {
        Map<String, String> documented =
                rows().filter(row -> !row[2].equals("none")).collect(Collectors.toMap(row -> row[0], row -> row[2]));
        NatsBroker.Builder defaults = NatsBroker.builder("nats://a");
        documented.put("urls", "nats://a");
        NatsBroker.Builder told = NatsSettings.broker(Settings.of(documented));
        assertThat(all(told)).isEqualTo(all(defaults));
        assertThat(documented).hasSize(13);
    }

    private static List<Object> all(NatsBroker.Builder builder) {
        Options options = builder.options.build();
        return List.of(
                link(options),
                builder.plan.subjects.stream(),
                builder.plan.queueGroup,
                builder.plan.connectLimit,
                builder.plan.replicas,
                builder.plan.interest,
                options.getConnectionName());
    }

    private static Stream<String[]> rows() throws IOException {
        String page = Files.readString(Path.of("../docs/configuration.md"));
        return page.substring(page.indexOf("## NATS"), page.indexOf("## In code only"))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.replace("`", "").substring(2).split(" \\| | \\|$", -1));
    }
}
