package dev.realmhub.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Address;
import dev.realmhub.Backend;
import dev.realmhub.Bounds;
import dev.realmhub.ClientProtocol;
import dev.realmhub.ClientProtocol.Answer;
import dev.realmhub.ClientProtocol.Joined;
import dev.realmhub.Handshake;
import dev.realmhub.Hub;
import dev.realmhub.HubConfig;
import dev.realmhub.Outcome;
import dev.realmhub.Payload;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.RealmResolver;
import dev.realmhub.Resolution;
import dev.realmhub.User;
import dev.realmhub.test.FakeTransport;
import dev.realmhub.test.NatsServer;
import dev.realmhub.test.TestClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What clients write in any place that they can write to, and what of it goes to NATS: recorded on the wire, and read as the
 * server reads it. Nothing but lawful subjects of ours, each for the one thing that was done.
 */
class InjectionTest {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_%-]{1,1200}");
    private static final List<String> PLACES =
            List.of("realm", "live", "user", "client", "all", "in", "resolve", "inbox", "beat", "canary");

    private static NatsServer server;

    private WireTap tap;
    private NatsBroker broker;
    private Hub hub;
    private Backend backend;

    @BeforeAll
    static void startServer() {
        server = NatsServer.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void start() {
        tap = new WireTap(server.url());
        broker = NatsBroker.connect(tap.url());
        hub = Hub.builder(broker)
                .config(HubConfig.builder().bounds(Bounds.none().build()).build())
                .node("n-1")
                .allowNoOrigin()
                .resolver(RealmResolver.askBackend())
                .build();
        backend = Backend.builder(broker)
                .resolve("/", request -> Resolution.of(Realm.of("lobby")))
                .resolve("/game/{id}", request -> Resolution.of(Realm.of("game", request.param("id"))))
                .on("say", (command, reply) -> reply.ok(command.payload()))
                .start();
    }

    @AfterEach
    void stop() throws Exception {
        hub.close();
        backend.close();
        broker.close();
        tap.close();
    }

    static Stream<Named> hostile() {
        return Stream.of(
                new Named("space", "evil x"),
                new Named("tab", "evil\tx"),
                new Named("CR", "evil\rx"),
                new Named("LF", "evil\nx"),
                new Named("a whole command", "evil 0\r\n\r\nPUB rh.all 4\r\nFAKE\r\nSUB > 1\r\n"),
                new Named("NUL", "evil\0x"),
                new Named("dot", "evil.x"),
                new Named("star", "*"),
                new Named("star in a token", "evil.*"),
                new Named("all", ">"),
                new Named("all behind", "evil.>"),
                new Named("empty", ""),
                new Named("5,000 characters", "evil".repeat(1_250)),
                new Named("non-ASCII", "\u00e9vil\u2028\ud83c\udfb2"),
                new Named("half a pair", "evil\ud83c"));
    }

    private record Named(String name, String text) {
        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void inAPathAQueryACookieOrAHeaderItReachesNoSubject(Named hostile) {
        Handshake handshake = new Handshake(
                "/game/" + hostile.text(),
                Map.of("q", List.of(hostile.text()), hostile.text(), List.of("v")),
                Map.of("cookie", List.of("c=COOKIE" + hostile.text()), "x-h", List.of("HEADER" + hostile.text())),
                "",
                "");
        connectAndWait(User.of("alice"), handshake);

        assertThat(said("rh.resolve")).hasSizeLessThanOrEqualTo(1);
        assertThat(tap.frames())
                .noneMatch(
                        frame -> frame.body().contains("COOKIE") || frame.body().contains("HEADER"));
        nothingElseWasSaid();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void asANavigationItReachesNoSubject(Named hostile) {
        TestClient alice = atTheLobby("alice");
        alice.navigate(1, hostile.text());
        alice.navigate(2, "/game/" + hostile.text() + "?q=" + hostile.text());
        alive(alice);
        nothingElseWasSaid();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void asATypeARealmOrAPayloadOfACommandItReachesNoSubject(Named hostile) {
        TestClient alice = atTheLobby("alice");
        alice.say(new ClientProtocol.Send(1, hostile.text(), "", Payload.text("p")));
        assertThat(alice.next(Answer.class).outcome()).isInstanceOf(Outcome.Rejected.class);
        alice.say(new ClientProtocol.Send(2, "say", "game:" + hostile.text(), Payload.text("p")));
        assertThat(alice.next(Answer.class).outcome()).isInstanceOf(Outcome.Rejected.class);
        assertThat(commands()).isEmpty();

        alice.say(new ClientProtocol.Send(3, "say", "", Payload.wrap(bytes(hostile.text()))));
        assertThat(alice.next(Answer.class).outcome()).isEqualTo(Outcome.ok(Payload.wrap(bytes(hostile.text()))));
        assertThat(commands())
                .containsExactly("rh.in.say.auth.alice.n-1." + alice.client().id());
        nothingElseWasSaid();
    }

    /** A user's id comes from an authenticator, a realm's from a resolver: both may hand on what clients wrote. */
    @ParameterizedTest
    @MethodSource("hostile")
    void asAnIdItIsRefusedOrBecomesOneTokenThatReadsTheSame(Named hostile) {
        String id = hostile.text();
        try {
            Address user = Address.user(id);
            Realm realm = Realm.of("game", id);
            broker.publish(user, Publication.of("p"));
            broker.publish(Address.realm(realm), Publication.of("p"));
            alive(atTheLobby(id));
            assertThat(said("rh.user." + Tokens.encode(id))).hasSize(1);
            assertThat(said("rh.realm.game." + Tokens.encode(id))).hasSize(1);
            assertThat(commands())
                    .singleElement()
                    .asString()
                    .startsWith("rh.in.say.auth." + Tokens.encode(id) + ".n-1.");
            assertThat(Tokens.decode(Tokens.encode(id))).isEqualTo(id);
        } catch (IllegalArgumentException refused) {
            assertThat(said("rh.user.")).isEmpty();
        }
        nothingElseWasSaid();
    }

    private TestClient atTheLobby(String user) {
        TestClient client = connectAndWait(User.of(user), Handshake.of("/"));
        client.next(Joined.class);
        return client;
    }

    private TestClient connectAndWait(User user, Handshake handshake) {
        TestClient client = TestClient.connect(hub, user, handshake, new FakeTransport());
        client.next(); // a welcome, or why not
        return client;
    }

    /** Has a command answered: what was said before it has been dealt with. */
    private static void alive(TestClient client) {
        client.command(99, "say", "alive");
        assertThat(client.next(Answer.class, answer -> answer.id() == 99).outcome())
                .isEqualTo(Outcome.ok(Payload.text("alive")));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<String> commands() {
        return said("rh.in.");
    }

    private List<String> said(String beginning) {
        return tap.frames().stream()
                .filter(NatsFrame::hasBody)
                .map(NatsFrame::subject)
                .filter(subject -> subject.startsWith(beginning))
                .toList();
    }

    private void nothingElseWasSaid() {
        for (NatsFrame frame : tap.frames()) {
            if (frame.hasBody()) {
                List<String> tokens = List.of(frame.subject().split("\\.", -1));
                assertThat(tokens.get(0)).isEqualTo("rh");
                assertThat(tokens.get(1)).isIn(PLACES);
                assertThat(tokens).allMatch(token -> TOKEN.matcher(token).matches());
                assertThat(frame.subject()).doesNotContain("FAKE");
            } else if (frame.operation().equals("SUB")) {
                assertThat(frame.subject())
                        .doesNotContain("evil")
                        .isNotEqualTo(">")
                        .isNotEqualTo("*");
            }
        }
    }
}
