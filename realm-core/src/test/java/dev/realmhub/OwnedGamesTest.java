package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** Several backends on one bus, each with games of its own. */
@SuppressWarnings("FutureReturnValueIgnored") // what most commands come to is not the point
class OwnedGamesTest {
    private static final Realm GAME = Realm.of("game", "1");

    private final VirtualTime time = new VirtualTime();
    private final Broker broker = new LocalBroker(time::nanoTime, RealmKind.kept("game", 10, Duration.ofHours(1)));
    private final List<RealmException> failures = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final Map<String, Ownership> ownerships = new HashMap<>();
    private boolean storeRefuses;
    private final OwnerRoute route =
            new OwnerRoute(GAME, new OwnerRoute.Surroundings(broker, time.timers(), Set.of("again")));

    private Backend.Builder named(String name, Executor executor) {
        return Backend.builder(broker)
                .executor(executor)
                .wallClock(time)
                .timers(time.timers())
                .onFailure(failures::add)
                .own("game", ownership -> game(name, ownership));
    }

    private Backend start(String name) {
        return named(name, Runnable::run).start();
    }

    private GameFactory.Game game(String name, Ownership ownership) {
        lines.add(name + " opens");
        ownerships.put(name, ownership);
        return new GameFactory.Game() {
            @Override
            public void handle(Command command, Backend.Reply reply) {
                String text = command.payload().text();
                if (storeRefuses) {
                    storeRefuses = false;
                    lines.add(name + " refused");
                    throw new FencedException("the store said so", null);
                }
                lines.add(name + " " + text);
                reply.ok(Payload.text(name));
            }

            @Override
            public void close() {
                lines.add(name + " closes");
            }
        };
    }

    private Ownership ownerOf(String name) {
        return Objects.requireNonNull(ownerships.get(name), name);
    }

    private CompletableFuture<Outcome> ask(String text) {
        return route.send(command("move", text));
    }

    private Command command(String type, String text) {
        return new Command(
                type,
                Payload.text(text),
                User.of("alice"),
                new Address.OfClient("node", "client"),
                Optional.of(Membership.of(GAME, "player")),
                time.instant().plusSeconds(5),
                true);
    }

    private static Outcome by(String name) {
        return Outcome.ok(Payload.text(name));
    }

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

    private void startOn(Stalling executor, String name) {
        named(name, executor)
                .timers(Timers.of(time, time::nanoTime, time, executor))
                .start();
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

    @Test
    void whenTheOwnerDiesWhatItHadIsUnknownAtOnceAndTheNextOneTakesOver() {
        List<Backend.Reply> never = new ArrayList<>();
        Backend a = Backend.builder(broker)
                .executor(Runnable::run)
                .wallClock(time)
                .timers(time.timers())
                .own("game", ownership -> (command, reply) -> never.add(reply))
                .start();
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
        named("a", Runnable::run).timers(itsOwn.timers()).start();
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
        assertThat(a.drain(Duration.ofSeconds(30))).isCompleted();
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
        assertThat(drained).isCompleted();
        assertThat(ask("3")).isCompletedWithValue(new Outcome.Unavailable());
    }

    @Test
    void aGameThatCannotBeOpenedLeavesTheRealmFree() {
        boolean[] broken = {true};
        Backend.builder(broker)
                .executor(Runnable::run)
                .wallClock(time)
                .timers(time.timers())
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

    /** A process that stands still until it is let flow. */
    private static final class Stalling implements Executor {
        private final Queue<Runnable> tasks = new ArrayDeque<>();

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }

        void flow() {
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
        }
    }
}
