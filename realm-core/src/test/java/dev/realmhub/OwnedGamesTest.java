package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Who owns a realm, and what becomes of commands when that changes. */
@SuppressWarnings("FutureReturnValueIgnored") // what most commands come to is not the point
class OwnedGamesTest extends OwnedGames {
    @Test
    void theFirstCommandFindsAnOwnerAndTheLaterOnesStayWithHim() {
        start("a");
        assertThat(ask("1")).isCompletedWithValue(by("a"));
        start("b");
        for (int i = 2; i < 20; i++) {
            assertThat(ask(Integer.toString(i))).isCompletedWithValue(by("a"));
        }
        assertThat(lines).containsOnlyOnce("a opens").doesNotContain("b opens");
    }

    @Test
    void withoutAnyBackendACommandIsUnavailableAtOnce() {
        assertThat(ask("1")).isCompletedWithValue(new Outcome.Unavailable());
        start("a");
        assertThat(ask("2")).isCompletedWithValue(by("a"));
    }

    @Test
    void whenTheOwnerHasLeftTheNextCommandFindsAnother() {
        Backend a = start("a");
        assertThat(ask("1")).isCompletedWithValue(by("a"));
        long before = ownerOf("a").epoch();
        start("b");
        a.close();
        assertThat(ask("2")).isCompletedWithValue(by("b"));
        assertThat(ownerOf("b").epoch()).isGreaterThan(before);
        assertThat(ownerOf("a").isHeld()).isFalse();
    }

    @Test
    void anOwnerThatTheStoreRefusesDropsItsCopyAndTheCommandIsRunByTheNext() {
        start("a");
        ask("1");
        storeRefuses = true;
        lines.clear();
        assertThat(ask("2")).isCompletedWithValue(by("a"));
        assertThat(lines).containsExactly("a refused", "a opens", "a 2");
        assertThat(failures).isEmpty();
    }

