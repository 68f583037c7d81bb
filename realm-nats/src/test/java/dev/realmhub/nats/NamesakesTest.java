package dev.realmhub.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Broker;
import dev.realmhub.Hub;
import dev.realmhub.Note;
import dev.realmhub.PresenceConfig;
import dev.realmhub.RealmResolver;
import dev.realmhub.test.NatsServer;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Two processes whose hubs were given one id, as a configuration that is the same on all nodes does; presence sees it. */
class NamesakesTest {
    private static final String WARNING = "another node on this bus has the id of this one";

    @Test
    void aHubWhoseIdAnotherHasIsWarnedOf() {
        try (LogLines log = new LogLines();
                NatsServer server = NatsServer.start();
                NatsBroker here = NatsBroker.connect(server.url());
                NatsBroker there = NatsBroker.connect(server.url());
                Hub one = hub(here, "n1");
                Hub other = hub(there, "n1")) {
            Eventually.holds("a warning", () -> log.has(WARNING));
            assertThat(log.all())
                    .anyMatch(line -> line.contains("give each its own by node(...)") && line.contains(": n1 ("));
            assertThat(one.isReady() && other.isReady()).as("both go on").isTrue();
        }
    }

    @Test
    void hubsWithIdsOfTheirOwnAndOneThatWasStartedAgainAreNotWarnedOf() {
        List<String> beats = new CopyOnWriteArrayList<>();
        try (LogLines log = new LogLines();
                NatsServer server = NatsServer.start();
                NatsBroker here = NatsBroker.connect(server.url());
                NatsBroker there = NatsBroker.connect(server.url())) {
            here.subscribe(new Broker.Notes("ear", note -> heard(note, beats), up -> {}));
            hub(there, "n2").close();
            try (Hub one = hub(here, "n1");
                    Hub again = hub(there, "n2")) {
                Eventually.holds(
                        "two beats of each",
                        () -> one.isReady() && again.isReady() && twice("n1", beats) && twice("n2", beats));
            }
            assertThat(log.all()).noneMatch(line -> line.contains(WARNING));
        }
    }

    private static void heard(Note note, List<String> beats) {
        if (note.word() instanceof Note.Beat) {
            beats.add(note.from());
        }
    }

    private static boolean twice(String node, List<String> beats) {
        return Collections.frequency(beats, node) >= 2;
    }

    private static Hub hub(NatsBroker broker, String id) {
        return Hub.builder(broker)
                .node(id)
                .allowNoOrigin()
                .presence(PresenceConfig.members("room"))
                .resolver(RealmResolver.askBackend())
                .build();
    }
}
