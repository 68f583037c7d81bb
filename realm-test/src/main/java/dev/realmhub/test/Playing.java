package dev.realmhub.test;

import dev.realmhub.Address;
import dev.realmhub.Broker;
import dev.realmhub.Client;
import dev.realmhub.ClientProtocol;
import dev.realmhub.CloseReason;
import dev.realmhub.Handshake;
import dev.realmhub.Hub;
import dev.realmhub.HubConfig;
import dev.realmhub.HubListener;
import dev.realmhub.Membership;
import dev.realmhub.Payload;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.Resolution;
import dev.realmhub.Transport;
import dev.realmhub.User;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/** A hub with one raw client, in several realms, over a transport that is tested. */
final class Playing implements AutoCloseable {
    static final int REALMS = 4;

    private static final List<Realm> ALL =
            IntStream.range(0, REALMS).mapToObj(i -> Realm.of("game", "g" + i)).toList();

    private final Broker broker = Broker.local();
    private final Hub hub;
    private final Client client;

    Playing(Transport transport) {
        CountDownLatch live = new CountDownLatch(1);
        List<Membership> everywhere =
                ALL.stream().map(realm -> new Membership(realm, "")).toList();
        hub = Hub.builder(broker)
                .allowNoOrigin()
                .listener(new Chimes(live))
                .resolver(request -> CompletableFuture.completedStage(Resolution.of(everywhere)))
                .config(HubConfig.builder()
                        .outboxMessages(100_000)
                        .outboxBytes(64 << 20)
                        .build())
                .build();
        client = hub.connect(Handshake.of("/"), User.of("alice"), ClientProtocol.raw("raw"), transport);
        Patience.await(live);
    }

    void say(int realm, Payload message) {
        broker.publish(Address.realm(ALL.get(realm)), Publication.of(message));
    }

    void kick() {
        hub.kick(client, CloseReason.FORBIDDEN);
    }

    boolean isOver() {
        return client.state() == Client.State.CLOSED && hub.clientCount() == 0;
    }

    @Override
    public void close() {
        hub.close();
    }

    private record Chimes(CountDownLatch live) implements HubListener {
        @Override
        public void connected(Client client) {
            live.countDown();
        }
    }
}
