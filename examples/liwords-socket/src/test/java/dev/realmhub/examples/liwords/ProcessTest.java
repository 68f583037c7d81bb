package dev.realmhub.examples.liwords;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.test.NatsServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Section 1, from outside: a process with an environment. */
class ProcessTest {
    private static Process start(Map<String, String> environment) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LiwordsSocket.class.getName())
                .redirectErrorStream(true);
        builder.environment().keySet().removeAll(List.of("SECRET_KEY", "WS_ADDRESS", "NATS_URL", "ALLOWED_ORIGINS"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static BufferedReader said(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private static String untilReady(BufferedReader said) throws IOException {
        StringBuilder lines = new StringBuilder();
        String line = "";
        while (line != null && !line.startsWith("ready on")) {
            line = said.readLine();
            lines.append('\n').append(line);
        }
        return lines.toString();
    }

    @Test
    void withoutASecretItEndsWithAClearMessage() throws Exception {
        Process process = start(Map.of());
        try (BufferedReader said = said(process)) {
            assertThat(said.lines().collect(Collectors.joining("\n")))
                    .startsWith("could not start: SECRET_KEY is not set");
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
    }

    @Test
    void theEnvironmentSaysWhereItListensAndItServesUntilItIsStopped() throws Exception {
        try (NatsServer nats = NatsServer.start();
                GameServer game = new GameServer(nats.url())) {
            int port = NatsServer.freePort();
            Process process =
                    start(Map.of("SECRET_KEY", Site.SECRET, "WS_ADDRESS", "127.0.0.1:" + port, "NATS_URL", nats.url()));
            try (BufferedReader said = said(process)) {
                assertThat(untilReady(said))
                        .endsWith("ready on ws://127.0.0.1:" + port + "/ws")
                        .contains(
                                "connecting to NATS at " + nats.url() + ", for as long as it takes",
                                "ALLOWED_ORIGINS is empty: pages of any origin may connect");
                Site.until(() -> Site.ping(port) == 200);
                try (Browser ann = Browser.open(port, Site.target(Site.token("ann"), "/", "c1"))) {
                    assertThat(game.next()).startsWith("initRealmInfo.auth.ann.c1");
                    process.destroy();
                    assertThat(ann.nextCloseCode()).isEqualTo(1012);
                    assertThat(List.of(game.next(), game.next()))
                            .containsExactly("leaveTab.auth.ann.c1", "leaveSite.auth.ann.c1");
                }
                assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isEqualTo(128 + 15); // by SIGTERM and nothing else
            } finally {
                process.destroyForcibly();
            }
        }
    }
}
