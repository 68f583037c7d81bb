package dev.realmhub.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.BrokerException;
import dev.realmhub.CloseReason;
import dev.realmhub.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds docs/errors.md to the codes of the sources: each has its heading, and below it what to do. */
class ErrorsPageTest {
    private static final Map<String, String> SECTIONS = sections();
    private static final Pattern REJECTED = Pattern.compile("Outcome\\.rejected\\(\"([a-z_]+)\"");
    private static final Pattern SCRIPTS = Pattern.compile("(?:refusal|gaveUp|unknown)\\('([^']+)'\\)"
            + "|(?:text|code): '([^']+)'|CONNECTION_LOST, '([^']+)'|new (?:Type)?Error\\(['`]([^':`]+)"
            + "|\\? '([^']+)' : '([^']+)'(?=;)");

    private static final Set<CloseReason> NEVER_BEFORE_AN_UPGRADE = Set.of(CloseReason.TOO_SLOW, CloseReason.REPLACED);

    private static Map<String, String> sections() {
        Map<String, String> all = new LinkedHashMap<>();
        for (String section : Page.of("errors.md", ErrorsPageTest.class).read().split("(?m)^#{2,3} ", -1)) {
            all.put(section.lines().findFirst().orElse(""), section);
        }
        return all;
    }

    static List<CloseReason> reasons() {
        return Arrays.stream(CloseReason.class.getFields())
                .filter(field -> field.getType() == CloseReason.class)
                .map(ErrorsPageTest::value)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void eachCloseCodeHasItsHeadingWithItsTextStatusAndWhetherToComeBack(CloseReason reason) {
        String section = SECTIONS.get(String.valueOf(reason.code()));
        assertThat(section).as(reason.toString()).isNotNull().contains("\"" + reason.text() + "\"");
        assertThat(section).contains("CloseReason." + name(reason) + "`");
        String comesBack = reason.retry() ? "(Comes|May come) back" : "Stays away\\.";
        assertThat(section).containsPattern(comesBack);
        if (reason.retryAfter().toSeconds() > 0) {
            assertThat(section).contains(reason.retryAfter().toSeconds() + " s");
        }
        if (reason.code() >= 4400 && !NEVER_BEFORE_AN_UPGRADE.contains(reason)) {
            assertThat(section).contains("HTTP " + reason.httpStatus());
        }
        assertThat(SECTIONS).containsKey("HTTP " + reason.httpStatus());
    }

    @Test
    void eachOutcomeHasItsHeading() {
        assertThat(Outcome.class.getPermittedSubclasses())
                .hasSize(4)
                .allSatisfy(kind ->
                        assertThat(SECTIONS).containsKey(kind.getSimpleName().toLowerCase(Locale.ROOT)));
    }

    @Test
    void eachFaultOfTheBusHasItsHeading() {
        assertThat(BrokerException.Fault.values())
                .allSatisfy(fault -> assertThat(SECTIONS).containsKey(fault.name()));
    }

    @Test
    void eachRejectionCodeOfOursHasItsHeading() {
        List<String> codes = sources("realm-core/src/main/java", ".java")
                .flatMap(source -> REJECTED.matcher(source).results().map(found -> found.group(1)))
                .distinct()
                .toList();
        assertThat(codes)
                .hasSizeGreaterThan(5)
                .allSatisfy(code -> assertThat(SECTIONS.keySet())
                        .containsAnyOf("unavailable".equals(code) ? "rejected as " + code : code));
    }

    @Test
    void whatTheBrowsersClientSaysByItselfHasItsHeading() {
        List<String> words = sources("realm-js/src", ".js")
                .flatMap(source -> SCRIPTS.matcher(source).results())
                .flatMap(found -> IntStream.rangeClosed(1, found.groupCount()).mapToObj(found::group))
                .filter(word -> word != null && !word.isEmpty())
                .distinct()
                .toList();
        assertThat(words).hasSizeGreaterThan(8);
        assertThat(words).allSatisfy(word -> assertThat(SECTIONS).containsKey(word));
    }

    @Test
    void eachHeadingOfACodeSaysWhatItMeansWhoSeesItAndWhatToDo() {
        List<String> codes = SECTIONS.values().stream()
                .filter(section -> section.contains("**"))
                .toList();
        assertThat(codes)
                .hasSizeGreaterThan(45)
                .allSatisfy(section -> assertThat(section)
                        .contains("**Means**")
                        .contains("**Seen by**")
                        .contains("**Do**"));
    }

    private static CloseReason value(Field field) {
        try {
            return (CloseReason) field.get(null);
        } catch (IllegalAccessException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String name(CloseReason reason) {
        return Arrays.stream(CloseReason.class.getFields())
                .filter(field ->
                        field.getType() == CloseReason.class && value(field).equals(reason))
                .map(Field::getName)
                .findFirst()
                .orElseThrow();
    }

    private static Stream<String> sources(String folder, String suffix) {
        try (Stream<Path> files = Files.walk(Path.of("..", folder.split("/", -1)))) {
            return files.filter(file -> file.toString().endsWith(suffix)).map(Page::read).toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
