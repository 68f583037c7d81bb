package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BackendTest {
    private final Broker broker = Broker.local();
    private final VirtualTime time = new VirtualTime();
    private final List<RealmException> failures = new ArrayList<>();

    private Backend.Builder onMyThread() {
        return Backend.builder(broker)
                .executor(Runnable::run)
                .time(time, time::nanoTime, time)
                .onFailure(failures::add);
    }

    @Test
    void aHandlersAnswerIsTheOutcome() {
        onMyThread()
                .on("ok", (command, reply) -> reply.ok())
                .on("answer", (command, reply) -> reply.ok(command.payload()))
                .on("no", (command, reply) -> reply.rejected("not_now", "Not now."))
                .start();
        assertThat(ask("ok", "")).isCompletedWithValue(Outcome.ok());
        assertThat(ask("answer", "e4")).isCompletedWithValue(Outcome.ok(Payload.text("e4")));
        assertThat(ask("no", "")).isCompletedWithValue(Outcome.rejected("not_now", "Not now."));
    }

    @Test
    void aHandlerMayAnswerLaterAndOnlyItsFirstAnswerCounts() {
        List<Backend.Reply> replies = new ArrayList<>();
        onMyThread().on("move", (command, reply) -> replies.add(reply)).start();
        CompletableFuture<Outcome> outcome = ask("move", "");
        assertThat(outcome).isNotDone();
        replies.get(0).ok();
        replies.get(0).rejected("too", "late");
        assertThat(outcome).isCompletedWithValue(Outcome.ok());
    }

    @Test
    void aHandlerThatThrowsRejectsTheCommandAndIsReportedOnce() {
        onMyThread()
                .on("exception", (command, reply) -> {
                    throw new java.io.IOException("secret detail");
                })
                .on("error", (command, reply) -> {
                    throw new StackOverflowError("secret detail");
                })
                .start();
        for (String type : List.of("exception", "error")) {
            assertThat(ask(type, ""))
                    .isCompletedWithValueMatching(outcome -> outcome instanceof Outcome.Rejected no
                            && no.code().equals("failed")
                            && !no.text().contains("secret"));
        }
        assertThat(failures)
                .hasSize(2)
                .allSatisfy(failure -> assertThat(failure).hasRootCauseMessage("secret detail"));
    }

    @Test
    void aHandlerThatRefusesRejectsTheCommandInItsOwnWordsAndIsNobodysFault() {
        onMyThread()
                .on("move", (command, reply) -> {
                    throw new RefusedException(CloseReason.FORBIDDEN.withText("It is not your turn."));
                })
                .start();
        assertThat(ask("move", "")).isCompletedWithValue(Outcome.rejected("refused", "It is not your turn."));
        assertThat(failures).isEmpty();
    }

    @Test
    void aListenerOfFailuresThatThrowsDoesNotStopTheClientsNextCommand() {
        Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> {});
        Backend.builder(broker)
                .executor(Runnable::run)
                .time(time, time::nanoTime, time)
                .onFailure(failure -> {
                    throw new IllegalStateException("on purpose");
                })
                .on("move", (command, reply) -> {
                    if (command.payload().size() == 0) {
                        throw new IllegalStateException("on purpose");
                    }
                    reply.ok();
                })
                .start();
        assertThat(ask("move", "")).isNotNull();
        assertThat(ask("move", "e4")).isCompletedWithValue(Outcome.ok());
        Thread.currentThread().setUncaughtExceptionHandler(null);
    }

    @Test
    void aCommandIsRunAtItsDeadlineAndNeverAfterIt() {
        List<String> ran = new ArrayList<>();
        onMyThread()
                .on("move", (command, reply) -> {
                    ran.add(command.payload().text());
                    reply.ok();
                })
                .start();
        Command command = command("move", "alice", "in time");
        time.pass(Duration.ofSeconds(5));
        assertThat(broker.request(command).toCompletableFuture()).isCompletedWithValue(Outcome.ok());
        time.pass(Duration.ofNanos(1));
        assertThat(broker.request(command).toCompletableFuture()).isCompletedWithValue(new Outcome.Unknown());
        assertThat(ran).containsExactly("in time");
    }

    @Test
    void commandsOfOneClientRunInOrderAndOneThatBlocksHoldsUpNoOtherClient() throws InterruptedException {
        List<String> ran = new ArrayList<>();
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(201);
        Backend backend = Backend.builder(broker)
                .time(time, time::nanoTime, time)
                .on("move", (command, reply) -> {
                    if (command.payload().text().equals("block")) {
                        assertThat(release.await(30, TimeUnit.SECONDS)).isTrue();
                    }
                    synchronized (ran) {
                        ran.add(command.client().client() + " "
                                + command.payload().text());
                    }
                    reply.ok();
                    done.countDown();
                })
                .start();
        broker.request(command("move", "slow", "block"));
        for (int i = 0; i < 100; i++) {
            broker.request(command("move", "slow", "" + i));
        }
        CompletableFuture<?>[] others = new CompletableFuture<?>[100];
        for (int i = 0; i < 100; i++) {
            others[i] = broker.request(command("move", "other", "" + i)).toCompletableFuture();
        }
        assertThat(CompletableFuture.allOf(others)).succeedsWithin(Duration.ofSeconds(30));
        assertThat(ran).hasSize(100).allMatch(text -> text.startsWith("other "));

        release.countDown();
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(ran.subList(0, 100)).isEqualTo(numbered("other"));
        assertThat(ran.subList(101, 201)).isEqualTo(numbered("slow"));
        backend.close();
    }

    private static List<String> numbered(String client) {
        return java.util.stream.IntStream.range(0, 100)
                .mapToObj(i -> client + " " + i)
                .toList();
    }

    @Test
    void handlersOfDifferentClientsRunSideBySide() {
        CyclicBarrier both = new CyclicBarrier(2);
        Backend backend = Backend.builder(broker)
                .time(time, time::nanoTime, time)
                .on("meet", (command, reply) -> {
                    both.await(30, TimeUnit.SECONDS);
                    reply.ok();
                })
                .start();
        CompletableFuture<Outcome> first =
                broker.request(command("meet", "a", "")).toCompletableFuture();
        CompletableFuture<Outcome> second =
                broker.request(command("meet", "b", "")).toCompletableFuture();
        assertThat(first).succeedsWithin(Duration.ofSeconds(60)).isEqualTo(Outcome.ok());
        assertThat(second).succeedsWithin(Duration.ofSeconds(60)).isEqualTo(Outcome.ok());
        backend.close();
    }

    @Test
    void aBackendPublishesToRealmsAndAddresses() {
        List<String> heard = new ArrayList<>();
        broker.subscribe(new Broker.Node(
                "n",
                (address, what) ->
                        heard.add(address + " " + what.common().orElseThrow().text())));
        Backend backend = onMyThread().start();
        backend.publish(Realm.of("game", "1"), Publication.of("move"));
        backend.publish(Address.everyone(), Publication.of("news"));
        assertThat(heard).containsExactly("OfRealm[realm=game:1] move", "Everyone[] news");
    }

    @Test
    void aClosedBackendServesNothingMore() {
        Backend backend = onMyThread()
                .on("move", (command, reply) -> reply.ok())
                .resolve("/", r -> Resolution.of())
                .start();
        backend.close();
        backend.close();
        assertThat(ask("move", "")).isCompletedExceptionally();
        assertThat(broker.request(request("/")).toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void anExecutorThatIsFullMakesCommandsUnavailableUntilItHasRoomAgain() {
        boolean[] full = {true};
        Backend.builder(broker)
                .time(time, time::nanoTime, time)
                .executor(task -> {
                    if (full[0]) {
                        throw new RejectedExecutionException("on purpose");
                    }
                    task.run();
                })
                .on("move", (command, reply) -> reply.ok())
                .resolve("/", r -> Resolution.of())
                .start();
        assertThat(ask("move", "")).isCompletedWithValue(new Outcome.Unavailable());
        assertThat(ask("move", "")).isCompletedWithValue(new Outcome.Unavailable());
        assertThat(broker.request(request("/")).toCompletableFuture().join()).hasToString("denied 4503");
        full[0] = false;
        assertThat(ask("move", "")).isCompletedWithValue(Outcome.ok());
    }

    @Test
    void aSecondHandlerOfATypeIsRefusedByName() {
        Backend.Builder builder = Backend.builder(broker).on("move", (command, reply) -> reply.ok());
        assertThatThrownBy(() -> builder.on("move", (command, reply) -> reply.ok()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'move'");
    }

    private CompletableFuture<Outcome> ask(String type, String text) {
        return broker.request(command(type, "alice", text)).toCompletableFuture();
    }

    private static ResolveRequest request(String path) {
        return ResolveRequest.of(Handshake.of("/"), path, User.of("alice"), new Address.OfClient("n", "c"));
    }

    private static Command command(String type, String client, String text) {
        return new Command(
                type,
                Payload.text(text),
                User.of("alice"),
                new Address.OfClient("n", client),
                Optional.empty(),
                VirtualTime.START.plusSeconds(5),
                true);
    }
}