    @Test
    void whatAnEarlierOwnerWasSentIsSaidNotToHaveRunOnlyWhenHeIsLockedOut() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        named("b", tasks::add).start();
        broker.leases().orElseThrow().acquire(GAME, "a", 0);
        var unused = broker.request(new Broker.Claim(GAME, 1));
        tasks.remove().run(); // from now on it listens
        CompletableFuture<Outcome> late =
                broker.request(new Broker.ToOwner(command("move", "late"), 1)).toCompletableFuture();
        assertThat(late).isNotDone();
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
        assertThat(late).isCompletedWithValue(new Outcome.Unavailable());
        assertThat(lines).containsExactly("b opens");
    }

    @Test
    void anotherWritersEventFencesTheOwner() {
        start("a");
        ask("1");
        Ownership a = ownerOf("a");
        assertThat(a.append(Publication.of("mine"))).isCompleted();
        broker.publish(Address.realm(GAME), Publication.of("somebody else's"));
        assertThat(a.append(Publication.of("refused"))).isCompletedExceptionally();
        assertThat(a.isHeld()).isFalse();
        assertThat(a.append(Publication.of("refused, too"))).isCompletedExceptionally();
        lines.clear();
        assertThat(ask("2")).isCompletedWithValue(by("a"));
        assertThat(lines).containsExactly("a opens", "a 2");
    }

    @Test
    void aHungOwnerIsReplacedWhenACommandLetItsDeadlinePass() {
        Stalling stalled = new Stalling();
        startOn(stalled, "a");
        CompletableFuture<Outcome> first = ask("1");
        stalled.flow();
        assertThat(first).isCompletedWithValue(by("a"));
        CompletableFuture<Outcome> hung = ask("2");
        start("b");
        lines.clear();

        hung.complete(new Outcome.Unknown()); // as the hub does at the deadline
        time.pass(Duration.ofMillis(2_900));

        assertThat(lines).containsExactly("b opens");
        assertThat(askInTime("3")).isCompletedWithValue(by("b"));
        stalled.flow();
        assertThat(lines).as("a wakes up and runs nothing").containsExactly("b opens", "b 3");
    }

    /** The question who owns the realm may reach the one that hangs; then it is asked again. */
    private CompletableFuture<Outcome> askInTime(String text) {
        CompletableFuture<Outcome> outcome = ask(text);
        time.pass(Duration.ofSeconds(3));
        return outcome;
    }

    @Test
    void anIdempotentCommandIsSentAgainWhenItsOwnerWasReplaced() {
        Stalling stalled = new Stalling();
        startOn(stalled, "a");
        CompletableFuture<Outcome> first = ask("1");
        stalled.flow();
        assertThat(first).isDone();
        CompletableFuture<Outcome> again = route.send(command("again", "again"));
        CompletableFuture<Outcome> once = ask("once");
        start("b");
        lines.clear();
        once.complete(new Outcome.Unknown());
        time.pass(Duration.ofMillis(2_900));
        assertThat(askInTime("2")).isCompletedWithValue(by("b"));
        assertThat(again).isCompletedWithValue(by("b"));
        assertThat(lines).containsExactlyInAnyOrder("b opens", "b again", "b 2");
    }

    private Backend startWithoutAnswers() {
        List<Backend.Reply> never = new ArrayList<>();
        return Backend.builder(broker)
                .executor(Runnable::run)
                .time(time, time::nanoTime, time)
                .own("game", ownership -> (command, reply) -> never.add(reply))
                .start();
    }

    @Test
    void whenTheOwnerDiesWhatItHadIsUnknownAtOnceAndTheNextOneTakesOver() {
        Backend a = startWithoutAnswers();
        CompletableFuture<Outcome> lost = ask("1");
        time.pass(Duration.ofMillis(600));
        assertThat(lost).as("slow, but alive").isNotDone();
        a.close();
        start("b");
        time.pass(Duration.ofMillis(300));
        assertThat(lost).isCompletedWithValue(new Outcome.Unknown());
        assertThat(lines).containsExactly("b opens");
        assertThat(ask("2")).isCompletedWithValue(by("b"));
    }

    @Test
    void whatADeadOwnerHadIsUnknownSoonThoughAnotherCommandWasTheFirstToFindOut() {
        Backend a = startWithoutAnswers();
        CompletableFuture<Outcome> lost = ask("1");
        a.close();
        start("b");
        assertThat(ask("2")).isCompletedWithValue(by("b"));
        time.pass(Duration.ofMillis(300));
        assertThat(lost).isCompletedWithValue(new Outcome.Unknown());
    }

    @Test
    void whatADeadOwnerHadIsUnknownSoonThoughAnotherHubWasTheFirstToFindOut() {
        Backend a = startWithoutAnswers();
        CompletableFuture<Outcome> lost = ask("1");
        a.close();
        start("b");
        OwnerRoute ofAnotherHub = new OwnerRoute(GAME, new OwnerRoutes.Surroundings(broker, time.timers(), Set.of()));
        assertThat(ofAnotherHub.send(command("move", "2"))).isCompletedWithValue(by("b"));
        time.pass(Duration.ofMillis(300));
        assertThat(lost).isCompletedWithValue(new Outcome.Unknown());
        assertThat(ask("3")).isCompletedWithValue(by("b"));
    }

    @Test
    void whatADeadOwnerDidNotGetWaitsForTheNextOneHoweverSlowHeIs() {
        Backend a = start("a");
        ask("1");
        Stalling slow = new Stalling();
        startOn(slow, "b");
        a.close();
        CompletableFuture<Outcome> waits = ask("2");
        time.pass(Duration.ofMillis(600));
        assertThat(waits).isNotDone();
        slow.flow();
        time.pass(Duration.ofMillis(300));
        slow.flow();
        assertThat(waits).isCompletedWithValue(by("b"));
    }

    @Test
    void whatMayBeRepeatedGoesToTheNextOwnerHoweverSlowHeIs() {
        Backend a = startWithoutAnswers();
        CompletableFuture<Outcome> again = route.send(command("again", "again"));
        Stalling slow = new Stalling();
        startOn(slow, "b");
        a.close();
        time.pass(Duration.ofMillis(900));
        assertThat(again).isNotDone();
        slow.flow();
        time.pass(Duration.ofMillis(300));
        slow.flow();
        assertThat(again).isCompletedWithValue(by("b"));
    }

    @Test
    void whatADeadOwnerLeftIsAdoptedThoughNobodyAsks() {
        Stalling stalled = new Stalling();
        startOn(stalled, "a");
        ask("1");
        stalled.flow();
        start("b");
        time.pass(Duration.ofMillis(1_900));
        assertThat(lines).doesNotContain("b opens");
        time.pass(Duration.ofMillis(700));
        assertThat(lines).contains("b opens");
        assertThat(askInTime("2")).isCompletedWithValue(by("b"));
        assertThat(ownerOf("a").isHeld()).as("has heard of the other").isFalse();
    }

    @Test
    void aBackendThatOversleptLooksWhetherItsRealmsAreStillItsOwn() {
        VirtualTime itsOwn = new VirtualTime();
        named("a", Runnable::run).time(itsOwn, itsOwn::nanoTime, time).start();
        ask("1");
        start("b");
        time.pass(Duration.ofSeconds(3));
        assertThat(ownerOf("a").isHeld()).isTrue();
        itsOwn.skip(Duration.ofSeconds(3));
        itsOwn.pass(Duration.ZERO);
        assertThat(ownerOf("a").isHeld()).isFalse();
        assertThat(ownerOf("b").isHeld()).isTrue();
    }

    @Test
    void aGameThatCannotBeOpenedLeavesTheRealmFree() {
        boolean[] broken = {true};
        Backend.builder(broker)
                .executor(Runnable::run)
                .time(time, time::nanoTime, time)
                .onFailure(failures::add)
                .own("game", ownership -> {
                    if (broken[0]) {
                        throw new java.io.IOException("the store is away");
                    }
                    return game("a", ownership);
                })
                .start();
        CompletableFuture<Outcome> waits = ask("1");
        assertThat(waits).isNotDone();
        broken[0] = false;
        time.pass(Duration.ofMillis(100));
        assertThat(waits).isCompletedWithValue(by("a"));
        assertThat(failures).isNotEmpty();
    }
}
