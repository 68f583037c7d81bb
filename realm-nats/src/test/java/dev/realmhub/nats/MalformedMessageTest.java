package dev.realmhub.nats;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.realmhub.Address;
import dev.realmhub.Broker;
import dev.realmhub.Order;
import dev.realmhub.Outcome;
import dev.realmhub.Payload;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.Resolution;
import dev.realmhub.Snapshot;
import dev.realmhub.User;
import dev.realmhub.nats.wire.Bus;
import dev.realmhub.test.NatsServer;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.impl.Headers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What strangers may put on the bus: counted, dropped, and the next message arrives. */
class MalformedMessageTest {
    private static final ByteString HELLO = ByteString.copyFrom(PublicationWire.encode(Publication.of("hello")));
    private static final ByteString COMMAND = Bus.Command.newBuilder()
            .setPayload(Bus.Payload.newBuilder().setText("e4"))
            .build()
            .toByteString();
    private static final ByteString MOVE = ByteString.copyFrom(OrderWire.encode(new Order.Move("/")));
    private static final String SENDER = "rh.in.move.auth.alice.n-1.c-1";

    private NatsServer server;
    private NatsBroker broker;
    private Connection stranger;

    private record Raw(
            String what, String subject, @Nullable Headers headers, ByteString body) {
        @Override
        public String toString() {
            return what;
        }
    }

    @BeforeEach
    void start() throws Exception {
        server = NatsServer.start();
        broker = NatsBroker.connect(server.url());
        stranger = Nats.connect(new Options.Builder()
                .server(server.url())
                .subjectValidationType(Options.SubjectValidationType.None)
                .build());
    }

    @AfterEach
    void stop() throws Exception {
        stranger.close();
        broker.close();
        server.close();
    }

    static Stream<Raw> malformedPublications() {
        return Stream.of(
                raw("one byte", "rh.realm.lobby", null, 1),
                raw("two bytes", "rh.realm.lobby", null, 10, 5),
                raw("three bytes", "rh.realm.lobby", null, 255, 255, 255),
                new Raw("text", "rh.realm.lobby", null, ByteString.copyFromUtf8("hello")),
                raw("an empty body", "rh.realm.lobby", null),
                raw("headers and an empty body", "rh.realm.lobby", header("Rh-Realm", "lobby")),
                raw("a payload of no kind", "rh.realm.lobby", null, 10, 0),
                raw("a text that is no UTF-8", "rh.realm.lobby", null, 10, 3, 18, 1, 0xff),
                new Raw("a view of nobody", "rh.realm.lobby", null, viewOf("")),
                new Raw("a view of a control character", "rh.realm.lobby", null, viewOf("a\nb")),
                new Raw("a plain character encoded", "rh.realm.%61", null, HELLO),
                new Raw("half an encoding", "rh.realm.a%2", null, HELLO),
                new Raw("lower-case digits", "rh.realm.%c3%a9", null, HELLO),
                new Raw("no UTF-8", "rh.realm.%FF", null, HELLO),
                new Raw("raw non-ASCII", "rh.realm.\u00e9", null, HELLO),
                new Raw("a control character", "rh.realm.a\u0007", null, HELLO),
                new Raw("a realm of nine tokens", "rh.realm.1.2.3.4.5.6.7.8.9", null, HELLO),
                new Raw("an encoded colon in a realm", "rh.realm.a%3Ab", null, HELLO),
                new Raw("an unlawful user", "rh.user.%0A", null, HELLO),
                new Raw("an unlawful client", "rh.client.n.%20", null, HELLO),
                new Raw("an unlawful realm header", "rh.user.alice", header("Rh-Realm", "a..b"), HELLO),
                new Raw("an empty realm header", "rh.user.alice", header("Rh-Realm", ""), HELLO),
                new Raw("a foreign realm header", "rh.user.alice", header("Rh-Realm", "game:abc"), HELLO),
                new Raw("an order to a realm", "rh.realm.lobby", order(), MOVE),
                new Raw("an order to everyone", "rh.all", order(), MOVE),
                new Raw("a move of everyone", "rh.order", order(), MOVE),
                new Raw("no order", "rh.order", null, HELLO),
                new Raw("an order to a user in a realm", "rh.user.alice", order().add("Rh-Realm", "lobby"), MOVE),
                raw("an empty order", "rh.user.alice", order()),
                raw("an order to do nothing", "rh.user.alice", order(), 50, 0),
                raw("an order to go nowhere", "rh.user.alice", order(), 10, 0),
                raw("an order with an unlawful realm", "rh.user.alice", order(), 18, 6, 10, 1, 47, 18, 1, 10, 0),
                raw("an order to close with no lawful code", "rh.user.alice", order(), 26, 2, 8, 1));
    }

    @ParameterizedTest
    @MethodSource("malformedPublications")
    void aMalformedPublicationIsCountedAndTheNextArrives(Raw raw) {
        Heard heard = Heard.by(broker, "n");

        send(raw, null);
        send(new Raw("good", "rh.realm.lobby", null, HELLO), null);

        assertThat(heard.next()).isEqualTo("hello");
        assertThat(heard.nothingMore()).isTrue();
        assertThat(broker.health()).isEqualTo(new LinkHealth(true, 1, 0, 0, 0));
    }

