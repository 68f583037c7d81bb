package dev.realmhub.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.CloseReason;
import dev.realmhub.Payload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page on the protocol says what the code does. */
class ProtocolPageTest {
    private static final List<String> PAGE = page();

    private static List<String> page() {
        try {
            return Files.readAllLines(Path.of("../docs/protocol.md"));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    static Stream<CloseReason> reasons() {
        return Arrays.stream(CloseReason.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .map(ProtocolPageTest::value);
    }

    private static CloseReason value(Field field) {
        try {
            return (CloseReason) field.get(null);
        } catch (IllegalAccessException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void eachCloseReasonHasItsRow(CloseReason reason) {
        long seconds = reason.retryAfter().toSeconds();
        String comeBack = !reason.retry() ? "no" : seconds == 0 ? "yes" : "yes, after " + seconds + " s";
        assertThat(PAGE)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("| %d | %s | %d | %s |"
                                .formatted(reason.code(), reason.text(), reason.httpStatus(), comeBack)));
    }

    static Stream<String> clientsExamples() {
        return PAGE.stream()
                .filter(line -> line.startsWith("{\"navigate\"")
                        || line.startsWith("{\"resume\"")
                        || line.startsWith("{\"login\"")
                        || line.startsWith("{\"refresh\"")
                        || line.startsWith("{\"command\"")
                        || line.startsWith("{\"ping\""));
    }

    @ParameterizedTest
    @MethodSource("clientsExamples")
    void eachExampleOfWhatClientsSayIsRead(String example) {
        assertThat(new JsonProtocol().decode(Payload.text(example))).hasSize(1);
    }
}
