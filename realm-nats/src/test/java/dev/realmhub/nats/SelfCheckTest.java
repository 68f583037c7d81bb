package dev.realmhub.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.test.NatsServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether our login may hear everything is found out at the start, and said. */
class SelfCheckTest {
    @Test
    void aLoginThatMayHearEverythingIsWarnedOfOnce() {
        try (LogLines log = new LogLines();
                NatsServer server = NatsServer.start();
                NatsBroker broker = NatsBroker.connect(server.url())) {
            Eventually.holds("a warning", () -> log.has(SelfCheck.WARNING));
            server.kill();
            Eventually.holds("down", () -> !broker.health().connected());
            server.startAgain();
            Eventually.holds("up", () -> broker.health().connected());
            assertThat(log.all()).filteredOn(SelfCheck.WARNING::equals).hasSize(1);
        }
    }

    @Test
    void loginsOfTheSampleConfigurationAreNotWarnedOf(@TempDir Path folder) {
        try (LogLines log = new LogLines();
                SampleServer server = new SampleServer(folder);
                NatsBroker node = server.broker("node").connect();
                NatsBroker backend = server.broker("backend").connect();
                NatsServer open = NatsServer.start();
                NatsBroker warned = NatsBroker.connect(open.url())) {
            Eventually.holds("the only warning", () -> log.has(SelfCheck.WARNING));
            assertThat(log.all()).noneMatch(line -> line.contains("Permissions Violation"));
            assertThat(log.all()).filteredOn(SelfCheck.WARNING::equals).hasSize(1);
            assertThat(node.health().connected()
                            && backend.health().connected()
                            && warned.health().connected())
                    .isTrue();
        }
    }
}
