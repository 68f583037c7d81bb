package dev.realmhub.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.realmhub.Address;
import dev.realmhub.BrokerException;
import dev.realmhub.BrokerException.Fault;
import dev.realmhub.Publication;
import dev.realmhub.Secret;
import dev.realmhub.test.NatsServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How a link begins, and how it ends. */
class ConnectTest {
    private static final Publication HELLO = Publication.of("hello");

    @Test
    void withoutAServerConnectingFailsByTheLimitNamingTheServerButNotTheLogin() {
        String address = "127.0.0.1:" + NatsServer.freePort();
        NatsBroker.Builder builder =
                NatsBroker.builder("nats://me:secret@" + address).connectLimit(Duration.ofMillis(300));

        BrokerException failed = catchThrowableOfType(BrokerException.class, builder::connect);

        assertThat(failed.fault()).isEqualTo(Fault.NOT_CONNECTED);
        assertThat(failed)
                .hasMessageContaining("nats://" + address)
                .hasMessageContaining("Connection refused")
                .message()
                .doesNotContain("secret");
    }

    @Test
    void aServerThatIsTooOldIsRefusedWithItsVersion() throws IOException {
        try (ServerSocket old = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> answerAsServer("2.1.9", old));
            answering.start();
            BrokerException refused = catchThrowableOfType(
                    BrokerException.class, NatsBroker.builder("nats://127.0.0.1:" + old.getLocalPort())::connect);
            assertThat(refused.fault()).isEqualTo(Fault.FAILED);
            assertThat(refused).hasMessageContaining("2.2.0").hasMessageContaining("2.1.9");
        }
    }

    private static void answerAsServer(String version, ServerSocket socket) {
        try (Socket client = socket.accept();
                OutputStream out = client.getOutputStream();
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
            String info = "INFO {\"server_id\":\"old\",\"version\":\"" + version + "\",\"max_payload\":1048576}\r\n";
            out.write(info.getBytes(StandardCharsets.US_ASCII));
            String line;
            while ((line = in.readLine()) != null) {
                if (line.equals("PING")) {
                    out.write("PONG\r\n".getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException hungUp) {
            // on purpose
        }
    }

    @Test
    void aUrlThatIsNoneIsRefusedWithoutItsLogin() {
        IllegalArgumentException refused = catchThrowableOfType(
                IllegalArgumentException.class, () -> NatsBroker.builder("nats://me:secret@ 127.0.0.1:4222"));
        assertThat(refused).hasMessageContaining("127.0.0.1").message().doesNotContain("secret");
    }

    @Test
    void aWrongLoginIsToldAndTheRightOneConnects() {
        try (NatsServer server = NatsServer.start("--user", "node", "--pass", "right")) {
            BrokerException failed = catchThrowableOfType(
                    BrokerException.class, NatsBroker.builder(server.url()).login("node", "wrong")::connect);
            assertThat(failed).hasMessageContaining("Authorization").message().doesNotContain("wrong");

            try (NatsBroker broker =
                    NatsBroker.builder(server.url()).login("node", "right").connect()) {
                assertThat(broker.health().connected()).isTrue();
            }
        }
    }

    @Test
    void aTokenConnects() {
        try (NatsServer server = NatsServer.start("--auth", "sesame");
                NatsBroker broker = NatsBroker.builder(server.url())
                        .token(Secret.of("sesame"))
                        .connect()) {
            assertThat(broker.health().connected()).isTrue();
        }
    }

    @Test
    void aBrokerThatConnectsInTheBackgroundListensAsSoonAsThereIsAServer() {
        int port = NatsServer.freePort();
        try (NatsBroker broker = NatsBroker.builder("nats://127.0.0.1:" + port).connectInBackground()) {
            Heard heard = Heard.by(broker, "n");
            BrokerException refused =
                    catchThrowableOfType(BrokerException.class, () -> broker.publish(Address.everyone(), HELLO));
            assertThat(refused.fault()).isEqualTo(Fault.NOT_CONNECTED);

            NatsServer server = NatsServer.startOn(port);
            try {
                Eventually.holds("connected", () -> broker.health().connected());
                broker.publish(Address.everyone(), HELLO);
                assertThat(heard.next()).isEqualTo("hello");
            } finally {
                server.close();
            }
        }
    }

    @Test
    void aLoginThatIsRefusedForAWhileIsTriedAgainAndWhatListenedListensAgain() {
        try (LogLines log = new LogLines();
                NatsServer server = NatsServer.start("--user", "node", "--pass", "old");
                NatsBroker broker =
                        NatsBroker.builder(server.url()).login("node", "old").connect()) {
            Heard heard = Heard.by(broker, "n");
            server.kill();
            server.startAgain("--user", "node", "--pass", "new");
            Eventually.holds("the client gives up", () -> log.has("gave up"));
            server.kill();
            server.startAgain("--user", "node", "--pass", "old");

            Eventually.holds("connected", () -> broker.health().connected());
            broker.publish(Address.everyone(), HELLO);
            assertThat(heard.next()).isEqualTo("hello");
        }
    }

    @Test
    void whatWaitsWhenTheBrokerIsClosedIsStillSent() {
        try (NatsServer server = NatsServer.start();
                NatsBroker listener = NatsBroker.connect(server.url())) {
            Heard heard = Heard.by(listener, "n");
            NatsBroker broker = NatsBroker.connect(server.url());
            server.freeze();
            for (int i = 0; i < 1_500; i++) {
                broker.publish(Address.everyone(), Publication.of(i + " ".repeat(10_000)));
            }
            server.thaw();
            broker.close();
            for (int i = 0; i < 1_500; i++) {
                assertThat(heard.next().strip()).isEqualTo(Integer.toString(i));
            }
        }
    }

    @Test
    void aBrokerThatIsClosedWhileItTriesToConnectLeavesNoThread() {
        Set<Thread> before = connecting();
        NatsBroker broker =
                NatsBroker.builder("nats://127.0.0.1:" + NatsServer.freePort()).connectInBackground();
        Set<Thread> mine = connecting();
        mine.removeAll(before);
        assertThat(mine).hasSize(1);

        broker.close();

        Eventually.holds("the end of " + mine, () -> mine.stream().noneMatch(Thread::isAlive));
    }

    @Test
    void aBrokerThatIsClosedDuringItsFirstAttemptLeavesNoThread() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Set<Thread> before = connecting();
            NatsBroker broker = NatsBroker.builder("nats://127.0.0.1:" + silent.getLocalPort())
                    .connectInBackground();
            Set<Thread> mine = connecting();
            mine.removeAll(before);
            try (Socket accepted = silent.accept()) {
                assertThat(accepted.isConnected()).isTrue();
                broker.close();
                Eventually.holds("the end of " + mine, () -> mine.stream().noneMatch(Thread::isAlive));
            }
        }
    }

    private static Set<Thread> connecting() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("realmhub-nats-connect"))
                .collect(Collectors.toCollection(HashSet::new));
    }
}
