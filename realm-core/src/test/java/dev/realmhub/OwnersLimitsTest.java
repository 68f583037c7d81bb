package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** How much an owner takes, how long he keeps it, and how he leaves. */
@SuppressWarnings("FutureReturnValueIgnored") // what most commands come to is not the point
class OwnersLimitsTest extends OwnedGames {
    @Test
    void aBackendThatIsFullTakesNoMore() {
        Backend a =
                named("a", Runnable::run).owning(Owning.defaults().atMost(1)).start();
        assertThat(a.claim(Realm.of("game", "2")).toCompletableFuture()).isCompleted();
        assertThat(a.claim(Realm.of("game", "3")).toCompletableFuture()).isCompletedExceptionally();
        assertThat(a.ownedRealms()).isEqualTo(1);
        time.pass(Duration.ofSeconds(1));
        assertThat(ask("1")).as("nobody listens").isCompletedWithValue(new Outcome.Unavailable());
    }

    @Test
    void anIdleRealmIsClosedAndLetGoUnlessItWaitsForATimer() {
        Backend a = named("a", Runnable::run)
                .owning(Owning.defaults().idleAfter(Duration.ofSeconds(60)))
                .start();
        ask("1");
        ownerOf("a").after(Duration.ofSeconds(90), () -> lines.add("rings"));
        time.pass(Duration.ofSeconds(80));
        assertThat(a.ownedRealms()).isEqualTo(1);
        time.pass(Duration.ofSeconds(80));
        assertThat(a.ownedRealms()).isZero();
        assertThat(lines).containsExactly("a opens", "a 1", "rings", "a closes");
        assertThat(ask("2")).isCompletedWithValue(by("a"));
    }

    @Test
    void timersOfARealmRunOnItsOwnerOnlyAndCanBeCancelled() {
        Backend a = start("a");
        ask("1");
        Ownership owner = ownerOf("a");
        owner.after(Duration.ofSeconds(1), () -> lines.add("one"));
        owner.after(Duration.ofSeconds(1), () -> lines.add("cancelled")).run();
        owner.after(Duration.ofSeconds(3), () -> lines.add("of a former owner"));
        time.pass(Duration.ofSeconds(2));
        a.close();
        time.pass(Duration.ofSeconds(2));
        assertThat(lines).containsExactly("a opens", "a 1", "one");
    }

    @Test
    void aDrainHandsRealmsOverToWhoeverIsThereAndNoCommandIsLost() {
        Backend a = start("a");
        ask("1");
        start("b");
        CompletionStage<Void> drained = a.drain(Duration.ofSeconds(30));
        assertThat(drained).isNotDone();
        time.pass(Duration.ofSeconds(1));
        assertThat(drained).isCompleted();
        assertThat(lines).containsExactly("a opens", "a 1", "a closes", "b opens");
        assertThat(ask("2")).isCompletedWithValue(by("b"));
        assertThat(failures).isEmpty();
    }

    @Test
    void aDrainMayWaitForTheEndOfEachGame() {
        Backend a = named("a", Runnable::run)
                .owning(Owning.defaults().keepingUntilEnd())
                .start();
        ask("1");
        CompletableFuture<Void> drained = a.drain(Duration.ofMinutes(1)).toCompletableFuture();
        assertThat(ask("2")).isCompletedWithValue(by("a"));
        assertThat(drained).isNotDone();
        ownerOf("a").end();
        time.pass(Duration.ofSeconds(1));
        assertThat(drained).isCompleted();
        assertThat(ask("3")).isCompletedWithValue(new Outcome.Unavailable());
    }

    @Test
    void whoHasLeftStillSaysForASecondThatItRunsNothing() {
        start("a");
        ask("1");
        long epoch = ownerOf("a").epoch();
        ownerOf("a").end();
        time.pass(Duration.ofMillis(900));
        assertThat(sent("late", epoch)).isCompletedWithValue(new Outcome.Unavailable());
        assertThat(sent("alive?", 0)).as("not as an owner").isNotDone();
        time.pass(Duration.ofSeconds(1));
        assertThat(sent("too late", epoch)).isCompletedExceptionally();
        assertThat(lines).containsExactly("a opens", "a 1", "a closes");
    }

    private CompletableFuture<Outcome> sent(String text, long epoch) {
        return broker.request(new Broker.ToOwner(command("move", text), epoch)).toCompletableFuture();
    }

    @Test
    void aClosedBackendHearsNothingMoreThoughItsExecutorIsGone() {
        Stalling stalled = new Stalling();
        Backend a = startOn(stalled, "a");
        CompletableFuture<Outcome> first = ask("1");
        stalled.flow();
        assertThat(first).isDone();
        long epoch = ownerOf("a").epoch();
        a.close();
        assertThat(sent("2", epoch)).isCompletedExceptionally();
    }

    @Test
    void anOwnerRunsNothingAfterItsDeadline() {
        start("a");
        ask("1");
        Command late = command("move", "late");
        time.pass(Duration.ofMillis(5_001));
        assertThat(route.send(late)).isCompletedWithValue(new Outcome.Unknown());
        assertThat(lines).containsExactly("a opens", "a 1");
    }

    @Test
    void anOwnerWithTooMuchToDoSaysSo() {
        List<Backend.Reply> open = new ArrayList<>();
        Backend.builder(broker)
                .executor(Runnable::run)
                .time(time, time::nanoTime, time)
                .concurrentCommands(2)
                .own("game", ownership -> (command, reply) -> open.add(reply))
                .start();
        ask("1");
        ask("2");
        assertThat(ask("3"))
                .isCompletedWithValueMatching(outcome -> outcome.toString().contains("busy"));
        open.get(0).ok();
        assertThat(ask("4")).isNotDone();
    }
}
