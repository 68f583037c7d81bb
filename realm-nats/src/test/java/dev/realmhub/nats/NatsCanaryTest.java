package dev.realmhub.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.realmhub.Address;
import dev.realmhub.Publication;
import dev.realmhub.Secret;
import dev.realmhub.test.NatsServer;
import dev.realmhub.test.TcpProxy;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Subscription;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** A marked password and marked payloads, on links that hold and on links that do not, come up in no word of ours. */
class NatsCanaryTest {
    private static final String MARK = "CanarySesame42";

    /** The ways in which a password may be given. */
    static Stream<Function<String, NatsBroker.Builder>> logins() {
        return Stream.of(
                url -> NatsBroker.builder(url.replace("//", "//me:" + MARK + "@")),
                url -> NatsBroker.builder(url).login("me", Secret.of(MARK)),
                url -> NatsBroker.builder(url).token(Secret.of(MARK)));
    }

    @ParameterizedTest
    @MethodSource("logins")
    void aPasswordComesUpNowhereWhateverBecomesOfTheLink(Function<String, NatsBroker.Builder> login) throws Exception {
        try (LogLines log = new LogLines();
                NatsServer server = NatsServer.start();
                TcpProxy proxy = TcpProxy.to(URI.create(server.url()).getPort());
                NatsBroker broker = login.apply(proxy.url()).connect()) {
            awaitCanaries(server.url());
            proxy.darken();
            Eventually.holds("silence is noticed", () -> broker.health().silences() > 0);
            proxy.light();
            Eventually.holds("up again", () -> broker.health().connected());
            server.kill();
            Eventually.holds("down", () -> !broker.health().connected());
            assertThat(log.all()).isNotEmpty().noneMatch(line -> line.contains(MARK));
            assertThat(threads()).noneMatch(name -> name.contains(MARK));
        }
    }

    @ParameterizedTest
    @MethodSource("logins")
    void aPasswordThatIsRefusedOrNotHeardComesUpNowhere(Function<String, NatsBroker.Builder> login) {
        try (LogLines log = new LogLines();
                NatsServer server = NatsServer.start("--user", "me", "--pass", "other")) {
            String nobody = "nats://127.0.0.1:" + NatsServer.freePort();
            for (String url : List.of(server.url(), nobody)) {
                Throwable refused = catchThrowable(() ->
                        login.apply(url).connectLimit(Duration.ofMillis(500)).connect());
                assertThat(trace(refused)).contains("could not connect").doesNotContain(MARK);
            }
            assertThat(log.all()).isNotEmpty().noneMatch(line -> line.contains(MARK));
        }
    }

    @Test
    void aPayloadComesUpNowhereEvenIfItIsMalformedOrTooLarge() throws Exception {
        try (LogLines log = new LogLines();
                NatsServer server = NatsServer.start();
                NatsBroker broker = NatsBroker.connect(server.url())) {
            Heard heard = Heard.by(broker, "n");
            strangerSays(server.url(), "rh.realm.lobby", "rh.user.alice");
            Throwable tooLarge =
                    catchThrowable(() -> broker.publish(Address.everyone(), Publication.of(MARK.repeat(100_000))));
            broker.publish(Address.everyone(), Publication.of("the end"));
            assertThat(heard.next()).isEqualTo("the end");
            assertThat(trace(tooLarge)).isNotEmpty().doesNotContain(MARK);
            assertThat(log.has("malformed")).isTrue();
            assertThat(log.all()).noneMatch(line -> line.contains(MARK));
        }
    }

    /** A link that never heard itself is not taken for dead: waits for one of its canaries, and for the one after it. */
    private static void awaitCanaries(String url) throws Exception {
        Connection stranger = Nats.connect(url);
        Subscription canaries = stranger.subscribe("rh.canary.*");
        for (int i = 0; i < 3; i++) {
            assertThat(canaries.nextMessage(Duration.ofSeconds(30))).isNotNull();
        }
        stranger.close();
    }

    private static void strangerSays(String url, String... subjects) throws Exception {
        Connection stranger = Nats.connect(url);
        for (String subject : subjects) {
            stranger.publish(subject, MARK.getBytes(StandardCharsets.UTF_8));
        }
        stranger.flush(Duration.ofSeconds(30));
        stranger.close();
    }

    @Test
    void aMarkThatIsLoggedWouldBeFound() {
        try (LogLines log = new LogLines()) {
            LoggerFactory.getLogger(NatsBroker.class).warn("login {}", MARK);
            assertThat(log.has(MARK)).isTrue();
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    }

    private static String trace(Throwable thrown) {
        StringWriter all = new StringWriter();
        thrown.printStackTrace(new PrintWriter(all));
        return all.toString();
    }
}
