package dev.realmhub.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Address;
import dev.realmhub.BrokerException.Fault;
import dev.realmhub.EventLog;
import dev.realmhub.Position;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.RealmKind;
import dev.realmhub.test.NatsServer;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.impl.Headers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only NATS does to a stream: age by the server's clock, and strangers. */
class StreamReadingTest {
    @TempDir
    Path folder;

    private NatsServer server;

    @BeforeEach
    void start() {
        server = NatsServer.startKeeping(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whatIsGoneByAgeMakesReadingIncompleteAndWritersStale() {
        RealmKind brief = RealmKind.kept("game", 10, Duration.ofSeconds(1));
        try (NatsBroker broker = NatsBroker.builder(server.url()).kind(brief).connect()) {
            Follower follower = new Follower(broker, "n");
            Position begin = follower.last();
            Position first = follower.append("1");
            Position second = follower.append("2");
            Eventually.holds("gone by age", () -> !follower.read(begin).complete());
            Eventually.holds("all gone", () -> follower.read(second).equals(new EventLog.Slice(List.of(), true)));

            EventLog log = broker.eventLog(Follower.GAME).orElseThrow();
            assertThat(Asked.fault(log.append(Follower.GAME, Publication.of("stale"), first)))
                    .isEqualTo(Fault.STALE);
            Position third = Asked.answer(log.append(Follower.GAME, Publication.of("3"), second));
            assertThat(third.sequence()).isEqualTo(3);
        }
    }

    @Test
    void whatAPlainPublisherSendsIsKeptAndHeardOnceWithItsPosition() {
        try (NatsBroker broker = games();
                NatsBroker plain = NatsBroker.connect(server.url())) {
            Follower follower = new Follower(broker, "n");
            Position begin = follower.last();
            plain.publish(Address.realm(Follower.GAME), Publication.of("plain"));
            Eventually.holds("it", () -> follower.hasHeard("plain"));
            Position end = follower.append("the end");
            Eventually.holds("the end", () -> follower.hasHeard("the end"));

            assertThat(Follower.texts(follower.heard())).containsExactly("plain", "the end");
            assertThat(follower.heard().get(1).position()).contains(end);
            assertThat(Follower.texts(follower.read(begin).events())).containsExactly("plain", "the end");
        }
    }

    @Test
    void aNodeThatWasNotToldOfAKindHearsItOnceAndWithoutPositions() {
        RealmKind chat = RealmKind.kept("chat", 10, Duration.ofHours(1));
        try (NatsBroker broker = games();
                NatsBroker other = NatsBroker.builder(server.url()).kind(chat).connect()) {
            Heard heard = Heard.by(other, "n");
            broker.publish(Address.realm(Follower.GAME), Publication.of("once"));
            new Follower(broker, "m").append("twice");
            other.publish(Address.realm(Realm.of("chat", "c")), Publication.of("the end"));
            assertThat(List.of(heard.next(), heard.next(), heard.next())).containsExactly("once", "twice", "the end");
            assertThat(heard.nothingMore()).isTrue();
        }
    }

    /** It has a sequence, so without it there would seem to be a hole that nothing fills. */
    @Test
    void whatAStrangerPutIntoAStreamIsAnEventThatNobodySees() throws Exception {
        try (NatsBroker broker = games()) {
            Follower follower = new Follower(broker, "n");
            Position first = follower.append("1");
            Connection stranger = Nats.connect(server.url());
            stranger.publish("rh.realm.game.abc", "no protobuf".getBytes(StandardCharsets.UTF_8));
            stranger.publish("rh.realm.game.abc", new byte[0]);
            stranger.flush(Duration.ofSeconds(30));
            stranger.close();
            follower.append("2");

            Eventually.holds("all", () -> follower.hasHeard("2"));
            assertThat(Follower.texts(follower.heard())).containsExactly("1", "(hidden)", "(hidden)", "2");
            assertThat(follower.heard()).extracting(Publication::previous).containsExactly(0L, 1L, 2L, 3L);
            assertThat(Follower.texts(follower.read(first).events())).containsExactly("(hidden)", "(hidden)", "2");
            assertThat(broker.health().malformed()).isEqualTo(1);
        }
    }

    @Test
    void aStrangersLiveMessageOfAnotherLifeIsDropped() throws Exception {
        try (NatsBroker broker = games()) {
            Follower follower = new Follower(broker, "n");
            Connection stranger = Nats.connect(server.url());
            Headers headers = new Headers().put("Nats-Sequence", "77").put("Nats-Last-Sequence", "76");
            stranger.publish("rh.live.other.game.abc", headers, PublicationWire.encode(Publication.of("forged")));
            stranger.publish("rh.live.game", headers, PublicationWire.encode(Publication.of("forged")));
            stranger.flush(Duration.ofSeconds(30));
            stranger.close();
            follower.append("1");
            Eventually.holds("1", () -> follower.hasHeard("1"));
            assertThat(Follower.texts(follower.heard())).containsExactly("1");
        }
    }

    private NatsBroker games() {
        return NatsBroker.builder(server.url()).kind(Follower.KIND).connect();
    }
}
