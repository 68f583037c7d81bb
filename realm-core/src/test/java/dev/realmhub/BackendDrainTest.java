package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A backend without owned realms: how much it takes, where it runs, and how it leaves. */
class BackendDrainTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Broker broker = Broker.local();
    private final List<Backend.Reply> open = new ArrayList<>();

    private Backend.Builder onMyThread() {
        return Backend.builder(broker).executor(Runnable::run).on("later", (command, reply) -> open.add(reply));
    }

    private CompletableFuture<Outcome> ask(String type, String client) {
        return broker.request(command(type, client)).toCompletableFuture();
    }

    private static Command command(String type, String client) {
        return new Command(
                type,
                Payload.empty(),
                User.of("alice"),
                new Address.OfClient("n", client),
                Optional.empty(),
                Instant.now().plusSeconds(60),
                true);
    }

    @Test
    void aDrainTakesNothingNewAndEndsWhenWhatWorksElsewhereHasAnswered() {
        Backend backend = onMyThread().start();
        CompletableFuture<Outcome> first = ask("later", "a");
        CompletableFuture<Outcome> second = ask("later", "b");
        CompletableFuture<Void> drained = backend.drain(LONG).toCompletableFuture();
        assertThat(ask("later", "c")).isCompletedExceptionally();
        open.get(0).ok();
        assertThat(drained).isNotDone();
        open.get(1).ok();
        assertThat(drained).isCompleted();
        assertThat(first).isCompletedWithValue(Outcome.ok());
        assertThat(second).isCompletedWithValue(Outcome.ok());
    }

    @Test
    void aDrainWaitsForPlacesAndSnapshotsToo() {
        CompletableFuture<Resolution> place = new CompletableFuture<>();
        Backend backend = onMyThread().resolve(request -> place).start();
        CompletableFuture<Resolution> asked = broker.request(
                        ResolveRequest.of(Handshake.of("/"), "/", User.of("alice"), new Address.OfClient("n", "c")))
                .toCompletableFuture();
        CompletableFuture<Void> drained = backend.drain(LONG).toCompletableFuture();
        assertThat(drained).isNotDone();
        place.complete(Resolution.of());
        assertThat(asked).isCompleted();
        assertThat(drained).isCompleted();
    }

    @Test
    void aDrainWaitsNoLongerThanItsLimit() {
        Backend backend = onMyThread().start();
        CompletableFuture<Outcome> never = ask("later", "a");
        assertThat(backend.drain(Duration.ofMillis(1))).succeedsWithin(LONG);
        assertThat(never).isNotDone();
    }

    @Test
    void moreThanItTakesAtOnceIsRejectedAsBusy() {
        onMyThread().concurrentCommands(2).start();
        CompletableFuture<Outcome> first = ask("later", "a");
        ask("later", "b").complete(Outcome.ok());
        assertThat(ask("later", "c"))
                .isCompletedWithValueMatching(outcome ->
                        outcome instanceof Outcome.Rejected no && no.code().equals("busy"));
        open.get(0).ok();
        assertThat(first).isDone();
        assertThat(ask("later", "d")).isNotDone();
    }

    @Test
    void handlersRunOnVirtualThreadsWhereThereAreAny() throws Exception {
        List<Thread> threads = new ArrayList<>();
        CountDownLatch ran = new CountDownLatch(1);
        Backend backend = Backend.builder(broker)
                .on("where", (command, reply) -> {
                    threads.add(Thread.currentThread());
                    ran.countDown();
                })
                .start();
        ask("where", "a").complete(Outcome.ok());
        assertThat(ran.await(60, TimeUnit.SECONDS)).isTrue();
        backend.close();
        boolean thereAre = Runtime.version().feature() >= 21;
        assertThat(isVirtual(threads.get(0))).isEqualTo(thereAre);
    }

    private static boolean isVirtual(Thread thread) throws ReflectiveOperationException {
        for (Method method : Thread.class.getMethods()) {
            if (method.getName().equals("isVirtual")) {
                return (boolean) method.invoke(thread);
            }
        }
        return false;
    }
}
