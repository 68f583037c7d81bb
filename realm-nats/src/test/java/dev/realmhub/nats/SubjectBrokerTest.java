package dev.realmhub.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.realmhub.Address;
import dev.realmhub.Broker;
import dev.realmhub.BrokerException;
import dev.realmhub.BrokerException.Fault;
import dev.realmhub.Outcome;
import dev.realmhub.Payload;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.test.NatsServer;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Nats;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A game server with subjects of its own: a plain connection to NATS, which knows nothing of RealmHub. */
class SubjectBrokerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final NatsServer server = NatsServer.start();
    private final List<SubjectBroker> brokers = new ArrayList<>();
    private final Set<String> heldThere = ConcurrentHashMap.newKeySet();
    private Connection game;
    private SubjectBroker broker;

    @BeforeEach
    void connect() throws Exception {
        game = Nats.connect(server.url());
        broker = up(name -> false);
    }

    private SubjectBroker up(Predicate<String> holds) {
        SubjectBroker one = SubjectBroker.builder(server.url())
                .hear(List.of("room.*", "other.>"), SubjectBrokerTest::read)
                .holds("nodes.who.", holds)
                .commands(command -> CompletableFuture.completedStage(Outcome.rejected("heard", command.type())))
                .connectInBackground();
        brokers.add(one);
        Eventually.holds("connected", () -> one.health().connected());
        assertThat(one.ask("nobody.there", bytes(""), PATIENCE)).failsWithin(PATIENCE); // behind all that it listens to
        return one;
    }

    private static void read(String subject, byte[] body, BiConsumer<Address, Publication> deliver) {
        if (body.length == 0) {
            throw new IllegalArgumentException("empty");
        }
        deliver.accept(Address.realm(Realm.of(List.of(subject.split("\\.", -1)))), Publication.of(Payload.wrap(body)));
    }

    @AfterEach
    void stop() throws Exception {
        brokers.forEach(Broker::close);
        game.close();
        server.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static BlockingQueue<String> heardBy(Broker broker) {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        broker.subscribe(new Broker.Node(
                "hub",
                (address, publication) -> heard.add(address + " "
                        + new String(publication.common().orElseThrow().array(), StandardCharsets.UTF_8))));
        return heard;
    }

    private static String next(BlockingQueue<String> heard) throws InterruptedException {
        return String.valueOf(heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    }

    private static String text(CompletionStage<byte[]> answer) throws Exception {
        return new String(
                answer.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS), StandardCharsets.UTF_8);
    }

    @Test
    void whatComesGoesWhereTheReaderSaysInOneOrderOverAllSubjects() throws Exception {
        BlockingQueue<String> heard = heardBy(broker);
        for (int i = 0; i < 1_000; i++) {
            game.publish(i % 2 == 0 ? "room.a" : "other.b.c", bytes("m" + i));
        }
        for (int i = 0; i < 1_000; i++) {
            assertThat(next(heard)).endsWith((i % 2 == 0 ? "room:a" : "other:b:c") + "] m" + i);
        }
    }

    @Test
    void aMessageThatTheReaderRefusesIsHeardByNobodyAndCounted() throws Exception {
        BlockingQueue<String> heard = heardBy(broker);
        try (LogLines lines = new LogLines()) {
            game.publish("room.a", new byte[0]);
            game.publish("room.a", bytes("after"));
            assertThat(next(heard)).endsWith("after");
            assertThat(lines.has("on room.a: empty")).isTrue();
        }
        assertThat(broker.health().malformed()).isEqualTo(1);
        assertThat(heard).isEmpty();
    }

    @Test
    void whatIsSaidReachesTheGameServerAndNotTheSpeaker() throws Exception {
        BlockingQueue<String> heard = heardBy(broker);
        var ear = game.subscribe("room.*");
        game.flush(PATIENCE);
        assertThat(broker.say("room.a", bytes("hello"))).isTrue();
        Message message = ear.nextMessage(PATIENCE);
        assertThat(message.getSubject() + " " + new String(message.getData(), StandardCharsets.UTF_8))
                .isEqualTo("room.a hello");
        game.publish("room.a", bytes("answer"));
        assertThat(next(heard)).endsWith("answer");
    }

    @Test
    void aQuestionIsAnsweredEvenByNothingAndFailsAtOnceWithNobodyAndAtTheDeadlineWithSilence() throws Exception {
        game.createDispatcher(question -> {
                    if (!question.getSubject().endsWith("silent")) {
                        game.publish(question.getReplyTo(), question.getData());
                    }
                })
                .subscribe("ask.>");
        game.flush(PATIENCE);
        assertThat(text(broker.ask("ask.echo", bytes("hello"), PATIENCE))).isEqualTo("hello");
        assertThat(text(broker.ask("ask.echo", new byte[0], PATIENCE))).isEmpty();
        assertThat(Asked.fault(broker.ask("nobody", bytes("x"), Duration.ofDays(1))))
                .isEqualTo(Fault.NOBODY_THERE);
        assertThat(Asked.fault(broker.ask("ask.silent", bytes("x"), Duration.ofMillis(50))))
                .isEqualTo(Fault.FAILED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a.b", "*", ">", "a>", "a b", "a\tb", "a\r\nPUB x 0", "a\u2028b", "a\u00a0b", "a\u0000"})
    void whatWouldShiftASubjectIsNoToken(String text) {
        assertThat(SubjectBroker.isToken(text)).isFalse();
    }

    @Test
    void aTokenMayHaveAnyOtherCharactersAndAHundredAndTwentyEightOfThem() {
        assertThat(SubjectBroker.isToken("Ann-1_\u00e9\ud83c\udfb2:/%")).isTrue();
        assertThat(SubjectBroker.isToken("x".repeat(128))).isTrue();
        assertThat(SubjectBroker.isToken("x".repeat(129))).isFalse();
    }

    @Test
    void commandsGoToTheirFunctionAndNothingElseIsAnswered() throws Exception {
        Outcome outcome =
                broker.request(Asked.command("move")).toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(outcome).isEqualTo(Outcome.rejected("heard", "move"));
        assertThat(Asked.fault(broker.request(new Broker.Claim(Realm.of("room", "a"), 0))))
                .isEqualTo(Fault.NOBODY_THERE);
        assertThatThrownBy(() -> broker.subscribe(new Broker.Commands("move", command -> null)))
                .isInstanceOf(BrokerException.class)
                .hasMessageContaining("for hubs");
    }

    @Test
    void whatCannotBeSentIsCountedAndAHubIsToldOfTheLink() throws Exception {
        BlockingQueue<String> links = new LinkedBlockingQueue<>();
        broker.subscribe(new Broker.Node(
                "hub", (to, what) -> {}, (to, order) -> {}, () -> links.add("missed"), up -> links.add("up " + up)));
        assertThat(next(links)).isEqualTo("up true");
        server.kill();
        assertThat(next(links)).isEqualTo("up false");
        assertThat(broker.say("room.a", bytes("lost"))).isFalse();
        assertThat(broker.figures()).containsEntry("unsent", 1L).containsEntry("connected", 0L);
        server.startAgain();
        Eventually.holds("up again", () -> links.contains("up true") && links.contains("missed"));
        assertThat(broker.say("room.a", bytes("sent"))).isTrue();
    }

    @Test
    void whoAsksIsTheLastUnlessAnotherNodeHoldsHim() throws Exception {
        up(heldThere::contains);
        heldThere.add("ann");
        assertThat(last(broker.wasLastOf("ann"))).isFalse();
        assertThat(last(broker.wasLastOf("bob"))).isTrue();
        heldThere.clear();
        assertThat(last(broker.wasLastOf("ann"))).isTrue();
    }

    @Test
    void whoComesWhileANodeAsksHasNotLeftIt() throws Exception {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        SubjectBroker other = up(name -> {
            asked.complete(null);
            return heldThere.contains(name);
        });
        CompletionStage<Boolean> wasLast = broker.wasLastOf("ann");
        asked.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        heldThere.add("ann");
        other.nowHolds("ann");
        assertThat(last(wasLast)).isFalse();
    }

    @Test
    void ofTwoThatAskAtOnceOneWasTheLast() throws Exception {
        SubjectBroker other = up(name -> false);
        for (int i = 0; i < 4; i++) {
            CompletionStage<Boolean> here = broker.wasLastOf("ann");
            CompletionStage<Boolean> there = other.wasLastOf("ann");
            assertThat(List.of(last(here), last(there))).containsExactlyInAnyOrder(true, false);
        }
    }

    @Test
    void whoAsksBehindAnotherIsNotTheLastAsWell() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        List<SubjectBroker> both = List.of(up(name -> !heard.add(name)), up(name -> !heard.add(name)));
        for (int first = 0; first < 2; first++) {
            CompletionStage<Boolean> before = both.get(first).wasLastOf("ann");
            CompletionStage<Boolean> later = both.get(first).wasLastOf("bob");
            assertThat(next(heard)).isEqualTo("ann");
            assertThat(next(heard)).isEqualTo("bob"); // so it has done with ann
            CompletionStage<Boolean> behind = both.get(1 - first).wasLastOf("ann");
            assertThat(List.of(last(before), last(behind))).containsExactlyInAnyOrder(true, false);
            assertThat(last(later)).isTrue();
            heard.clear();
        }
    }

    @Test
    void whoLeavesJustWhenAnotherAsksIsNotTheLastAsWell() throws Exception {
        CompletableFuture<SubjectBroker> self = new CompletableFuture<>();
        CompletableFuture<CompletionStage<Boolean>> there = new CompletableFuture<>();
        self.complete(up(name -> {
            there.complete(self.join().wasLastOf(name)); // it held him till now
            return false;
        }));
        CompletionStage<Boolean> here = broker.wasLastOf("ann");
        boolean wasThere = last(there.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        assertThat(List.of(last(here), wasThere)).containsExactlyInAnyOrder(true, false);
    }

    private static boolean last(CompletionStage<Boolean> asked) throws Exception {
        return asked.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
