package dev.realmhub.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.realmhub.Address;
import dev.realmhub.BrokerException;
import dev.realmhub.BrokerException.Fault;
import dev.realmhub.Handshake;
import dev.realmhub.Realm;
import dev.realmhub.Resolution;
import dev.realmhub.ResolveRequest;
import dev.realmhub.Secret;
import dev.realmhub.User;
import io.nats.client.Subscription;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the sample configuration keeps from whom; {@link SampleContractTest} shows what it lets through. */
class SampleConfTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Resolution FORGED = Resolution.of(Realm.of("treasury"));
    private static final Resolution TRUE = Resolution.of(Realm.of("lobby"));
    private static final ResolveRequest QUESTION =
            ResolveRequest.of(Handshake.of("/"), "/", User.of("alice"), new Address.OfClient("n-1", "c-1"));

    @TempDir
    private static Path shared;

    private static SampleServer server;
    private static SampleServer.Raw node;
    private static SampleServer.Raw backend;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startServer() {
        server = new SampleServer(shared);
        node = server.raw("node");
        backend = server.raw("backend");
    }

    @AfterAll
    static void stopServer() {
        server.close();
        node.close();
        backend.close();
    }

    @Test
    void aGuestHearsNothingAndSaysNothing() {
        try (SampleServer open = SampleServer.withGuest(folder);
                SampleServer.Raw guest = open.raw("guest")) {
            for (String subject :
                    new String[] {">", "rh.>", "rh.inbox.>", "rh.realm.lobby", "rh.resolve", "_INBOX.>", "free"}) {
                assertThat(guest.mayNotSubscribe(subject))
                        .as("hear %s", subject)
                        .isTrue();
            }
            for (String subject :
                    new String[] {"rh.realm.lobby", "rh.inbox.node.a.b", "rh.resolve", "$JS.API.INFO", "free"}) {
                assertThat(guest.mayNotPublish(subject)).as("say %s", subject).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ">",
                "rh.>",
                "*.>",
                "rh.inbox.>",
                "rh.inbox.*.*.*",
                "rh.inbox.backend.>",
                "rh.resolve",
                "rh.in.>",
                "rh.own.>"
            })
    void aNodeHearsNeitherOthersRepliesNorWhatBackendsAreAsked(String subject) {
        assertThat(node.mayNotSubscribe(subject)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rh.realm.game.abc",
                "rh.live.x.game.abc",
                "rh.user.alice",
                "rh.client.n.c",
                "rh.all",
                "rh.inbox.node.a.b",
                "rh.inbox.backend.a.b",
                "rh.lease.game.abc.1",
                "rh.holder.h",
                "$JS.API.STREAM.DELETE.rh-realms"
            })
    void aNodeCannotSpeakForTheGameNorAnswerForABackend(String subject) {
        assertThat(node.mayNotPublish(subject)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {">", "rh.>", "rh.inbox.>", "rh.inbox.node.>", "rh.realm.>", "rh.user.*", "rh.client.>"})
    void aBackendHearsNeitherNodesRepliesNorWhatPlayersAreTold(String subject) {
        assertThat(backend.mayNotSubscribe(subject)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rh.in.move.auth.alice.n.c",
                "rh.resolve",
                "rh.own.game.abc",
                "rh.live.x.game.abc",
                "$JS.API.STREAM.PURGE.rh-realms"
            })
    void aBackendCannotSpeakForAPlayer(String subject) {
        assertThat(backend.mayNotPublish(subject)).isTrue();
    }

    /** The guest is even told the subject that the answer has to come on, and is faster. */
    @Test
    void aGrantThatAGuestForgesDoesNotArriveAndHeDoesNotSeeTheTrueOne() throws Exception {
        try (SampleServer open = SampleServer.withGuest(folder);
                SampleServer.Raw guest = open.raw("guest");
                SampleServer.Raw answering = open.raw("backend");
                NatsBroker asking = open.broker("node").connect()) {
            Subscription everything = guest.connection().subscribe(">");
            Subscription replies = guest.connection().subscribe("rh.inbox.>");
            answering
                    .connection()
                    .createDispatcher(question -> {
                        assertThat(guest.mayNotPublish(question.getReplyTo(), ResolveWire.encode(FORGED)))
                                .isTrue();
                        answering.connection().publish(question.getReplyTo(), ResolveWire.encode(TRUE));
                    })
                    .subscribe("rh.resolve");
            answering.connection().flush(LONG);

            assertThat(Asked.answer(asking.request(QUESTION)).memberships()).isEqualTo(TRUE.memberships());
            guest.connection().flush(LONG);
            assertThat(everything.getPendingMessageCount() + replies.getPendingMessageCount())
                    .isZero();
        }
    }

    @Test
    void nobodyComesInWithoutAPasswordOrInTheClear() {
        NatsBroker.Builder nameless = NatsBroker.builder(server.url()).trust(server.authority());
        NatsBroker.Builder wrong = server.broker("node").login("node", Secret.of("backend-password"));
        NatsBroker.Builder plain = NatsBroker.builder(server.plainUrl()).login("node", Secret.of("node-password"));
        for (NatsBroker.Builder outsider : new NatsBroker.Builder[] {nameless, wrong, plain}) {
            assertThatExceptionOfType(BrokerException.class)
                    .isThrownBy(outsider.connectLimit(Duration.ofSeconds(2))::connect)
                    .matches(refused -> refused.fault() == Fault.NOT_CONNECTED);
        }
        assertThatThrownBy(() -> server.raw("stranger")).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void aServerThatAnotherAuthoritySignedForIsNotSpokenTo() {
        Authority other = new Authority(folder, "other");
        assertThatExceptionOfType(BrokerException.class)
                .isThrownBy(server.broker("node").trust(other.pem()).connectLimit(Duration.ofSeconds(1))::connect)
                .withMessageContaining("SSLHandshakeException");
    }

    /** jnats alone would go along with that: any server of the authority's could pass for any other. */
    @Test
    void aServerThatIsSignedForUnderAnotherNameIsNotSpokenTo() {
        try (SampleServer impostor = SampleServer.impostor(folder)) {
            assertThatExceptionOfType(BrokerException.class)
                    .isThrownBy(impostor.broker("node").connectLimit(Duration.ofSeconds(1))::connect)
                    .withMessageContaining("127.0.0.1")
                    .withMessageContaining("SSLHandshakeException");
        }
    }

    @Test
    void aServerIsSpokenToUnderTheNameThatItIsSignedFor() {
        try (SampleServer named = SampleServer.named(folder, "localhost");
                NatsBroker broker = NatsBroker.builder(named.url().replace("127.0.0.1", "localhost"))
                        .login("node", Secret.of("node-password"))
                        .trust(named.authority())
                        .connect()) {
            assertThat(broker.health().connected()).isTrue();
        }
    }

    @Test
    void aFileWithoutAnAuthorityIsRefusedByName() {
        NatsBroker.Builder builder = NatsBroker.builder("tls://127.0.0.1:4222");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> builder.trust(folder.resolve("missing.pem")))
                .withMessageContaining("missing.pem");
    }
}
