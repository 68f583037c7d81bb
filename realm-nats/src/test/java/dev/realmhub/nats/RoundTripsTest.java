package dev.realmhub.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.test.NatsServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How whoever begins or ends to listen waits until the server knows. */
class RoundTripsTest {
    private final NatsServer server = NatsServer.start();
    private final WireTap tap = new WireTap(server.url());
    private final Link link = new Link(LinkOptions.of(tap.url()).pingInterval(Duration.ofHours(1)));
    private final Canary canary = new Canary(link, "canary", () -> {});

    @BeforeEach
    void start() {
        canary.listen();
        link.roundTripsBy(canary);
        link.start();
        link.awaitUp(Duration.ofMinutes(1));
    }

    @AfterEach
    void stop() throws IOException {
        link.close();
        tap.close();
        server.close();
    }

    @Test
    void onceACanaryHasComeBackNobodyPings() {
        canary.send();
        Eventually.holds("a canary", canary::isProven);
        long pings = sent("PING");
        long ended = sent("UNSUB");
        listenAndEnd(20);
        assertThat(sent("PING")).isEqualTo(pings);
        assertThat(sent("UNSUB")).isEqualTo(ended + 20);
    }

    @Test
    void untilOneHasComeBackAPingWillDo() {
        long before = sent("PING");
        listenAndEnd(1);
        assertThat(sent("PING")).isEqualTo(before + 2);
    }

    private void listenAndEnd(int times) {
        for (int i = 0; i < times; i++) {
            link.listen(Link.Way.REQUESTS, List.of("a.b"), null, message -> () -> {})
                    .close();
        }
    }

    private long sent(String operation) {
        return tap.frames().stream()
                .filter(frame -> frame.operation().equals(operation))
                .count();
    }
}
