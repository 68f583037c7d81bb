package dev.realmhub.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.realmhub.CloseReason;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as a whole: its help, wrong use, and how it ends. */
class RealmCliTest {
    private static final int SIGINT = 128 + 2;

    /** Its bit among those of all signals. */
    private static final long INTERRUPT = 1 << 1;

    @ParameterizedTest
    @ValueSource(strings = {"connect", "watch", "command", "who", "publish", "replay"})
    void everyCommandHasHelpWithExamples(String command) throws Exception {
        Program help = Program.start(command, "--help");
        assertThat(String.join("\n", help.out()))
                .contains("Usage: realm " + command)
                .contains("Examples:\n  ");
        assertThat(help.exit()).isEqualTo(Exit.OK);
        assertThat(String.join("\n", Program.start("--help").out())).contains("\n  " + command);
    }

    @Test
    void withoutACommandOrWithAWrongOneItTellsHowItIsUsed() throws Exception {
        for (Program wrong : List.of(Program.start(), Program.start("watch"))) {
            assertThat(wrong.exit()).isEqualTo(Exit.USAGE);
            assertThat(wrong.err()).contains("Usage: realm");
        }
        Program mistyped = Program.start("wacht");
        assertThat(mistyped.exit()).isEqualTo(Exit.USAGE);
        assertThat(mistyped.err()).contains("Did you mean: realm watch?");
    }

    @Test
    void aDurationThatIsNoneIsToldWithWhatIsAllowed() throws Exception {
        Program wrong = Program.start("watch", "ws://127.0.0.1:1/ws", "/", "--for", "soon");
        assertThat(wrong.err()).contains("'soon' is no duration: 500ms, 10s, 2m or 1h");
        assertThat(wrong.exit()).isEqualTo(Exit.USAGE);
    }

    @Test
    void aPayloadMayBeginWithAnythingAndIsNoFile() throws Exception {
        try (Rooms rooms = Rooms.open()) {
            Program watching = Program.start("watch", rooms.url(), "/room/1", "--events", "1");
            watching.await("joined");
            Program.start("command", rooms.url(), "/room/1", "say", "@/etc/passwd")
                    .exit();
            assertThat(watching.await("event")).isEqualTo("event room:1 @/etc/passwd");
        }
    }

    @Test
    void ctrlCSaysGoodbyeToTheHub() throws Exception {
        assumeThat(isInterruptIgnored())
                .as("a shell that has started the tests with '&' has its children ignore Ctrl-C")
                .isFalse();
        try (Rooms rooms = Rooms.open()) {
            Process process = process("watch", rooms.url(), "/room/1");
            try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
                assertThat(out.readLine()).isEqualTo("joined room:1 as guest");
                new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                        .start()
                        .waitFor();
                assertThat(rooms.awaitLeave()).isEqualTo(CloseReason.NORMAL);
                assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isEqualTo(SIGINT);
                assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                        .isEmpty();
            } finally {
                process.destroyForcibly();
            }
        }
    }

    @Test
    void whenNobodyReadsWhatItPrintsItEnds() throws Exception {
        try (Rooms rooms = Rooms.open()) {
            Process process = process("watch", rooms.url(), "/room/1");
            try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
                assertThat(out.readLine()).isEqualTo("joined room:1 as guest");
            }
            rooms.publish("room:1", "to whom?");
            assertThat(rooms.awaitLeave()).isEqualTo(CloseReason.NORMAL);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        }
    }

    /** Returns whether whoever started us has us, and so whom we start, ignore SIGINT; false where the system does not tell. */
    private static boolean isInterruptIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .anyMatch(ignored -> (Long.parseUnsignedLong(ignored, 16) & INTERRUPT) != 0);
    }

    private static Process process(String... args) throws Exception {
        String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(java, "-cp", path, RealmCli.class.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command).start();
    }
}
