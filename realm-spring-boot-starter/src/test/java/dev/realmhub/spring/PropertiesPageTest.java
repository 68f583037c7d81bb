package dev.realmhub.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Holds "Spring Boot" of docs/configuration.md, and the starter's README, to the properties. */
class PropertiesPageTest {
    @Test
    void theTableNamesEachPropertyWithItsDefaultAndAReason() throws IOException {
        String page = Files.readString(Path.of("../docs/configuration.md"));
        List<String[]> rows = page.substring(page.indexOf("## Spring Boot"))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.replace("`", "").substring(2).split(" \\| | \\|$", -1))
                .toList();
        assertThat(rows.stream().map(row -> row[0] + " " + row[2]))
                .isEqualTo(Arrays.stream(RealmHubProperties.class.getRecordComponents())
                        .map(property -> key(property) + " " + defaultOf(property))
                        .toList());
        assertThat(rows).allSatisfy(row -> assertThat(row[3]).hasSizeGreaterThan(10));
    }

    @Test
    void theReadmeNamesEachPropertyToo() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        assertThat(RealmHubProperties.class.getRecordComponents())
                .allSatisfy(property -> assertThat(readme).contains("`" + key(property)));
    }

    private static String key(RecordComponent property) {
        return "realmhub." + property.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static String defaultOf(RecordComponent property) {
        DefaultValue value = Arrays.stream(RealmHubProperties.class.getDeclaredConstructors()[0].getParameters())
                .filter(parameter -> parameter.getName().equals(property.getName()))
                .flatMap(parameter -> Stream.ofNullable(parameter.getAnnotation(DefaultValue.class)))
                .findFirst()
                .orElse(null);
        return value == null || value.value().length == 0 ? "none" : value.value()[0];
    }
}
