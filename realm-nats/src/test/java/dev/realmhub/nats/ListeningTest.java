package dev.realmhub.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Broker;
import dev.realmhub.BrokerException.Fault;
import dev.realmhub.test.NatsServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When listening ends, it has ended. */
class ListeningTest {
    private final NatsServer server = NatsServer.start();
    private final Link link = new Link(LinkOptions.of(server.url()));
    private final BlockingQueue<String> handedOver = new LinkedBlockingQueue<>();

    @BeforeEach
    void start() {
        link.start();
        link.awaitUp(Duration.ofMinutes(1));
    }

    @AfterEach
    void stop() {
        link.close();
        server.close();
    }

    @Test
    void aMessageThatIsBeingReadWhenListeningEndsIsNotHandedOver() throws InterruptedException {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Broker.Subscription slow = listen("slow", () -> {
            reading.countDown();
            await(ended);
        });
        listen("next", () -> {});

        link.send("slow", null, null, new byte[] {1});
        await(reading);
        slow.close();
        ended.countDown();
        link.send("next", null, null, new byte[] {1});

        assertThat(handedOver.poll(30, TimeUnit.SECONDS)).isEqualTo("next");
        assertThat(handedOver).isEmpty();
    }

    @Test
    void aServiceThatHasLeftIsNotAskedEvenAtOnce() {
        try (NatsBroker backend = NatsBroker.connect(server.url());
                NatsBroker node = NatsBroker.connect(server.url())) {
            for (int i = 0; i < 300; i++) {
                Asked.serve(backend, "move").close();
                assertThat(Asked.fault(node.request(Asked.command("move")))).isEqualTo(Fault.NOBODY_THERE);
            }
        }
    }

    private Broker.Subscription listen(String subject, Runnable read) {
        return link.listen(Link.Way.REQUESTS, List.of(subject), null, message -> {
            read.run();
            return () -> handedOver.add(subject);
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
