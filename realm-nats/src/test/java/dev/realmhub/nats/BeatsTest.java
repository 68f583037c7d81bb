package dev.realmhub.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Address;
import dev.realmhub.Broker;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.test.NatsCluster;
import dev.realmhub.test.NatsServer;
import dev.realmhub.test.TcpProxy;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Subscription;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node is told that it may have missed something where neither its own link nor the message that follows tells. */
class BeatsTest {
    private static final Address LOBBY = Address.realm(Realm.of("lobby"));

    private final AtomicInteger missed = new AtomicInteger();

    @Test
    void beatsThatFollowEachOtherMissNothing() {
        Beats.Heard heard = new Beats.Heard();
        assertThat(LongStream.rangeClosed(1, 10)).noneMatch(number -> heard.misses("a", number));
        assertThat(heard.misses("b", 1)).isFalse();
        assertThat(heard.misses("a", 11)).isFalse();
    }

    @Test
    void aBeatThatIsMissingMissesSomethingOnce() {
        Beats.Heard heard = new Beats.Heard();
        heard.misses("a", 1);
        assertThat(heard.misses("a", 3)).isTrue();
        assertThat(heard.misses("a", 4)).isFalse();
        assertThat(heard.misses("b", 2)).as("the first was missed").isTrue();
    }

    @Test
    @SuppressWarnings("try") // jnats' connection may be interrupted while it closes
    void whoHasJustConnectedBeginsWithTheFirstBeatSoThatNobodyIsToldOfAMiss() throws Exception {
        try (NatsServer server = NatsServer.start();
                Connection ear = Nats.connect(server.url());
                NatsBroker publisher = NatsBroker.connect(server.url())) {
            Subscription beats = ear.subscribe(new Subjects("rh").beatsOf("*"));
            ear.flush(Duration.ofSeconds(5));
            publisher.publish(LOBBY, Publication.of("the first"));
            Message beat = beats.nextMessage(Duration.ofSeconds(10));
            assertThat(beat).isNotNull();
            assertThat(Beats.number(beat.getData())).isEqualTo(1);
        }
    }

    @Test
    void whatAPublisherHadOnItsWayWhenItsConnectionBrokeIsToldToAllNodes() {
        try (NatsServer server = NatsServer.start();
                TcpProxy path = TcpProxy.to(URI.create(server.url()).getPort());
                NatsBroker node = NatsBroker.connect(server.url());
                NatsBroker publisher = NatsBroker.connect(path.url())) {
            Heard heard = listen(node);
            publisher.publish(LOBBY, Publication.of("before"));
            assertThat(heard.next()).isEqualTo("before");
            path.darken();
            publisher.publish(LOBBY, Publication.of("lost"));
            assertThat(missed).hasValue(0);
            Eventually.holds("down", () -> !publisher.health().connected());
            path.light();
            Eventually.holds("the news", () -> missed.get() > 0);
            assertThat(node.health().silences()).isZero();
        }
    }

    @Test
    void whatARouteBetweenServersLostIsToldOnceItIsBack(@TempDir Path folder) {
        try (NatsCluster cluster = NatsCluster.start(folder, 3);
                NatsBroker node = pinned(cluster.servers().get(0));
                NatsBroker publisher = pinned(cluster.servers().get(1))) {
            Heard heard = listen(node);
            Eventually.holds("the way between", () -> {
                publisher.publish(LOBBY, Publication.of("before"));
                return !heard.nothingMore();
            });
            int before = missed.get();
            cluster.darkenRoutes();
            publisher.publish(LOBBY, Publication.of("lost"));
            assertThat(publisher.health().connected()).isTrue();
            cluster.lightRoutes();
            Eventually.holds("the news", () -> missed.get() > before);
            assertThat(node.health().silences()).isZero();
        }
    }

    private Heard listen(NatsBroker node) {
        node.subscribe(new Broker.Node("n", (to, what) -> {}, missed::incrementAndGet));
        return Heard.by(node, "heard");
    }

    /** Stays with its server, whatever others the cluster has. */
    private static NatsBroker pinned(NatsServer server) {
        return NatsBroker.builder(server.url())
                .options(options -> options.ignoreDiscoveredServers())
                .connect();
    }
}
