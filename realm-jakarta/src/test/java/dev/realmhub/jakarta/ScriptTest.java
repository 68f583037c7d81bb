package dev.realmhub.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servlet containers serve what a jar holds below {@code META-INF/resources}. */
class ScriptTest {
    @ParameterizedTest
    @ValueSource(strings = {"realm.js", "realm.d.ts", "connection.js", "continuity.js", "payload.js", "presence.js"})
    void theBrowsersClientIsInTheJar(String file) throws IOException {
        try (InputStream served = HubServlet.class.getResourceAsStream("/META-INF/resources/realmhub/" + file)) {
            assertThat(served).hasBinaryContent(Files.readAllBytes(Path.of("../realm-js/src", file)));
        }
    }
}
