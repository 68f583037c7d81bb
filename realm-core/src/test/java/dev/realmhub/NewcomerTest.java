package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A fourth backend joins three. */
class NewcomerTest {
    private static final Duration IDLE = Duration.ofSeconds(60);

    private final VirtualTime time = new VirtualTime();
    private final Broker broker = new LocalBroker(time::nanoTime);
    private final Map<String, List<Realm>> opened = new HashMap<>();

    private Backend start(String name) {
        List<Realm> realms = opened.computeIfAbsent(name, any -> new ArrayList<>());
        return Backend.builder(broker)
                .executor(Runnable::run)
                .time(time, time::nanoTime, time)
                .owning(Owning.defaults().idleAfter(IDLE))
                .own("quiet", ownership -> {
                    realms.add(ownership.realm());
                    return (command, reply) -> reply.ok();
                })
                .own("clock", ownership -> {
                    realms.add(ownership.realm());
                    tick(ownership);
                    return (command, reply) -> reply.ok();
                })
                .start();
    }

    private static void tick(Ownership ownership) {
        ownership.after(Duration.ofSeconds(1), () -> tick(ownership));
    }

    private void askFor(String kind, int from, int to) {
        for (int i = from; i < to; i++) {
            assertThat(broker.request(new Broker.Claim(Realm.of(kind, Integer.toString(i)), 0))
                            .toCompletableFuture())
                    .isCompleted();
        }
    }

    private int openedBy(String name) {
        return opened.getOrDefault(name, List.of()).size();
    }

    @Test
    void itGetsNewAndIdleGamesAndNoRunningOneIsMoved() {
        List<Backend> three = List.of(start("a"), start("b"), start("c"));
        askFor("clock", 0, 100);
        askFor("quiet", 0, 100);
        int running = opened.values().stream().mapToInt(List::size).sum() - 100;
        assertThat(running).isEqualTo(100);

        Backend newcomer = start("d");
        askFor("clock", 0, 100);
        askFor("quiet", 0, 100);
        assertThat(openedBy("d")).as("what runs stays").isZero();

        time.pass(IDLE.plusSeconds(2));
        assertThat(three.stream().mapToInt(Backend::ownedRealms).sum())
                .as("what is idle was let go")
                .isEqualTo(100);
        askFor("quiet", 0, 100);
        int ofIdle = openedBy("d");
        askFor("clock", 100, 200);
        int ofNew = openedBy("d") - ofIdle;

        assertThat(ofIdle).as("a quarter of 100").isBetween(5, 60);
        assertThat(ofNew).as("a quarter of 100").isBetween(5, 60);
        assertThat(newcomer.ownedRealms()).isEqualTo(ofIdle + ofNew);
        assertThat(opened.values().stream()
                        .flatMap(List::stream)
                        .filter(realm -> realm.kind().equals("clock")))
                .as("each running game was opened once")
                .doesNotHaveDuplicates()
                .hasSize(200);
    }
}
