package dev.realmhub.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.realmhub.RealmKind;
import dev.realmhub.test.NatsServer;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Nats;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A cluster whose servers do not know of each other yet; what they say of it is said by a stand-in, to have it last as long as it must. */
class ClusterAtStartTest {
    private static final RealmKind CHAT = RealmKind.kept("chat", 50, Duration.ofHours(2));
    private static final String NO_STREAM =
            "{\"error\":{\"code\":404,\"err_code\":10059,\"description\":\"stream not found\"}}";
    private static final String NO_PEERS =
            "{\"error\":{\"code\":400,\"err_code\":10005,\"description\":\"no suitable peers for placement\"}}";

    private final AtomicInteger asked = new AtomicInteger();
    private NatsServer server;
    private Connection cluster;

    @BeforeEach
    void start() throws Exception {
        server = NatsServer.start();
        cluster = Nats.connect(server.url());
    }

    @AfterEach
    void stop() throws Exception {
        cluster.close();
        server.close();
    }

    @Test
    void whoeverStartsWithTheClusterWaitsUntilItsServersKnowOfEachOther() throws Exception {
        answer(2);
        try (NatsBroker broker =
                NatsBroker.builder(server.url()).kind(CHAT).streamReplicas(3).connect()) {
            assertThat(broker.health().connected()).isTrue();
        }
        assertThat(asked).hasValue(3);
    }

    @Test
    void butNotForEverAndThenSaysWhatIsMissing() throws Exception {
        answer(Integer.MAX_VALUE);
        assertThatCode(NatsBroker.builder(server.url()).kind(CHAT).streamReplicas(3)::connect)
                .hasMessageContaining("no suitable peers for placement");
        assertThat(asked).hasValueGreaterThan(3);
    }

    /** Has the stream made when it was asked for more often than that. */
    private void answer(int refusals) throws Exception {
        cluster.createDispatcher(question -> cluster.publish(question.getReplyTo(), answerTo(question, refusals)))
                .subscribe("$JS.API.STREAM.*.rh-realms");
        cluster.flush(Duration.ofSeconds(5));
    }

    private byte[] answerTo(Message question, int refusals) {
        String answer = NO_STREAM;
        if (question.getSubject().contains(".CREATE.")) {
            answer = asked.incrementAndGet() <= refusals ? NO_PEERS : made(question.getData());
        }
        return answer.getBytes(StandardCharsets.UTF_8);
    }

    private static String made(byte[] configuration) {
        return "{\"config\":" + new String(configuration, StandardCharsets.UTF_8)
                + ",\"created\":\"2026-11-23T00:00:00Z\",\"state\":{\"messages\":0,\"first_seq\":0,\"last_seq\":0}}";
    }
}
