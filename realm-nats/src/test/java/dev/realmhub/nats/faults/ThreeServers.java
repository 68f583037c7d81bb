package dev.realmhub.nats.faults;

import dev.realmhub.nats.NatsBroker;
import dev.realmhub.test.NatsCluster;
import dev.realmhub.test.NatsServer;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.Nats;
import io.nats.client.api.StreamInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A cluster of three, most with a stream on all of them. The faults are those of the server that the first hub is on. */
abstract class ThreeServers implements Ground {
    private static final Duration AWAY = Duration.ofSeconds(2);

    /** Short, so that a lame duck does not take its default of 10 s. */
    private static final String CONF = "lame_duck_grace_period: \"1s\"\n";

    final NatsCluster cluster;

    private ThreeServers(Path folder) {
        try {
            Path conf = Files.writeString(folder.resolve("nats.conf"), CONF);
            cluster = NatsCluster.start(folder, 3, "-c", conf.toString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public NatsBroker.Builder connection(int which) {
        String[] urls = cluster.servers().stream().map(NatsServer::url).toArray(String[]::new);
        return NatsBroker.builder(urls).streamReplicas(3);
    }

    @Override
    public List<Integer> hit() {
        return List.of(0);
    }

    @Override
    public void close() {
        cluster.close();
    }

    NatsServer victim() {
        return cluster.serverOf("hub-0");
    }

    static Ground killed(Path folder) {
        return new ThreeServers(folder) {
            @Override
            public void fail(Stage stage) {
                NatsServer victim = victim();
                victim.kill();
                Until.passes(AWAY);
                victim.startAgain();
            }
        };
    }

    static Ground frozen(Path folder) {
        return new ThreeServers(folder) {
            @Override
            public void fail(Stage stage) {
                NatsServer victim = victim();
                victim.freeze();
                Until.passes(SingleServer.DARKNESS);
                victim.thaw();
            }
        };
    }

    static Ground lameDuck(Path folder) {
        return new ThreeServers(folder) {
            @Override
            public void fail(Stage stage) {
                NatsServer victim = victim();
                victim.lameDuck();
                victim.awaitEnd();
                victim.startAgain();
            }
        };
    }

    /** Each connection stays with its server, so only the routes can tell that anything is wrong. */
    static Ground darkRoutes(Path folder) {
        return new ThreeServers(folder) {
            private final int leader = leader();

            /** Makes the stream, on one server; the backend is on the same, the hubs on the others. */
            @SuppressWarnings("try") // connecting makes it
            private int leader() {
                on(0).kind(Stage.KIND).connect().close();
                try {
                    Connection operator = Nats.connect(cluster.servers().get(0).url());
                    StreamInfo info = operator.jetStreamManagement().getStreamInfo("rh-realms");
                    operator.close();
                    return info.getClusterInfo().getLeader().charAt(1) - '0';
                } catch (IOException | JetStreamApiException | InterruptedException failed) {
                    throw new AssertionError(failed);
                }
            }

            private NatsBroker.Builder on(int server) {
                return NatsBroker.builder(cluster.servers().get(server).url())
                        .options(options -> options.ignoreDiscoveredServers());
            }

            @Override
            public NatsBroker.Builder connection(int which) {
                return on((leader + which + 1) % 3);
            }

            @Override
            public void fail(Stage stage) {
                cluster.darkenRoutes();
                Until.passes(SingleServer.DARKNESS);
                cluster.lightRoutes();
            }

            @Override
            public List<Integer> hit() {
                return List.of(0, 1);
            }
        };
    }
}
