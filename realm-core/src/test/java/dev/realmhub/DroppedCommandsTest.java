package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Commands that nobody waits for, and that are one too many: nobody hears of it but the backend's listener. */
@SuppressWarnings("FutureReturnValueIgnored") // what a command comes to is not the point
class DroppedCommandsTest extends OwnedGames {
    private final List<Backend.Reply> open = new ArrayList<>();
    private int said;

    private Backend takingTwo() {
        return Backend.builder(broker)
                .executor(Runnable::run)
                .time(time, time::nanoTime, time)
                .onFailure(failures::add)
                .concurrentCommands(2)
                .on("ask", (command, reply) -> open.add(reply))
                .on("say", (command, reply) -> said++)
                .start();
    }

    private void send(String type, boolean answered) {
        Address.OfClient sender = new Address.OfClient("node", "client-" + open.size());
        broker.request(new Command(
                type,
                Payload.empty(),
                User.of("alice"),
                sender,
                Optional.empty(),
                time.instant().plusSeconds(5),
                answered));
    }

    @Test
    void whatIsDroppedIsCountedAndToldOnceABurst() {
        Backend backend = takingTwo();
        send("ask", true);
        send("ask", true);
        send("say", false);
        send("say", false);
        assertThat(said).isZero();
        assertThat(backend.droppedCommands()).isEqualTo(2);
        assertThat(failures).hasSize(1);
        assertThat(failures.get(0)).hasMessageContaining("command say of ");
    }

    @Test
    void aBurstIsOverWhenHalfOfWhatItTakesIsDone() {
        takingTwo();
        send("ask", true);
        send("ask", true);
        send("say", false);
        open.get(0).ok();
        send("say", false);
        assertThat(said).isEqualTo(1);
        send("ask", true);
        send("say", false);
        assertThat(failures).as("of two bursts").hasSize(2);
    }

    @Test
    void whoeverIsToldThatItIsBusyIsNotCounted() {
        Backend backend = takingTwo();
        send("ask", true);
        send("ask", true);
        send("ask", true);
        assertThat(backend.droppedCommands()).isZero();
        assertThat(failures).isEmpty();
    }

    @Test
    void anOwnerCountsWhatNobodyWaitsForUntilItHasRun() {
        Stalling stalled = new Stalling();
        Backend owner = named("a", stalled).concurrentCommands(2).start();
        ask("1");
        stalled.flow();
        for (int i = 0; i < 3; i++) {
            assertThat(route.send(unanswered("say " + i)))
                    .as("the hub does not wait")
                    .isCompleted();
        }
        assertThat(owner.droppedCommands()).isEqualTo(1);
        assertThat(failures).hasSize(1);
        stalled.flow();
        route.send(unanswered("say again"));
        stalled.flow();
        assertThat(lines).containsExactly("a opens", "a 1", "a say 0", "a say 1", "a say again");
    }

    private Command unanswered(String text) {
        Command asked = command("move", text);
        return new Command(
                asked.type(),
                asked.payload(),
                asked.user(),
                asked.client(),
                asked.membership(),
                asked.deadline(),
                false);
    }
}
