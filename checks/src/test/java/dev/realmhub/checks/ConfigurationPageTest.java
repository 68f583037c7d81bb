package dev.realmhub.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Owning;
import dev.realmhub.PresenceConfig;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds "In code only" of docs/configuration.md to the code; the other tables are held by the modules that read them. */
class ConfigurationPageTest {
    private static final List<String[]> ROWS = Page.of("configuration.md", ConfigurationPageTest.class)
            .read()
            .transform(page -> page.substring(page.indexOf("## In code only"), page.indexOf("## Spring Boot")))
            .lines()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.replace("`", "").substring(2).split(" \\| | \\|$", -1))
            .toList();

    @Test
    void eachSettingStandsThereWithItsDefaultAndAReason() throws ReflectiveOperationException {
        Map<String, Object> defaults = new TreeMap<>(Map.of("Backend.concurrentCommands", concurrentCommands()));
        for (Method setter : PresenceConfig.Builder.class.getDeclaredMethods()) {
            if (setter.getParameterCount() == 1 && !setter.isVarArgs() && !setter.isSynthetic()) {
                Object value = PresenceConfig.class.getMethod(setter.getName()).invoke(PresenceConfig.members("game"));
                defaults.put("PresenceConfig." + setter.getName(), value);
            }
        }
        for (RecordComponent setting : Owning.class.getRecordComponents()) {
            defaults.put("Owning." + setting.getName(), setting.getAccessor().invoke(Owning.defaults()));
        }
        assertThat(ROWS.stream().map(row -> row[0])).containsExactlyInAnyOrderElementsOf(defaults.keySet());
        assertThat(ROWS)
                .allSatisfy(row -> assertThat(value(row[1], row[2])).as(row[0]).isEqualTo(defaults.get(row[0])));
        assertThat(ROWS).allSatisfy(row -> assertThat(row[3]).hasSizeGreaterThan(10));
    }

    /** Of a builder that tells nobody. */
    private static int concurrentCommands() {
        String builder =
                Page.read(Path.of("..", "realm-core", "src", "main", "java", "dev", "realmhub", "Backend.java"));
        Matcher field = Pattern.compile("int concurrentCommands = ([0-9_]+);").matcher(builder);
        assertThat(field.find()).isTrue();
        return Integer.parseInt(field.group(1).replace("_", ""));
    }

    private static Object value(String unit, String text) {
        return switch (unit) {
            case "duration" -> duration(text);
            case "number" -> Integer.valueOf(text);
            case "yes or no" -> Boolean.valueOf(text);
            default -> throw new AssertionError("no unit: " + unit + " of " + Arrays.asList(text));
        };
    }

    private static Duration duration(String text) {
        return Duration.parse("PT" + (text.endsWith("ms") ? millis(text) : text));
    }

    private static String millis(String text) {
        return Integer.parseInt(text.substring(0, text.length() - 2)) / 1000.0 + "s";
    }
}
