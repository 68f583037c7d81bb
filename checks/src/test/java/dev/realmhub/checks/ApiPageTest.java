package dev.realmhub.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Makes docs/api.md from the sources, and holds it to them. */
class ApiPageTest {
    private static final Map<String, List<Api.Type>> MODULES = modules();

    private static Map<String, List<Api.Type>> modules() {
        try (Stream<Path> folders = Files.list(Path.of(".."))) {
            return folders.filter(folder -> folder.getFileName().toString().startsWith("realm-"))
                    .map(folder -> folder.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .collect(Collectors.toMap(
                            sources -> sources.getName(1).toString(), Api::of, (one, same) -> one, TreeMap::new));
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    @Test
    void thePageNamesEachPublicTypeAndMethodOfAllModules() {
        String made = MODULES.entrySet().stream()
                .map(module -> "## " + module.getKey() + "\n\n" + types(module.getValue()))
                .collect(Collectors.joining("\n"));
        Page.of("api.md", ApiPageTest.class).holds("public types and methods", made);
    }

    @Test
    void eachPublicTypeAndMethodHasASentence() {
        List<String> mute = MODULES.values().stream()
                .flatMap(List::stream)
                .flatMap(type -> Stream.concat(
                        Stream.of(new Api.Member(type.name(), type.sentence())),
                        type.members().stream()
                                .map(member ->
                                        new Api.Member(type.name() + "." + member.signature(), member.sentence()))))
                .filter(member -> member.sentence().isEmpty())
                .map(Api.Member::signature)
                .toList();
        assertThat(mute).isEmpty();
        assertThat(MODULES).hasSizeGreaterThanOrEqualTo(6);
    }

    private static String types(List<Api.Type> types) {
        return types.stream()
                .map(type -> "### " + type.name() + "\n\n" + article(type.form()) + ". " + type.sentence() + "\n"
                        + members(type))
                .collect(Collectors.joining("\n"));
    }

    private static String article(String form) {
        return (form.matches("[aeiou].*") ? "An " : "A ") + form;
    }

    private static String members(Api.Type type) {
        return type.members().stream()
                .map(member -> "- `" + member.signature() + "`: " + member.sentence() + "\n")
                .collect(Collectors.joining("", type.members().isEmpty() ? "" : "\n", ""));
    }
}
