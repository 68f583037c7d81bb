package dev.realmhub.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.realmhub.Address;
import dev.realmhub.BrokerException;
import dev.realmhub.BrokerException.Fault;
import dev.realmhub.Outcome;
import dev.realmhub.Payload;
import dev.realmhub.Publication;
import dev.realmhub.test.NatsServer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The server goes away, stops answering, comes back. */
class OutageTest {
    private static final Publication HELLO = Publication.of("hello");

    private NatsServer server;
    private NatsBroker broker;

    @BeforeEach
    void start() {
        server = NatsServer.start();
        broker = NatsBroker.builder(server.url())
                .options(options -> options.maxMessagesInOutgoingQueue(500))
                .connect();
    }

    @AfterEach
    void stop() {
        broker.close();
        server.close();
    }

    @Test
    void whileTheServerIsAwayEverythingIsRefusedAtOnce() {
        server.kill();
        awaitConnected(false);

        assertThat(refusal().fault()).isEqualTo(Fault.NOT_CONNECTED);
        assertThat(Asked.fault(broker.request(Asked.command("move")))).isEqualTo(Fault.NOT_CONNECTED);
    }

    @Test
    void whatListenedBeforeAndDuringAnOutageListensAfterIt() {
        Heard before = Heard.by(broker, "before");
        Asked.serve(broker, "move");
        server.kill();
        awaitConnected(false);
        Heard during = Heard.by(broker, "during");
        Asked.serve(broker, "chat");

        server.startAgain();
        awaitConnected(true);

        broker.publish(Address.everyone(), HELLO);
        assertThat(before.next()).isEqualTo("hello");
        assertThat(during.next()).isEqualTo("hello");
        for (String type : new String[] {"move", "chat"}) {
            assertThat(Asked.answer(broker.request(Asked.command(type)))).isEqualTo(Outcome.ok(Payload.text("e4")));
        }
    }

    @Test
    void whatWasRefusedDuringAnOutageDoesNotArriveAfterIt() {
        Heard heard = Heard.by(broker, "n");
        server.kill();
        awaitConnected(false);
        assertThat(refusal().fault()).isEqualTo(Fault.NOT_CONNECTED);

        server.startAgain();
        awaitConnected(true);
        broker.publish(Address.everyone(), Publication.of("after"));

        assertThat(heard.next()).isEqualTo("after");
        assertThat(heard.nothingMore()).isTrue();
    }

    @Test
    void aServerThatTakesNothingBlocksNoPublisherAndIsLeftAndFoundAgain() throws Exception {
        Heard heard = Heard.by(broker, "n");
        server.freeze();
        Publication large = Publication.of(Payload.binary(new byte[10_000]));

        CompletableFuture.runAsync(() -> publishUntilRefused(large)).get(60, TimeUnit.SECONDS);
        CompletableFuture.runAsync(this::askUntilRefused).get(60, TimeUnit.SECONDS);
        assertThat(broker.health().connected()).isTrue();
        assertThat(broker.health().refused()).isGreaterThanOrEqualTo(2);
        awaitConnected(false);

        server.thaw();
        Eventually.holds("publishing again", () -> accepted(Publication.of("the end")));
        Eventually.holds("the publication after the outage", () -> heard.next().equals("the end"));
    }

    private boolean accepted(Publication publication) {
        try {
            broker.publish(Address.everyone(), publication);
            return true;
        } catch (BrokerException stillFull) {
            return false;
        }
    }

    private void publishUntilRefused(Publication publication) {
        try {
            while (true) {
                broker.publish(Address.everyone(), publication);
            }
        } catch (BrokerException refused) {
            assertThat(refused.fault()).isEqualTo(Fault.NOT_CONNECTED);
        }
    }

    private void askUntilRefused() {
        CompletableFuture<Outcome> asked;
        do {
            asked = broker.request(Asked.command("move")).toCompletableFuture();
        } while (!asked.isDone());
        assertThat(Asked.fault(asked)).isEqualTo(Fault.NOT_CONNECTED);
    }

    private BrokerException refusal() {
        return catchThrowableOfType(BrokerException.class, () -> broker.publish(Address.everyone(), HELLO));
    }

    private void awaitConnected(boolean connected) {
        Eventually.holds("connected: " + connected, () -> broker.health().connected() == connected);
    }
}
