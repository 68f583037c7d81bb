package dev.realmhub.nats.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.nats.Interest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Real servers fail under two hubs with clients and a backend: whatever fails, nothing of a realm with a stream is lost, all
 * that is lost of others is told, nothing comes twice, and no command runs late. Writes {@code target/faults.md}.
 *
 * <p>Each row once; {@code ./test --long}, that is {@code -Drealmhub.times=20}, has each that often, in both interest modes.
 * {@code -Drealmhub.faults=CE} picks rows.
 */
class FaultTableTest {
    private static final int TIMES = Integer.getInteger("realmhub.times", 1);
    private static final Map<String, String> TABLE = new ConcurrentSkipListMap<>();

    @TempDir
    Path folder;

    @SuppressWarnings("ImmutableEnumChecker")
    private enum Row {
        A("single server killed, started again after 0.5 s", SingleServer::killed),
        B("node of a 3-node cluster killed, started again after 2 s", ThreeServers::killed),
        C("single server frozen for 4 s", SingleServer::frozen),
        D("node of a 3-node cluster frozen for 4 s", ThreeServers::frozen),
        E("link of a hub dark for 4 s", SingleServer::darkLink),
        F("routes between 3 servers dark for 4 s", ThreeServers::darkRoutes),
        G("node of a 3-node cluster a lame duck, started again", ThreeServers::lameDuck),
        H("message with malformed headers", SingleServer::malformedHeader),
        I("slow consumer: 64 MiB wait, then 0.5 s dropped", SingleServer::slowConsumer);

        private final String name;

        @SuppressWarnings("ImmutableEnumChecker") // references to static methods
        private final Function<Path, Ground> ground;

        Row(String name, Function<Path, Ground> ground) {
            this.name = name;
            this.ground = ground;
        }
    }

    static Stream<Arguments> rows() {
        Stream<Interest> interests = TIMES > 1 ? Stream.of(Interest.values()) : Stream.of(Interest.ALL);
        String which = System.getProperty("realmhub.faults", "");
        return interests.flatMap(interest -> Stream.of(Row.values())
                .filter(row -> which.isEmpty() || which.contains(row.name()))
                .map(row -> Arguments.of(row, interest)));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void nothingIsSilentlyMissing(Row row, Interest interest) {
        Verdict verdict = new Verdict();
        try (Ground ground = row.ground.apply(folder);
                Stage stage = ground.stage(interest)) {
            for (int time = 0; time < TIMES; time++) {
                long began = System.nanoTime();
                ground.fail(stage);
                stage.awaitAll();
                verdict.time(
                        ground.hit().stream()
                                .flatMap(hub -> stage.at(hub).stream())
                                .toList(),
                        began);
            }
            stage.fallSilent();
            verdict.count(stage);
        }
        TABLE.put(interest + " " + row, verdict.row(row.name + (interest == Interest.ALL ? "" : ", `JOINED`")));
        assertThat(verdict.lostKept()).as("lost of a realm with a stream").isZero();
        assertThat(verdict.broken())
                .as("lost unmarked, duplicated, late-executed, without one answer; " + verdict.details())
                .containsOnly(0L);
    }

    @AfterAll
    static void write() throws IOException {
        Path file = Path.of("target", "faults.md");
        Files.writeString(file, Verdict.HEAD + String.join("", TABLE.values()));
    }
}
