package dev.realmhub.benchmarks.bus;

import dev.realmhub.Bounds;
import dev.realmhub.Broker;
import dev.realmhub.Client;
import dev.realmhub.ClientProtocol;
import dev.realmhub.Handshake;
import dev.realmhub.Hub;
import dev.realmhub.HubBuilder;
import dev.realmhub.HubConfig;
import dev.realmhub.Membership;
import dev.realmhub.Realm;
import dev.realmhub.Resolution;
import dev.realmhub.User;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A hub whose paths are realms, and its broker. */
final class Node implements AutoCloseable {
    private static final byte[] KEY = "a key that only the figures know".getBytes(StandardCharsets.UTF_8);

    private final Broker broker;
    private final Hub hub;
    private final ClientProtocol words = new Words();

    Node(Broker broker) {
        this(broker, hub -> hub);
    }

    Node(Broker broker, UnaryOperator<HubBuilder> more) {
        this.broker = broker;
        this.hub = more.apply(Hub.builder(broker))
                .allowNoOrigin()
                .resumeKey(KEY)
                .config(HubConfig.builder().bounds(Bounds.none().build()).build())
                .resolver(request -> CompletableFuture.completedStage(
                        Resolution.of(Membership.of(Realm.parse(request.path().substring(1))))))
                .build();
    }

    Hub hub() {
        return hub;
    }

    Broker broker() {
        return broker;
    }

    Client connect(String user, Realm realm, Consumer<String> heard) {
        return hub.connect(Handshake.of("/" + realm), User.of(user), words, new Socket(heard));
    }

    /** Connects one who will say first from where. */
    Client connectAgain(String user, Realm realm, Consumer<String> heard) {
        Handshake handshake = new Handshake("/" + realm, Map.of("resume", List.of("1")), Map.of(), "", "");
        return hub.connect(handshake, User.of(user), words, new Socket(heard));
    }

    /** Ends it as a crash would: nobody is told anything. */
    void vanish(Iterable<Client> clients) {
        broker.close();
        clients.forEach(client -> hub.disconnected(client, dev.realmhub.CloseReason.GONE));
    }

    @Override
    public void close() {
        hub.close();
        broker.close();
    }

    static void pause(Duration time) throws InterruptedException {
        Thread.sleep(time.toMillis());
    }
}
