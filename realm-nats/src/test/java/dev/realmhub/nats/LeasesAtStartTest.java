package dev.realmhub.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Leases;
import dev.realmhub.Realm;
import dev.realmhub.test.NatsServer;
import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.Nats;
import io.nats.client.api.StreamConfiguration;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeasesAtStartTest {
    @TempDir
    static Path folder;

    /** The server lists a stream that another backend makes a moment before it takes messages for it. */
    @Test
    void aStreamThatIsThereButDoesNotListenYetIsWaitedFor() throws Exception {
        try (NatsServer server = NatsServer.startKeeping(folder);
                NatsBroker broker = NatsBroker.builder(server.url()).connect()) {
            Leases leases = broker.leases().orElseThrow();
            answer(leases.acquire(Realm.of("game", "1"), "h-1", 0));
            Connection another = Nats.connect(server.url());
            JetStreamManagement streams = another.jetStreamManagement();
            String name = streams.getStreamNames().get(0);
            StreamConfiguration same = streams.getStreamInfo(name).getConfiguration();
            streams.deleteStream(name);
            CompletionStage<Leases.Answer> early = leases.acquire(Realm.of("game", "2"), "h-1", 0);
            streams.addStream(same);
            assertThat(answer(early).acquired()).isTrue();
            another.close();
        }
    }

    private static Leases.Answer answer(CompletionStage<Leases.Answer> answer) throws Exception {
        return answer.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
