package dev.realmhub.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.realmhub.Address;
import dev.realmhub.Broker;
import dev.realmhub.BrokerException;
import dev.realmhub.BrokerException.Fault;
import dev.realmhub.Payload;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.test.NatsServer;
import io.nats.client.Connection;
import io.nats.client.Nats;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node is sent that is interested in what somebody there has joined. */
class InterestTest {
    private static final Address LOBBY = Address.realm(Realm.of("lobby"));
    private static final Address KEPT = Address.realm(Follower.GAME);
    private static final Address ALICE = Address.user("alice");

    @TempDir
    Path folder;

    private NatsServer server;
    private NatsBroker sender;
    private NatsBroker broker;

    @BeforeEach
    void start() {
        server = NatsServer.startKeeping(folder);
        sender = NatsBroker.connect(server.url());
        broker = NatsBroker.builder(server.url())
                .kind(Follower.KIND)
                .interest(Interest.JOINED)
                .interest(Interest.ALL, "news", "kept-by-nobody")
                .connect();
    }

    @AfterEach
    void stop() {
        broker.close();
        sender.close();
        server.close();
    }

    @Test
    void whatNobodyThereHasJoinedDoesNotCome() {
        Heard heard = Heard.by(broker, "n");
        attend("n", LOBBY);
        for (Address other : List.of(KEPT, ALICE, Address.realm(Realm.of("lobby", "1")), Address.user("bob"))) {
            sender.publish(other, Publication.of("to " + other));
        }
        sender.publish(Address.userInRealm("alice", Realm.of("lobby")), Publication.of("to alice"));
        sender.publish(LOBBY, Publication.of("to the lobby"));
        assertThat(heard.next()).isEqualTo("to the lobby");
        assertThat(heard.nothingMore()).isTrue();
    }

    @Test
    void whatEverybodyHasLeftComesNoMore() {
        Heard heard = Heard.by(broker, "n");
        List<Broker.Attendance> attendances =
                List.of(attend("n", LOBBY), attend("n", LOBBY), attend("n", KEPT), attend("n", ALICE));
        attendances.forEach(attendance -> attendance.end().run());
        attend("n", Address.user("bob")); // after which the server knows
        List.of(LOBBY, KEPT, ALICE).forEach(left -> sender.publish(left, Publication.of("to " + left)));
        sender.publish(Address.user("bob"), Publication.of("to bob"));
        assertThat(heard.next()).isEqualTo("to bob");
        assertThat(heard.nothingMore()).isTrue();
    }

    @Test
    void kindsOfWhichANodeIsSentAllNeedNoAttendance() {
        Heard heard = Heard.by(broker, "n");
        assertThat(broker.attend("n", Address.realm(Realm.of("news", "today")))).isSameAs(Broker.Attendance.ALWAYS);
        for (Realm realm : List.of(Realm.of("news"), Realm.of("news", "today"), Realm.of("news", "a", "b"))) {
            sender.publish(Address.realm(realm), Publication.of("to " + realm));
            assertThat(heard.next()).isEqualTo("to " + realm);
        }
    }

    @Test
    void keptKindsOfWhichANodeIsSentAllComeOnceWithTheirPositions() {
        try (NatsBroker all = NatsBroker.builder(server.url())
                .kind(Follower.KIND)
                .interest(Interest.JOINED)
                .interest(Interest.ALL, Follower.KIND.name())
                .connect()) {
            Follower follower = new Follower(all, "n");
            follower.append("one");
            follower.append("two");
            Eventually.holds("both", () -> follower.hasHeard("two"));
            assertThat(Follower.texts(follower.heard())).containsExactly("one", "two");
            assertThat(follower.heard()).allMatch(event -> event.position().isPresent());
        }
    }

