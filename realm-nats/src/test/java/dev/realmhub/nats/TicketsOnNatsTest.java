package dev.realmhub.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Authenticator;
import dev.realmhub.EntryTickets;
import dev.realmhub.Handshake;
import dev.realmhub.Secret;
import dev.realmhub.User;
import dev.realmhub.test.NatsServer;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.KeyValue;
import io.nats.client.Nats;
import io.nats.client.api.KeyValueConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bucket of NATS as the store by which hubs tell whether a ticket was used: docs/security-edge.md has the same code. */
class TicketsOnNatsTest {
    private static final int HUBS = 4;

    @TempDir
    private Path folder;

    @Test
    @SuppressWarnings("try") // an interrupted close ends the test
    void ofManyHubsThatAreShownATicketAtOnceOneTakesIt() throws Exception {
        try (NatsServer server = NatsServer.startKeeping(folder)) {
            Connection connection = Nats.connect(server.url());
            KeyValue used = bucket(connection);
            EntryTickets issuer = EntryTickets.withKey(Secret.of(new byte[32]));
            List<Authenticator> hubs =
                    IntStream.range(0, HUBS).mapToObj(i -> hub(used)).toList();
            for (int i = 0; i < 50; i++) {
                String ticket = issuer.issue(User.of("alice"));
                List<CompletableFuture<User>> answers = hubs.stream()
                        .map(hub -> hub.authenticate(with(ticket)).toCompletableFuture())
                        .toList();
                long let = answers.stream().filter(TicketsOnNatsTest::isIn).count();
                assertThat(let).isOne();
            }
            connection.close();
        }
    }

    private static boolean isIn(CompletableFuture<User> answer) {
        return answer.handle((user, refused) -> refused == null).join();
    }

    private static KeyValue bucket(Connection connection) throws IOException, JetStreamApiException {
        KeyValueConfiguration settings = KeyValueConfiguration.builder()
                .name("tickets")
                .ttl(Duration.ofMinutes(1))
                .build();
        connection.keyValueManagement().create(settings);
        return connection.keyValue("tickets");
    }

    private static Authenticator hub(KeyValue used) {
        return EntryTickets.withKey(Secret.of(new byte[32]))
                .claimedBy(id -> CompletableFuture.supplyAsync(() -> isFirst(used, id)))
                .orElse(handshake -> CompletableFuture.completedStage(User.newAnonymous()));
    }

    private static boolean isFirst(KeyValue used, String id) {
        try {
            return used.create(id, new byte[0]) > 0;
        } catch (JetStreamApiException taken) {
            return false;
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        }
    }

    private static Handshake with(String ticket) {
        return new Handshake("/", Map.of("ticket", List.of(ticket)), Map.of(), "", "");
    }
}
