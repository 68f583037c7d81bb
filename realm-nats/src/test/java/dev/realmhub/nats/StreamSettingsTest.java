package dev.realmhub.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.realmhub.BrokerException;
import dev.realmhub.BrokerException.Fault;
import dev.realmhub.Realm;
import dev.realmhub.RealmKind;
import dev.realmhub.test.NatsServer;
import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.Nats;
import io.nats.client.api.Republish;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the stream is made, what of an existing one is put right, and what is not. */
class StreamSettingsTest {
    private static final Subjects SUBJECTS = new Subjects("rh");
    private static final RealmKind CHAT = RealmKind.kept("chat", 50, Duration.ofHours(2));

    @TempDir
    Path folder;

    private NatsServer server;
    private Connection operator;
    private JetStreamManagement streams;

    @BeforeEach
    void start() throws Exception {
        server = NatsServer.startKeeping(folder);
        operator = Nats.connect(server.url());
        streams = operator.jetStreamManagement();
    }

    @AfterEach
    void stop() throws Exception {
        operator.close();
        server.close();
    }

    @Test
    void positionsOfNoLifeLookLikeAnOptionOfACommandLine() {
        StreamSettings settings = new StreamSettings(SUBJECTS, List.of(CHAT), 1, false);
        assertThat(Stream.generate(settings::fresh)
                        .limit(300)
                        .map(fresh -> SUBJECTS.lifeOf(fresh.getRepublish().getDestination())))
                .allMatch(life -> life.matches("[0-9a-f]{12}"));
    }

    @Test
    void withoutJetStreamConnectingSaysWhyAndWhatToDo() {
        try (NatsServer without = NatsServer.start()) {
            BrokerException failed = catchThrowableOfType(
                    BrokerException.class, NatsBroker.builder(without.url()).kind(Follower.KIND)::connect);
            assertThat(failed.fault()).isEqualTo(Fault.FAILED);
            assertThat(failed)
                    .hasMessageContaining("JetStream")
                    .hasMessageContaining("-js")
                    .message()
                    .containsPattern("nats-server \\([0-9.]+\\)");
        }
    }

    @Test
    void plainKindsNeedNoJetStream() {
        try (NatsServer without = NatsServer.start();
                NatsBroker broker = NatsBroker.builder(without.url())
                        .kind(RealmKind.plain("lobby"))
                        .connect()) {
            assertThat(broker.eventLog(Realm.of("lobby"))).isEmpty();
        }
    }

    @Test
    void brokersWithDifferentKindsShareAStreamThatSuitsBoth() throws Exception {
        try (NatsBroker games = broker(Follower.KIND);
                NatsBroker both = NatsBroker.builder(server.url())
                        .kind(Follower.KIND)
                        .kind(CHAT)
                        .connect();
                NatsBroker again = broker(Follower.KIND)) {
            assertThat(games.eventLog(Realm.of("chat"))).isEmpty();
            assertThat(both.eventLog(Realm.of("chat"))).isPresent();
            assertThat(again.health().connected()).isTrue();
            StreamConfiguration stream = stream();
            assertThat(stream.getSubjects())
                    .containsExactlyInAnyOrder("rh.realm.game", "rh.realm.game.>", "rh.realm.chat", "rh.realm.chat.>");
            assertThat(stream.getMaxMsgsPerSubject()).isEqualTo(1_001);
            assertThat(stream.getMaxAge()).isEqualTo(Duration.ofHours(2));
        }
    }

