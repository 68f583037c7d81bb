package dev.realmhub.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Address;
import dev.realmhub.Broker;
import dev.realmhub.BrokerException;
import dev.realmhub.Payload;
import dev.realmhub.Publication;
import dev.realmhub.test.NatsServer;
import io.nats.client.Connection;
import io.nats.client.Nats;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A link that seems to be up and is not, and one that brings more than is taken. */
class LinkFaultsTest {
    private static final String MALFORMED = """
            CONNECT {"verbose":false,"headers":true}
            HPUB rh.all 18 20
            NATS/1.0
            broken
            hi
            PING
            """;

    private final AtomicInteger missed = new AtomicInteger();
    private final AtomicInteger ups = new AtomicInteger();
    private final AtomicInteger canaries = new AtomicInteger();
    private NatsServer server;
    private NatsBroker broker;
    private Connection witness;

    @BeforeEach
    void start() throws Exception {
        server = NatsServer.start();
        broker = NatsBroker.connect(server.url());
        witness = Nats.connect(server.url());
        witness.createDispatcher(message -> canaries.incrementAndGet()).subscribe("rh.canary.>");
        witness.flush(Duration.ofSeconds(30));
    }

    @AfterEach
    void stop() throws Exception {
        witness.close();
        broker.close();
        server.close();
    }

    @Test
    void aMessageWithMalformedHeadersEndsTheReaderAndTheLinkHealsAndNodesAreTold() throws IOException {
        Heard heard = Heard.by(broker, "n");
        broker.subscribe(new Broker.Node(
                "told", (to, what) -> {}, (to, order) -> {}, missed::incrementAndGet, up -> ups.addAndGet(up ? 1 : 0)));
        awaitCanary();

        for (int time = 1; time <= 2; time++) {
            int times = time;
            sendMalformedHeaders();
            Eventually.holds("the link to be made anew", () -> broker.health().silences() == times);
            Eventually.holds("up again", () -> ups.get() == times);
            Eventually.holds("the news", () -> missed.get() >= times);
            broker.publish(Address.everyone(), Publication.of("after " + time));
            assertThat(heard.next()).isEqualTo("after " + time);
            awaitCanary();
        }
    }

    @Test
    void aLinkThatIsInOrderIsNeverMadeAnew() {
        for (int i = 0; i < 5; i++) {
            awaitCanary();
        }
        assertThat(broker.health().silences()).isZero();
    }

    @Test
    void aNodeThatDoesNotTakeWhatComesIsToldDuringAndAfterTheLoss() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch entered = new CountDownLatch(1);
        broker.subscribe(new Broker.Node(
                "slow",
                (to, what) -> {
                    entered.countDown();
                    awaitUninterrupted(release);
                },
                missed::incrementAndGet));
        try (NatsBroker flood = NatsBroker.connect(server.url())) {
            Publication large = Publication.of(Payload.binary(new byte[900_000]));
            Eventually.holds("too much", () -> {
                publish(flood, large);
                return broker.health().overrun() > 0;
            });
            assertThat(entered.await(30, TimeUnit.SECONDS)).isTrue();
            Eventually.holds("the news, at once and after", () -> missed.get() >= 2);
        } finally {
            release.countDown();
        }
    }

    @Test
    void aReconnectIsToldToEveryNode() {
        broker.subscribe(new Broker.Node("a", (to, what) -> {}, missed::incrementAndGet));
        broker.subscribe(new Broker.Node("b", (to, what) -> {}, missed::incrementAndGet));
        Broker.Subscription gone =
                broker.subscribe(new Broker.Node("c", (to, what) -> {}, () -> missed.addAndGet(1_000)));
        gone.close();
        server.kill();
        server.startAgain();
        Eventually.holds("the news at both", () -> missed.get() == 2);
    }

    private static void publish(NatsBroker flood, Publication large) {
        try {
            flood.publish(Address.everyone(), large);
        } catch (BrokerException full) {
            // and again
        }
    }

    /** The server sends it to the broker, too, before all that comes after it. */
    private void awaitCanary() {
        int before = canaries.get();
        Eventually.holds("a canary", () -> canaries.get() > before);
    }

    private void sendMalformedHeaders() throws IOException {
        URI address = URI.create(server.url());
        try (Socket raw = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(raw.getInputStream(), StandardCharsets.US_ASCII));
            in.readLine();
            raw.getOutputStream().write(MALFORMED.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(in.readLine()).isEqualTo("PONG");
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
