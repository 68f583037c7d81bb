package dev.realmhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.EventLog;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.RealmKind;
import dev.realmhub.nats.NatsBroker;
import dev.realmhub.test.NatsServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/cli.md}: each block is run, and must print what stands there. */
class ManualTest {
    private static final Path PAGE = Path.of("../docs/cli.md");
    private static final Pattern BLOCK = Pattern.compile("```console\n(.*?)```", Pattern.DOTALL);
    private static final Pattern PIPED = Pattern.compile("echo (?:'([^']*)'|(\\S+)) \\| (.*)");
    private static final Pattern WORD = Pattern.compile("([^\\s'=]+=)?'([^']*)'|\\S+");

    @TempDir
    static Path folder;

    private static NatsServer server;
    private static NatsBroker games;
    private static Rooms rooms;

    @BeforeAll
    static void start() throws Exception {
        server = NatsServer.startKeeping(folder);
        games = NatsBroker.builder(server.url())
                .kind(RealmKind.kept("game", 100, Duration.ofHours(1)))
                .connect();
        rooms = Rooms.on(NatsBroker.connect(server.url()), "n1");
        Realm kept = Realm.of("game", "kept");
        EventLog log = games.eventLog(kept).orElseThrow();
        for (String event : List.of("one", "two")) {
            log.append(kept, Publication.of(event), null).toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }

    @AfterAll
    static void stop() throws Exception {
        rooms.close();
        games.close();
        server.close();
    }

    static Stream<String> blocks() throws Exception {
        return BLOCK.matcher(Files.readString(PAGE)).results().map(block -> block.group(1));
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void aBlockPrintsWhatStandsThere(String block) throws Exception {
        List<Program> begun = new ArrayList<>();
        List<String> printed = new ArrayList<>();
        for (String line : block.lines().filter(line -> line.startsWith("$ ")).toList()) {
            if (line.equals("$ echo $?")) {
                printed.add(Integer.toString(begun.get(begun.size() - 1).exit().code()));
            } else {
                Program program = begin(line.substring(2));
                begun.add(program);
                if (line.endsWith("&")) {
                    printed.add(program.await("")); // it is there
                } else {
                    program.exit();
                }
            }
        }
        for (Program program : begun) {
            printed.addAll(program.out());
            program.err().lines().forEach(printed::add);
        }
        assertSame(block.lines().filter(line -> !line.startsWith("$ ")).toList(), printed);
    }

    /** In whatever order: an event may come before the outcome of what caused it, or after it. */
    private static void assertSame(List<String> expected, List<String> printed) {
        List<String> rest = new ArrayList<>(printed);
        rest.removeIf(line -> line.matches("(\\{\")?resync.*")); // of a hub that has just come to the bus
        for (String line : expected) {
            String pattern =
                    Arrays.stream(line.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
            String found = rest.stream()
                    .filter(one -> one.matches(pattern))
                    .findFirst()
                    .orElse("nothing like that");
            assertThat(found).as("of %s", printed).matches(pattern);
            rest.remove(found);
        }
        assertThat(rest).as("what the page does not have").isEmpty();
    }

    private static Program begin(String line) {
        Matcher piped = PIPED.matcher(line);
        return piped.matches()
                ? Program.typing(
                        (piped.group(1) == null ? piped.group(2) : piped.group(1)) + "\n", words(piped.group(3)))
                : Program.start(words(line));
    }

    /** Splits as a shell would, and puts our addresses in place of the page's. */
    private static String[] words(String line) {
        return WORD.matcher(line)
                .results()
                .map(ManualTest::word)
                .filter(word -> !word.equals("&"))
                .skip(1) // the program's name
                .map(word -> word.replace("ws://127.0.0.1:8080/ws", rooms.url())
                        .replace("nats://127.0.0.1:4222", server.url()))
                .toArray(String[]::new);
    }

    private static String word(MatchResult match) {
        String quoted = match.group(2);
        if (quoted == null) {
            return match.group();
        }
        return (match.group(1) == null ? "" : match.group(1)) + quoted;
    }
}