    @Test
    void whatIsSafeToChangeIsChangedAndWhatIsMoreThanNeededStays() throws Exception {
        streams.addStream(existing(stream -> stream.maxMessagesPerSubject(5)
                .maxAge(Duration.ofDays(1))
                .denyDelete(false)
                .denyPurge(false)
                .allowDirect(false)
                .maxBytes(1_000_000_000)));
        broker(Follower.KIND).close();
        StreamConfiguration stream = stream();
        assertThat(stream.getMaxMsgsPerSubject()).isEqualTo(1_001);
        assertThat(stream.getMaxAge()).isEqualTo(Duration.ofDays(1));
        assertThat(stream.getDenyDelete()).isTrue();
        assertThat(stream.getDenyPurge()).isTrue();
        assertThat(stream.getAllowDirect()).isTrue();
        assertThat(stream.getMaxBytes()).isEqualTo(1_000_000_000);
    }

    @Test
    void whoTakesTheStreamAsFoundLeavesItAsItIs() throws Exception {
        broker(CHAT).close();
        StreamConfiguration before = stream();
        try (NatsBroker looking = onlooker(RealmKind.kept("chat", 5_000, Duration.ofDays(3)))) {
            assertThat(looking.eventLog(Realm.of("chat"))).isPresent();
        }
        assertThat(stream().toJson()).isEqualTo(before.toJson());
    }

    @Test
    void whoTakesTheStreamAsFoundIsRefusedAKindThatItDoesNotKeep() throws Exception {
        broker(CHAT).close();
        BrokerException failed = catchThrowableOfType(BrokerException.class, () -> onlooker(Follower.KIND));
        assertThat(failed).hasMessageContaining("keeps no realms of kind game").hasMessageContaining("rh.realm.chat");
        assertThat(stream().getSubjects()).doesNotContain("rh.realm.game");
    }

    @Test
    void whoTakesTheStreamAsFoundMakesNone() throws Exception {
        BrokerException failed = catchThrowableOfType(BrokerException.class, () -> onlooker(Follower.KIND));
        assertThat(failed).hasMessageContaining("there is no JetStream stream 'rh-realms'");
        assertThat(streams.getStreamNames()).isEmpty();
    }

    @Test
    void aStreamInMemoryIsRefusedByName() throws Exception {
        refused(stream -> stream.storageType(StorageType.Memory), "storage");
    }

    @Test
    void aStreamThatConsumersEmptyIsRefusedByName() throws Exception {
        refused(stream -> stream.retentionPolicy(RetentionPolicy.WorkQueue), "retention");
    }

    @Test
    void aStreamThatRepublishesElsewhereIsRefusedByName() throws Exception {
        refused(stream -> stream.republish(new Republish("rh.realm.>", "other.>", false)), "republish destination");
    }

    @Test
    void subjectsThatAnotherStreamHasAreRefusedByName() throws Exception {
        streams.addStream(StreamConfiguration.builder()
                .name("other")
                .subjects("rh.realm.>")
                .build());
        BrokerException failed = catchThrowableOfType(BrokerException.class, () -> broker(Follower.KIND));
        assertThat(failed).hasMessageContaining("rh-realms").hasMessageContaining("overlap");
    }

    private void refused(UnaryOperator<StreamConfiguration.Builder> change, String setting) throws Exception {
        streams.addStream(existing(change));
        BrokerException failed = catchThrowableOfType(BrokerException.class, () -> broker(Follower.KIND));
        assertThat(failed)
                .hasMessageContaining("'rh-realms'")
                .hasMessageContaining(setting)
                .hasMessageContaining("delete");
    }

    private static StreamConfiguration existing(UnaryOperator<StreamConfiguration.Builder> change) {
        StreamConfiguration ours = new StreamSettings(SUBJECTS, List.of(Follower.KIND), 1, false).fresh();
        return change.apply(StreamConfiguration.builder(ours)).build();
    }

    private NatsBroker broker(RealmKind kind) {
        return NatsBroker.builder(server.url()).kind(kind).connect();
    }

    private NatsBroker onlooker(RealmKind kind) {
        return NatsBroker.builder(server.url()).kind(kind).streamAsFound().connect();
    }

    private StreamConfiguration stream() throws Exception {
        return streams.getStreamInfo("rh-realms").getConfiguration();
    }
}
