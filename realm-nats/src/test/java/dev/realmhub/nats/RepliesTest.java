package dev.realmhub.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.BrokerException.Fault;
import dev.realmhub.test.NatsServer;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Nats;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions end one way or another, and leave nothing behind. */
class RepliesTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final NatsServer server = NatsServer.start();
    private final Link link = new Link(LinkOptions.of(server.url()).inboxPrefix("rh.inbox."));
    private Replies replies;
    private Connection stranger;
    private Dispatcher services;

    @BeforeEach
    void start() throws Exception {
        replies = new Replies(link);
        link.start();
        link.awaitUp(LONG);
        stranger = Nats.connect(server.url());
        services = stranger.createDispatcher();
    }

    @AfterEach
    void stop() throws Exception {
        stranger.close();
        link.close();
        server.close();
    }

    @Test
    void anAnswerIsReadOnceAndLateOnesAreIgnored() throws Exception {
        services.subscribe("ask", message -> {
            stranger.publish(message.getReplyTo(), bytes("first"));
            stranger.publish(message.getReplyTo(), bytes("second"));
        });
        stranger.flush(LONG);
        assertThat(Asked.answer(ask("ask", LONG))).isEqualTo("first");
        assertThat(Asked.answer(ask("ask", LONG))).isEqualTo("first");
        assertThat(replies.awaited()).isZero();
    }

    @Test
    void aQuestionToNobodyFailsAtOnceAndIsForgotten() {
        assertThat(Asked.fault(ask("nobody", LONG))).isEqualTo(Fault.NOBODY_THERE);
        assertThat(replies.awaited()).isZero();
    }

    @Test
    void aQuestionThatWasNotSentIsForgotten() {
        link.close();
        assertThat(Asked.fault(ask("ask", LONG))).isEqualTo(Fault.NOT_CONNECTED);
        assertThat(replies.awaited()).isZero();
    }

    @Test
    void aQuestionWithoutAnAnswerIsForgottenWhenPatienceEnds() throws Exception {
        services.subscribe("mute", message -> {});
        stranger.flush(LONG);
        CompletionStage<String> unanswered = ask("mute", Duration.ofMillis(50));
        assertThat(Asked.fault(unanswered)).isEqualTo(Fault.FAILED);
        Eventually.holds("forgotten", () -> replies.awaited() == 0);
    }

    @Test
    void anEmptyAnswerMeansThatTheServiceFailed() throws Exception {
        services.subscribe("ask", message -> stranger.publish(message.getReplyTo(), new byte[0]));
        stranger.flush(LONG);
        assertThat(Asked.fault(ask("ask", LONG))).isEqualTo(Fault.FAILED);
        assertThat(link.health().malformed()).isZero();
    }

    @Test
    void aMalformedAnswerFailsTheQuestionAndIsCounted() throws Exception {
        services.subscribe("ask", message -> stranger.publish(message.getReplyTo(), bytes("no protobuf")));
        stranger.flush(LONG);
        assertThat(Asked.fault(replies.ask("ask", null, bytes("?"), LONG, CommandWire::outcome)))
                .isEqualTo(Fault.FAILED);
        assertThat(link.health().malformed()).isEqualTo(1);
    }

    @Test
    void eachQuestionHasAReplySubjectOfItsOwnBelowOneUnguessableInbox() throws Exception {
        LinkedBlockingQueue<String> seen = new LinkedBlockingQueue<>();
        services.subscribe("ask", message -> {
            seen.add(message.getReplyTo());
            stranger.publish(message.getReplyTo(), bytes("yes"));
        });
        stranger.flush(LONG);
        Asked.answer(ask("ask", LONG));
        Asked.answer(ask("ask", LONG));
        assertThat(seen).doesNotHaveDuplicates().allMatch(subject -> subject.matches("rh\\.inbox\\.\\w{22}\\.\\w{22}"));
    }

    /** The second wall, should an id ever get past the encoding. */
    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\tb", "a\nb", "a 0\r\n\r\nPUB rh.all 1", "a..b", ".a", "a.", ""})
    void jnatsTakesNoSubjectThatIsNone(String subject) {
        assertThat(Asked.fault(ask(subject, LONG))).isEqualTo(Fault.FAILED);
        assertThat(link.isConnected()).isTrue();
    }

    private CompletionStage<String> ask(String subject, Duration patience) {
        return replies.ask(subject, null, bytes("?"), patience, reply -> new String(reply, StandardCharsets.UTF_8));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
