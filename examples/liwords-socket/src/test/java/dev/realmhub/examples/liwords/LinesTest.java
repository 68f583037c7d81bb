package dev.realmhub.examples.liwords;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An example is read in one go, or it is none. */
class LinesTest {
    private static final int MOST = 600;

    @Test
    void allOfItsJavaIsNoMoreThanThisManyLinesBlankOnesAndImportsIncluded() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            long lines = files.filter(file -> file.toString().endsWith(".java"))
                    .mapToLong(LinesTest::count)
                    .sum();
            assertThat(lines).isBetween(1L, (long) MOST);
        }
    }

    private static long count(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
