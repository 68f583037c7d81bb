package dev.realmhub.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.BrokerException.Fault;
import dev.realmhub.EventLog;
import dev.realmhub.Position;
import dev.realmhub.Publication;
import dev.realmhub.test.NatsServer;
import io.nats.client.Connection;
import io.nats.client.Nats;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of streams when the server dies, or somebody deletes them. */
class StreamOutageTest {
    @TempDir
    Path folder;

    private NatsServer server;
    private NatsBroker broker;
    private Follower follower;

    @BeforeEach
    void start() {
        server = NatsServer.startKeeping(folder);
        broker = connect();
        follower = new Follower(broker, "n");
    }

    @AfterEach
    void stop() {
        broker.close();
        server.close();
    }

    @Test
    void nothingAcknowledgedIsLostWithTheServerAndReadingClosesTheHole() {
        Position begin = follower.last();
        List<String> acknowledged = append(200);
        server.kill();
        assertThat(follower.tryToAppend("too late")).failsWithin(Duration.ofSeconds(30));
        server.startAgain();

        Eventually.holds("the news that something may be missing", () -> follower.missed() > 0);
        Eventually.holds("writing again", () -> appends("after"));
        EventLog.Slice all = follower.read(begin);
        assertThat(all.complete()).isTrue();
        assertThat(Follower.texts(all.events())).startsWith(acknowledged.toArray(String[]::new));
        assertThat(Follower.texts(all.events())).contains("after");
        assertThat(all.events())
                .extracting(event -> event.position().orElseThrow().epoch())
                .containsOnly(begin.epoch());
        Eventually.holds("live again", () -> follower.hasHeard("after"));
    }

    @Test
    void whatWasPublishedWhileWeWereAwayIsReadWhenWeAreBack() {
        Position before = follower.append("before");
        broker.close();
        try (NatsBroker other = connect()) {
            new Follower(other, "other").append("meanwhile");
        }
        broker = connect();
        Follower back = new Follower(broker, "n");
        assertThat(back.heard()).isEmpty();
        assertThat(Follower.texts(back.read(before).events())).containsExactly("meanwhile");
    }

    @Test
    void aStreamDeletedAndMadeAgainIsAnotherEpochAndEveryNodeIsTold() throws Exception {
        Position old = follower.append("old");
        int missedBefore = follower.missed();
        delete();
        try (NatsBroker second = connect()) {
            Follower other = new Follower(second, "second");
            Eventually.holds(
                    "the stream to be another", () -> !other.last().epoch().equals(old.epoch()));
            other.append("new 1");
            Eventually.holds("the news at the first node", () -> follower.missed() > missedBefore);

            assertThat(follower.read(old)).isEqualTo(EventLog.Slice.incomplete());
            assertThat(other.read(old)).isEqualTo(EventLog.Slice.incomplete());
            Position fresh = follower.append("new 2");
            assertThat(fresh.epoch()).isEqualTo(other.last().epoch()).isNotEqualTo(old.epoch());
            Eventually.holds("live in the new epoch", () -> follower.hasHeard("new 2"));
            assertThat(last(follower.heard()).position()).contains(fresh);
        }
    }

    @Test
    void aStreamThatIsGoneIsMadeAgainByWhoeverNeedsIt() throws Exception {
        Position old = follower.append("old");
        delete();
        Eventually.holds("another epoch", () -> !follower.last().epoch().equals(old.epoch()));
        Position fresh = follower.append("new");
        assertThat(follower.read(new Position(fresh.epoch(), 0)).events()).hasSize(1);
        Eventually.holds("live", () -> follower.hasHeard("new"));
    }

    @Test
    void aStaleWriterIsRefusedAfterTheStreamWasMadeAgain() throws Exception {
        Position old = follower.append("old");
        delete();
        Eventually.holds("another epoch", () -> !follower.last().epoch().equals(old.epoch()));
        EventLog log = broker.eventLog(Follower.GAME).orElseThrow();
        assertThat(Asked.fault(log.append(Follower.GAME, Publication.of("stale"), old)))
                .isEqualTo(Fault.STALE);
    }

    private NatsBroker connect() {
        return NatsBroker.builder(server.url()).kind(Follower.KIND).connect();
    }

    private void delete() throws Exception {
        Connection operator = Nats.connect(server.url());
        operator.jetStreamManagement().deleteStream("rh-realms");
        operator.close();
    }

    private List<String> append(int many) {
        List<String> acknowledged = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            follower.append("event " + i);
            acknowledged.add("event " + i);
        }
        return acknowledged;
    }

    private boolean appends(String text) {
        return follower.tryToAppend(text)
                .handle((position, failure) -> failure == null)
                .join();
    }

    private static Publication last(List<Publication> events) {
        return events.get(events.size() - 1);
    }
}