    @Test
    void aKeptRealmIsStillHeardWhenItsStreamIsMadeAgain() throws Exception {
        Follower follower = new Follower(broker, "n");
        attend("n", KEPT);
        String epoch = follower.append("old").epoch();
        Connection operator = Nats.connect(server.url());
        operator.jetStreamManagement().deleteStream("rh-realms");
        operator.close();
        Eventually.holds("another epoch", () -> !follower.last().epoch().equals(epoch));
        follower.append("new");
        Eventually.holds("the new one's events", () -> follower.hasHeard("new"));
    }

    @Test
    void whatIsAttendedBeforeAndDuringAnOutageIsHeardAfterIt() {
        Heard heard = Heard.by(broker, "n");
        attend("n", LOBBY);
        Broker.Attendance gone = attend("n", KEPT);
        server.kill();
        Eventually.holds("down", () -> !broker.health().connected());
        Broker.Attendance during = broker.attend("n", ALICE);
        gone.end().run();
        assertThat(during.begun().toCompletableFuture()).isNotDone();

        server.startAgain();
        Asked.answer(during.begun().thenApply(begun -> true));
        Eventually.holds("up", () -> sender.health().connected());
        List.of(KEPT, LOBBY, ALICE).forEach(to -> sender.publish(to, Publication.of("to " + to)));
        assertThat(List.of(heard.next(), heard.next())).containsExactly("to " + LOBBY, "to " + ALICE);
        assertThat(heard.nothingMore()).isTrue();
    }

    @Test
    void whatCannotBeToldToAServerThatTakesNothingIsToldLater() {
        try (NatsBroker choked = NatsBroker.builder(server.url())
                .interest(Interest.JOINED)
                .options(options -> options.maxMessagesInOutgoingQueue(50))
                .connect()) {
            Heard heard = Heard.by(choked, "n");
            server.freeze();
            Publication large = Publication.of(Payload.binary(new byte[100_000]));
            Eventually.holds("too much", () -> refused(choked, large));
            Broker.Attendance attendance = choked.attend("n", LOBBY);
            assertThat(attendance.begun().toCompletableFuture()).isNotDone();
            server.thaw();
            Asked.answer(attendance.begun().thenApply(begun -> true));
            Eventually.holds("up", () -> !refused(sender, Publication.hidden()));
            sender.publish(LOBBY, Publication.of("to the lobby"));
            assertThat(heard.next()).isEqualTo("to the lobby");
        }
    }

    @Test
    void attendingWithABrokerThatIsClosedOrANodeThatHasLeftFails() {
        Broker.Subscription node = broker.subscribe(new Broker.Node("gone", (to, what) -> {}));
        node.close();
        assertThat(Asked.fault(broker.attend("gone", LOBBY).begun())).isEqualTo(Fault.NOT_CONNECTED);
        broker.subscribe(new Broker.Node("n", (to, what) -> {}));
        server.kill();
        Eventually.holds("down", () -> !broker.health().connected());
        Broker.Attendance waiting = broker.attend("n", LOBBY);
        broker.close();
        assertThat(Asked.fault(waiting.begun())).isEqualTo(Fault.NOT_CONNECTED);
        assertThat(Asked.fault(broker.attend("n", ALICE).begun())).isEqualTo(Fault.NOT_CONNECTED);
        waiting.end().run();
    }

    @Test
    void attendingToAnythingButARealmOrAUserIsRefused() {
        broker.subscribe(new Broker.Node("n", (to, what) -> {}));
        for (Address other : List.of(Address.everyone(), Address.client("n", "c"))) {
            assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> broker.attend("n", other));
        }
    }

    @Test
    void nothingCanBeLeftOutOfAll() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(NatsBroker.builder(server.url()).interest(Interest.JOINED, "game")::connect)
                .withMessageContaining("interest(ALL, kinds...)");
    }

    private Broker.Attendance attend(String node, Address address) {
        Broker.Attendance attendance = broker.attend(node, address);
        Asked.answer(attendance.begun().thenApply(begun -> true));
        return attendance;
    }

    private static boolean refused(NatsBroker broker, Publication publication) {
        try {
            broker.publish(Address.user("nobody"), publication);
            return false;
        } catch (BrokerException full) {
            return true;
        }
    }
}
