package dev.realmhub.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Address;
import dev.realmhub.Broker;
import dev.realmhub.Publication;
import dev.realmhub.test.NatsServer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a node is told of its link. */
class LinkNewsTest {
    private final BlockingQueue<Boolean> news = new LinkedBlockingQueue<>();
    private NatsServer server;

    @BeforeEach
    void start() {
        server = NatsServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aServerThatDiesAndComesBackIsToldOnceEach() {
        try (NatsBroker broker = NatsBroker.connect(server.url())) {
            listen(broker, "n");
            for (int i = 0; i < 3; i++) {
                server.kill();
                assertThat(next()).isFalse();
                server.startAgain();
                assertThat(next()).isTrue();
            }
            assertThat(news).isEmpty();
        }
    }

    @Test
    void aServerThatFreezesAndGoesOnIsToldOnceEach() {
        try (NatsBroker broker = NatsBroker.connect(server.url())) {
            Heard heard = listen(broker, "n");
            broker.publish(Address.everyone(), Publication.of("before"));
            assertThat(heard.next()).isEqualTo("before");
            server.freeze();
            assertThat(next()).isFalse();
            assertThat(broker.health().silences()).isEqualTo(1);
            server.thaw();
            assertThat(next()).isTrue();
            broker.publish(Address.everyone(), Publication.of("after"));
            assertThat(heard.next()).isEqualTo("after");
            assertThat(news).isEmpty();
        }
    }

    @Test
    void whoeverListensWhileTheLinkIsDownIsToldSoAndThenThatItIsUp() {
        try (NatsBroker broker = NatsBroker.connect(server.url())) {
            server.kill();
            Eventually.holds("down", () -> !broker.health().connected());
            listen(broker, "late");
            assertThat(next()).isFalse();
            server.startAgain();
            assertThat(next()).isTrue();
        }
    }

    @Test
    void aBrokerThatConnectsInTheBackgroundIsDownUntilItHas() {
        server.kill();
        try (NatsBroker broker = NatsBroker.builder(server.url()).connectInBackground()) {
            listen(broker, "early");
            assertThat(next()).isFalse();
            server.startAgain();
            assertThat(next()).isTrue();
        }
    }

    @Test
    void whatThrowsAtTheNewsHearsTheNextAndSoDoOthers() {
        try (NatsBroker broker = NatsBroker.connect(server.url())) {
            listen(broker, "n", up -> {
                news.add(up);
                throw new IllegalStateException("thrown on purpose by a test");
            });
            listen(broker, "other");
            server.kill();
            assertThat(List.of(next(), next())).containsOnly(false);
            server.startAgain();
            assertThat(List.of(next(), next())).containsOnly(true);
        }
    }

    @Test
    void closingTheBrokerIsNoNews() {
        NatsBroker broker = NatsBroker.connect(server.url());
        listen(broker, "n");
        broker.close();
        try (NatsBroker other = NatsBroker.connect(server.url())) {
            listen(other, "other");
            server.kill();
            assertThat(next()).isFalse();
        }
        assertThat(news).isEmpty();
    }

    private Heard listen(NatsBroker broker, String node) {
        return listen(broker, node, news::add);
    }

    private static Heard listen(NatsBroker broker, String node, Consumer<Boolean> linked) {
        broker.subscribe(new Broker.Node(node, (to, what) -> {}, (to, order) -> {}, () -> {}, linked));
        return Heard.by(broker, node + "-heard");
    }

    private boolean next() {
        try {
            Boolean up = news.poll(30, TimeUnit.SECONDS);
            if (up == null) {
                throw new AssertionError("no news for 30 s");
            }
            return up;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
