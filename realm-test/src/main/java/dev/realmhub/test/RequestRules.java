package dev.realmhub.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Address;
import dev.realmhub.Broker;
import dev.realmhub.BrokerException.Fault;
import dev.realmhub.Outcome;
import dev.realmhub.Payload;
import dev.realmhub.Publication;
import dev.realmhub.Resolution;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who answers, and what happens if nobody does or somebody fails. */
interface RequestRules extends Bus {
    @Test
    default void aCommandThatNobodyServesFailsWithNobodyThere() {
        Broker backend = connect();
        Asked.echo(backend, "other");
        assertThat(Patience.fault(connect().request(Asked.command("move", "")))).isEqualTo(Fault.NOBODY_THERE);
    }

    @Test
    default void aResolveRequestThatNobodyServesFailsWithNobodyThere() {
        Broker backend = connect();
        Asked.echo(backend, "move");
        assertThat(Patience.fault(connect().request(Asked.resolve("/")))).isEqualTo(Fault.NOBODY_THERE);
    }

    @Test
    default void aCommandWhoseServiceHasLeftFailsWithNobodyThere() {
        Broker backend = connect();
        Broker node = connect();
        Broker.Subscription service = Asked.echo(backend, "move");
        assertThat(Patience.answer(node.request(Asked.command("move", "e4"))))
                .isEqualTo(Outcome.ok(Payload.text("e4")));

        service.close();

        assertThat(Patience.fault(node.request(Asked.command("move", "e5")))).isEqualTo(Fault.NOBODY_THERE);
    }

    @Test
    default void aServiceThatLeavesStillAnswersWhatWasSentToItBefore() {
        Broker node = connect();
        Asked.echo(connect(), "move");
        for (int round = 0; round < 20; round++) {
            Broker.Subscription leaver = Asked.echo(connect(), "move");
            List<CompletionStage<Outcome>> answers = IntStream.range(0, 500)
                    .mapToObj(i -> node.request(Asked.command("move", "e4")))
                    .toList();
            leaver.close();
            assertThat(answers).extracting(Patience::answer).containsOnly(Outcome.ok(Payload.text("e4")));
        }
    }

    @Test
    default void eachCommandGoesToExactlyOneServiceAndTheWorkIsShared() {
        BlockingQueue<String> byFirst = new LinkedBlockingQueue<>();
        BlockingQueue<String> bySecond = new LinkedBlockingQueue<>();
        Asked.serve(connect(), "move", command -> noted(byFirst, command.payload()));
        Asked.serve(connect(), "move", command -> noted(bySecond, command.payload()));
        Broker node = connect();
        int many = 200;

        List<CompletionStage<Outcome>> answers = IntStream.range(0, many)
                .mapToObj(i -> node.request(Asked.command("move", Integer.toString(i))))
                .toList();
        Set<Outcome> outcomes = answers.stream().map(Patience::answer).collect(Collectors.toSet());

        assertThat(outcomes).hasSize(many);
        assertThat(byFirst.size() + bySecond.size()).isEqualTo(many);
        assertThat(byFirst).isNotEmpty();
        assertThat(bySecond).isNotEmpty().doesNotContainAnyElementsOf(byFirst);
    }

    @Test
    default void eachResolveRequestGoesToExactlyOneService() {
        BlockingQueue<String> asked = new LinkedBlockingQueue<>();
        for (int i = 0; i < 2; i++) {
            connect().subscribe(new Broker.Resolves(request -> {
                asked.add(request.path());
                return CompletableFuture.completedStage(Resolution.abstained());
            }));
        }
        Broker node = connect();
        for (int i = 0; i < 20; i++) {
            Patience.answer(node.request(Asked.resolve("/" + i)));
        }
        assertThat(asked)
                .containsExactlyElementsOf(
                        IntStream.range(0, 20).mapToObj(i -> "/" + i).toList());
    }

    @Test
    default void aServiceWhoseAnswerFailsFailsTheRequest() {
        Broker backend = connect();
        backend.subscribe(new Broker.Commands("move", command -> CompletableFuture.failedStage(fault())));
        backend.subscribe(new Broker.Resolves(request -> CompletableFuture.failedStage(fault())));
        Broker node = connect();
        assertThat(Patience.fault(node.request(Asked.command("move", "")))).isEqualTo(Fault.FAILED);
        assertThat(Patience.fault(node.request(Asked.resolve("/")))).isEqualTo(Fault.FAILED);
    }

