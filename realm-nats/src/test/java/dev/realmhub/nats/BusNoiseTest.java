package dev.realmhub.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Broker;
import dev.realmhub.Leases;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.test.NatsServer;
import io.nats.client.Connection;
import io.nats.client.Nats;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Noise where the library talks to itself: counted, dropped, and the next true word is heard. */
class BusNoiseTest {
    private static final Realm GAME = Realm.of("game", "abc");
    private static final Duration LONG = Duration.ofSeconds(30);

    private final NatsServer server = NatsServer.start();
    private NatsBroker broker;
    private Connection stranger;

    @BeforeEach
    void start() throws Exception {
        broker = NatsBroker.connect(server.url());
        stranger = Nats.connect(server.url());
    }

    @AfterEach
    void stop() throws Exception {
        stranger.close();
        broker.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 9, 65_536, 1_048_576})
    void aBeatOfAnyOtherLengthIsCountedAndTellsNothing(int length) throws Exception {
        Heard heard = Heard.by(broker, "n");
        AtomicInteger missed = new AtomicInteger();
        broker.subscribe(new Broker.Node("m", (address, publication) -> {}, missed::incrementAndGet));
        noise("rh.beat.stranger", length, null);
        stranger.publish("rh.all", PublicationWire.encode(Publication.of("true")));

        assertThat(heard.next()).isEqualTo("true");
        assertThat(broker.health().malformed()).isEqualTo(2); // at each of the two nodes
        assertThat(missed).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_048_576})
    void aClaimThatIsNoneIsNotAnsweredAndTheNextIs(int length) throws Exception {
        Leases.Lease lease = new Leases.Lease(GAME, "h-1", 1);
        broker.subscribe(new Broker.Claims("game", claim -> CompletableFuture.completedStage(lease)));
        noise("rh.claim.game", length, "_INBOX.stranger");

        assertThat(Asked.answer(broker.request(new Broker.Claim(GAME, 0)))).isEqualTo(lease);
        assertThat(broker.health().malformed()).isEqualTo(1);
    }

    @Test
    void whatComesToAnInboxWithoutAQuestionIsDropped() throws Exception {
        String inbox = new Subjects("rh").inboxPrefix();
        noise(inbox + "nobody.asked", 8, null);
        Asked.serve(broker, "move");
        assertThat(Asked.answer(broker.request(Asked.command("move")))).isNotNull();
        assertThat(broker.health().malformed()).isZero();
    }

    private void noise(String subject, int length, @Nullable String replyTo) throws Exception {
        stranger.publish(subject, replyTo, new byte[length]);
        stranger.flush(LONG);
    }
}