    static Stream<Raw> malformedCommands() {
        return Stream.of(
                raw("an empty body", SENDER, deadline("9999999999999")),
                raw("no protobuf", SENDER, deadline("9999999999999"), 255),
                raw("no payload", SENDER, deadline("9999999999999"), 26, 0),
                new Raw("no headers", SENDER, null, COMMAND),
                new Raw("no deadline", SENDER, header("Other", "1"), COMMAND),
                new Raw("a deadline that is no number", SENDER, deadline("soon"), COMMAND),
                new Raw("a deadline beyond all numbers", SENDER, deadline("99999999999999999999"), COMMAND),
                new Raw("no client", "rh.in.move.auth.alice.n-1", deadline("9999999999999"), COMMAND),
                new Raw("neither auth nor anon", "rh.in.move.root.a.n.c", deadline("9999999999999"), COMMAND),
                new Raw("a foreign encoding", "rh.in.move.auth.a%2.n.c", deadline("9999999999999"), COMMAND));
    }

    @ParameterizedTest
    @MethodSource("malformedCommands")
    void aMalformedCommandIsNotRunAndTheNextIs(Raw raw) {
        AtomicInteger runs = new AtomicInteger();
        broker.subscribe(new Broker.Commands("move", command -> {
            runs.incrementAndGet();
            return CompletableFuture.completedStage(Outcome.ok());
        }));

        send(raw, "_INBOX.stranger");

        assertThat(broker.request(Asked.command("move")).toCompletableFuture().join())
                .isEqualTo(Outcome.ok());
        assertThat(runs).hasValue(1);
        assertThat(broker.health().malformed()).isEqualTo(1);
    }

    @Test
    void aMalformedResolveRequestIsDroppedAndTheNextIsAnswered() throws Exception {
        broker.subscribe(new Broker.Resolves(request -> CompletableFuture.completedStage(Resolution.of())));
        ByteString noTarget = Bus.ResolveRequest.newBuilder()
                .setUser(Bus.User.newBuilder().setId("alice"))
                .setNode("n")
                .setClient("c")
                .build()
                .toByteString();
        ByteString noUser = Bus.ResolveRequest.newBuilder()
                .setTarget("/")
                .setNode("n")
                .setClient("c")
                .build()
                .toByteString();
        ByteString good = Bus.ResolveRequest.parseFrom(noTarget).toBuilder()
                .setTarget("/")
                .build()
                .toByteString();

        send(new Raw("no target", "rh.resolve", null, noTarget), "_INBOX.stranger");
        send(new Raw("no user", "rh.resolve", null, noUser), "_INBOX.stranger");
        send(new Raw("no reply subject", "rh.resolve", null, good), null);
        byte[] answer = stranger.request("rh.resolve", good.toByteArray(), Duration.ofSeconds(30))
                .getData();

        assertThat(ResolveWire.resolution(answer).memberships()).isEmpty();
        assertThat(broker.health().malformed()).isEqualTo(3);
    }

    @Test
    void aReplyThatCouldPassForAPublicationIsNotSent() {
        AtomicInteger runs = new AtomicInteger();
        broker.subscribe(new Broker.Commands("move", command -> {
            runs.incrementAndGet();
            return CompletableFuture.completedStage(Outcome.ok(Payload.text("forged")));
        }));
        Heard heard = Heard.by(broker, "n");

        send(new Raw("forgery", SENDER, deadline("9999999999999"), COMMAND), "rh.realm.lobby");
        assertThat(broker.request(Asked.command("move")).toCompletableFuture().join())
                .isInstanceOf(Outcome.Ok.class);
        broker.publish(Address.everyone(), Publication.of("the end"));

        assertThat(heard.next()).isEqualTo("the end");
        assertThat(runs).hasValue(1);
    }

    @Test
    void aMalformedQuestionForASnapshotIsDroppedAndTheNextIsAnswered() {
        broker.subscribe(new Broker.Snapshots(
                "game", request -> CompletableFuture.completedStage(Snapshot.of(Payload.text("board")))));
        Snapshot.Viewer viewer = new Snapshot.Viewer(User.of("alice"), "", new Address.OfClient("n", "c"));
        ByteString ofChat = question(new Snapshot.Request(Realm.of("chat"), viewer));
        Snapshot.Request good = new Snapshot.Request(Realm.of("game", "abc"), viewer);

        send(raw("an empty question", "rh.snapshot.game", null), "_INBOX.stranger");
        send(raw("no realm", "rh.snapshot.game", null, 26, 0), "_INBOX.stranger");
        send(new Raw("another kind", "rh.snapshot.game", null, ofChat), "_INBOX.stranger");
        send(new Raw("no reply subject", "rh.snapshot.game", null, question(good)), null);

        assertThat(broker.request(good).toCompletableFuture().join().payload()).isEqualTo(Payload.text("board"));
        assertThat(broker.health().malformed()).isEqualTo(4);
    }

    private static ByteString question(Snapshot.Request request) {
        return ByteString.copyFrom(SnapshotWire.encode(request));
    }

    private static Headers order() {
        return header("Rh-Order", "1");
    }

    private void send(Raw raw, @Nullable String replyTo) {
        stranger.publish(raw.subject, replyTo, raw.headers, raw.body.toByteArray());
        try {
            stranger.flush(Duration.ofSeconds(30));
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
    }

    private static Raw raw(String what, String subject, @Nullable Headers headers, int... bytes) {
        byte[] body = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            body[i] = (byte) bytes[i];
        }
        return new Raw(what, subject, headers, ByteString.copyFrom(body));
    }

    private static ByteString viewOf(String user) {
        return Bus.Publication.newBuilder()
                .putUserViews(user, Bus.Payload.newBuilder().setText("x").build())
                .build()
                .toByteString();
    }

    private static Headers deadline(String value) {
        return header("Rh-Deadline", value);
    }

    private static Headers header(String name, String value) {
        return new Headers().put(name, value);
    }
}
