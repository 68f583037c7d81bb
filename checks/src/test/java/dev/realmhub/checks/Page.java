package dev.realmhub.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page of the documentation of which a test makes a part, and holds the page to it. */
record Page(Path file, Class<?> test) {
    private static final String WRITE = "realmhub.write";

    static Page of(String name, Class<?> test) {
        return new Page(Path.of("..", "docs", name), test);
    }

    /** Fails if the part of the page between two comments is not this; writes it instead if the test is told to. */
    void holds(String part, String made) {
        String begin = "<!-- begin: " + part + " -->\n";
        String end = "<!-- end: " + part + " -->";
        String page = read();
        assertThat(page).contains(begin).contains(end);
        int from = page.indexOf(begin) + begin.length();
        int to = page.indexOf(end, from);
        if (Boolean.getBoolean(WRITE)) {
            write(page.substring(0, from) + "\n" + made + "\n" + page.substring(to));
            return;
        }
        assertThat(page.substring(from, to).strip())
                .as(
                        "%s is stale; make it anew: mvn test -pl checks -am -D%s=true -Dtest=%s -Dsurefire.failIfNoSpecifiedTests=false",
                        file.getFileName(), WRITE, test.getSimpleName())
                .isEqualTo(made.strip());
    }

    String read() {
        return read(file);
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void write(String page) {
        try {
            Files.writeString(file, page);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