    @Test
    default void aServiceThatThrowsFailsTheRequestAndServesTheNext() {
        Broker backend = connect();
        Asked.serve(backend, "move", command -> {
            if (command.payload().size() == 0) {
                throw fault();
            }
            return Outcome.ok(command.payload());
        });
        Broker node = connect();
        assertThat(Patience.fault(node.request(Asked.command("move", "")))).isEqualTo(Fault.FAILED);
        assertThat(Patience.answer(node.request(Asked.command("move", "e4"))))
                .isEqualTo(Outcome.ok(Payload.text("e4")));
    }

    @Test
    default void aNodeThatThrowsLosesThatPublicationOnlyAndHarmsNoOtherNode() {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        Broker shared = connect();
        shared.subscribe(new Broker.Node("faulty", (address, publication) -> {
            String text = publication.common().orElseThrow().text();
            heard.add(text);
            throw new IllegalStateException("thrown on purpose by a test, for " + text);
        }));
        Ear neighbour = Ear.of(shared, "neighbour");
        Ear other = Ear.of(connect(), "other");
        Broker sender = connect();
        for (String text : List.of("one", "two")) {
            sender.publish(Address.everyone(), Publication.of(text));
        }
        for (Ear ear : List.of(neighbour, other)) {
            ear.hearsNext(Address.everyone(), "one");
            ear.hearsNext(Address.everyone(), "two");
        }
        assertThat(List.of(Patience.take(heard), Patience.take(heard))).containsExactly("one", "two");
    }

    /** The deadline is the caller's. */
    @Test
    default void aServiceThatNeverAnswersLeavesTheStageOpenAndHarmsNobodyElse() {
        Broker backend = connect();
        BlockingQueue<String> reached = new LinkedBlockingQueue<>();
        backend.subscribe(new Broker.Commands("mute", command -> {
            reached.add(command.payload().text());
            return new CompletableFuture<>();
        }));
        Asked.echo(backend, "move");
        Broker node = connect();

        CompletionStage<Outcome> open = node.request(Asked.command("mute", "first"));
        CompletionStage<Outcome> openToo = node.request(Asked.command("mute", "second"));

        assertThat(List.of(Patience.take(reached), Patience.take(reached)))
                .containsExactlyInAnyOrder("first", "second");
        assertThat(Patience.answer(node.request(Asked.command("move", "e4"))))
                .isEqualTo(Outcome.ok(Payload.text("e4")));
        assertThat(open.toCompletableFuture()).isNotDone();
        assertThat(openToo.toCompletableFuture()).isNotDone();
    }

    @Test
    default void answersFindTheirOwnRequestsInWhateverOrderTheyCome() {
        BlockingQueue<CompletableFuture<Outcome>> waiting = new LinkedBlockingQueue<>();
        connect().subscribe(new Broker.Commands("move", command -> {
            CompletableFuture<Outcome> answer = new CompletableFuture<>();
            waiting.add(answer);
            return answer.thenApply(ignored -> Outcome.ok(command.payload()));
        }));
        Broker node = connect();
        CompletionStage<Outcome> first = node.request(Asked.command("move", "first"));
        CompletionStage<Outcome> second = node.request(Asked.command("move", "second"));
        CompletableFuture<Outcome> a = Patience.take(waiting);
        CompletableFuture<Outcome> b = Patience.take(waiting);
        b.complete(Outcome.ok());
        a.complete(Outcome.ok());
        assertThat(Patience.answer(second)).isEqualTo(Outcome.ok(Payload.text("second")));
        assertThat(Patience.answer(first)).isEqualTo(Outcome.ok(Payload.text("first")));
    }

    private static Outcome noted(BlockingQueue<String> log, Payload payload) {
        log.add(payload.text());
        return Outcome.ok(payload);
    }

    private static IllegalStateException fault() {
        return new IllegalStateException("thrown on purpose by a test");
    }
}
