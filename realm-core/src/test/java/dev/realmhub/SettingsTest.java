package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsTest {
    @Test
    void aSettingMayBeWrittenAsPropertiesEnvironmentsAndJavaWriteIt() {
        assertThat(Settings.of(Map.of("realmhub.hub.outbox-bytes", "2MiB", "other", "1"), "realmhub.hub.")
                        .hubConfig()
                        .outboxBytes())
                .isEqualTo(2 * 1024 * 1024);
        assertThat(Settings.of(Map.of("REALMHUB_HUB_OUTBOX_BYTES", " 70000 "), "REALMHUB_HUB_")
                        .hubConfig()
                        .outboxBytes())
                .isEqualTo(70_000);
        assertThat(Settings.of(Map.of("outboxBytes", 9)).hubConfig().outboxBytes())
                .isEqualTo(9);
    }

    @Test
    void thePrefixEndsWhereItEnds() {
        assertThat(Settings.of(Map.of("realmhub.hubris", "1"), "realmhub.hub.").hubConfig())
                .isNotNull();
    }

    @Test
    void defaultsOfPropertiesCount() {
        Properties defaults = new Properties();
        defaults.setProperty("hub.lanes", "3");
        assertThat(Settings.of(new Properties(defaults), "hub.").hubConfig().lanes())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"250ms,PT0.25S", "10s,PT10S", "2m,PT2M", "1h,PT1H", "PT1M30S,PT1M30S", "7 S,PT7S"})
    void durationsAreWrittenAsPeopleAndAsTheStandardWriteThem(String text, Duration meant) {
        assertThat(Settings.of(Map.of("outbox-age", text)).hubConfig().outboxAge())
                .isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HUB_HEARTBEAT     | soon  | HUB_HEARTBEAT is 'soon': it must be a duration: 500ms, 10s, 2m, 1h or PT10S",
                "HUB_HEARTBEAT     | 10    | HUB_HEARTBEAT is '10': it must be a duration: 500ms, 10s, 2m, 1h or PT10S",
                "HUB_OUTBOX_BYTES  | 4GiB  | HUB_OUTBOX_BYTES is '4GiB': it must be a number of bytes: 8192, 8KiB, 1MiB",
                "HUB_OUTBOX_BYTES  | 4096MiB | HUB_OUTBOX_BYTES is '4096MiB': it must be a number of bytes: 8192, 8KiB, 1MiB",
                "hub.lanes         | many  | hub.lanes is 'many': it must be a whole number",
                "hub.lanes         | 0     | hub.lanes is '0': lanes is 0; it must be at least 1",
                "hub.gather        | 6ms   | hub.gather is '6ms': gather is PT0.006S; it must be 0 to 5 ms",
                "hub.raw-command   | a b   | hub.raw-command is 'a b': rawCommand must be 1 to 64 of A-Z a-z 0-9 _ -, and has U+0020 at index 1",
            })
    void aWrongValueIsRefusedByKeyValueAndWhatIsAllowed(String key, String value, String message) {
        Settings settings = Settings.of(Map.of(key, value), "hub.");
        assertThatIllegalArgumentException().isThrownBy(settings::hubConfig).withMessage(message);
    }

    @Test
    void anUnknownKeyIsRefusedAndTheKnownOnesAreNamed() {
        Settings settings = Settings.of(Map.of("hub.inbound-byte", "1"), "hub.");
        assertThatIllegalArgumentException()
                .isThrownBy(settings::hubConfig)
                .withMessageStartingWith(
                        "hub.inbound-byte is no setting; behind 'hub.' there are inbound-bytes, held-messages");
    }

    @Test
    void oneSettingWrittenTwiceIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.of(Map.of("outbox-age", "1s", "OUTBOX_AGE", "2s")))
                .withMessageContaining("outbox-age")
                .withMessageContaining("OUTBOX_AGE");
    }

    @Test
    void settingsThatContradictEachOtherAreRefused() {
        Settings settings = Settings.of(Map.of("heartbeat", "30s"));
        assertThatIllegalArgumentException().isThrownBy(settings::hubConfig).withMessageContaining("silenceLimit");
    }

    @Test
    void aSecretIsNotRepeated() {
        SettingTable<Object> table = new SettingTable<>().secret("token", (to, value) -> {
            throw new IllegalArgumentException("no such token");
        });
        Settings settings = Settings.of(Map.of("token", "s3cret"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.into("", table))
                .withMessage("token is (a secret): no such token");
    }

    @Test
    void everySettingOfAHubCanBeToldAsText() {
        assertThat(HubSettings.TABLE.rows().stream().map(row -> camel(row.key())))
                .containsExactlyInAnyOrderElementsOf(
                        HubConfigTest.settings().map(Method::getName).toList());
    }

    @ParameterizedTest
    @MethodSource("keys")
    void eachKeySetsWhatItNames(String key, String unit) throws ReflectiveOperationException {
        String text = key.equals("gather") ? "3ms" : unit.equals("duration") ? "17s" : "17";
        String tooLong = Map.of("heartbeat", "silence-limit", "authenticate-deadline", "join-deadline")
                .getOrDefault(key, "");
        Settings settings = Settings.of(tooLong.isEmpty() ? Map.of(key, text) : Map.of(key, text, tooLong, "1m"));
        HubConfig told = settings.hubConfig();
        assertThat(value(told, camel(key))).hasToString(unit.equals("duration") ? inIso(text) : text);
    }

    static Stream<Arguments> keys() {
        return HubSettings.TABLE.rows().stream().map(row -> Arguments.of(row.key(), row.unit()));
    }

    private static String inIso(String text) {
        return SettingTexts.duration(text).toString();
    }

    @Test
    void theTableInTheDocumentNamesEachKeyWithItsUnitAndAReason() throws IOException {
        List<String[]> rows = rows().toList();
        assertThat(rows.stream().map(row -> row[0] + " " + row[1])).isEqualTo(HubSettings.TABLE.keysAndUnits());
        assertThat(rows).allMatch(row -> row[3].length() > 10);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theDefaultInTheDocumentIsTheDefault(String key, String unit, String value, String reason)
            throws ReflectiveOperationException {
        HubConfig told = Settings.of(Map.of(key, value)).hubConfig();
        assertThat(value(told, camel(key)))
                .as("%s (%s, %s)", key, unit, reason)
                .isEqualTo(value(HubConfig.defaults(), camel(key)));
    }

    /** The rows of the document's table of a hub's settings. */
    static Stream<String[]> rows() throws IOException {
        String page = Files.readString(Path.of("../docs/configuration.md"));
        return page.substring(page.indexOf("## Hub"), page.indexOf("## NATS"))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.replace("`", "").substring(2).split(" \\| | \\|$", -1));
    }

    private static Object value(HubConfig config, String name) throws ReflectiveOperationException {
        Object holder = Stream.of(config, config.continuity(), config.bounds())
                .filter(part -> Arrays.stream(part.getClass().getMethods())
                        .anyMatch(method -> method.getName().equals(name)))
                .findFirst()
                .orElseThrow();
        return holder.getClass().getMethod(name).invoke(holder);
    }

    private static String camel(String key) {
        StringBuilder name = new StringBuilder();
        for (String word : key.split("-", -1)) {
            name.append(name.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return name.toString();
    }
}
