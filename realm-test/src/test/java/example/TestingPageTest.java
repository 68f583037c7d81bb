package example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/testing.md to the tests of this folder. */
class TestingPageTest {
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void everyBlockOfThePageIsPartOfATestThatRuns() throws IOException {
        List<String> blocks = BLOCK.matcher(Files.readString(Path.of("../docs/testing.md")))
                .results()
                .map(MatchResult::group)
                .map(block -> block.substring("```java\n".length(), block.length() - "```".length()))
                .toList();
        assertThat(blocks).hasSizeGreaterThan(4);
        String all = String.join("\n", sources().toList());
        assertThat(blocks).allSatisfy(block -> assertThat(all).contains(block));
    }

    private static Stream<String> sources() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/java/example"))) {
            return files.map(TestingPageTest::read).toList().stream();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
