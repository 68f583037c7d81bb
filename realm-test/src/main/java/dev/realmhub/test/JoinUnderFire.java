package dev.realmhub.test;

import dev.realmhub.Backend;
import dev.realmhub.Broker;
import dev.realmhub.ClientProtocol.Event;
import dev.realmhub.ClientProtocol.RealmSnapshot;
import dev.realmhub.Handshake;
import dev.realmhub.Hub;
import dev.realmhub.HubConfig;
import dev.realmhub.Realm;
import dev.realmhub.RealmKind;
import dev.realmhub.Resolution;
import dev.realmhub.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Clients that join one realm, on some nodes, while a backend publishes to it without a pause: what each knows, its snapshot
 * and the events after it, must be exact. On real threads, and on whatever bus.
 *
 * @param backend the backend's connection to the bus
 * @param nodes those of the nodes, one hub each
 * @param realm of kind {@link #KEPT}, which the connections were told of, or {@link #PLAIN}
 */
public record JoinUnderFire(Broker backend, List<Broker> nodes, Realm realm) {
    /** The kind of realm that keeps a stream. */
    public static final RealmKind KEPT = RealmKind.kept("fire", 1_000_000, Duration.ofHours(1));

    /** The kind that does not. */
    public static final RealmKind PLAIN = RealmKind.plain("smoke");

    /** So many events each client hears before it goes. */
    private static final int HEARD = 20;

    private static final int JOINERS = 8;

    /**
     * Lets clients join, a few at a time, until so many have; the last ones stay until the fire is out. Blocks until then.
     *
     * @return what happened: {@link History#check} it
     */
    public History run(int joins, int eventsPerSecond) {
        History history = new History(
                Set.of(KEPT.name()), Set.of(KEPT.name(), PLAIN.name()), () -> System.nanoTime() / 1_000_000);
        Fire fire = new Fire(backend, realm, history);
        List<Hub> hubs = IntStream.range(0, nodes.size()).mapToObj(this::hub).toList();
        try (Backend serving = fire.serve(backend)) {
            fire.begin(serving, eventsPerSecond);
            List<Stayed> stayed = join(hubs, history, joins);
            int last = fire.end();
            stayed.forEach(client -> awaitLast(client, last));
        } finally {
            hubs.forEach(Hub::close);
        }
        return history;
    }

    /** A client that goes on listening, and what it has heard last. */
    private record Stayed(TestClient client, int heard) {}

    private static void awaitLast(Stayed stayed, int last) {
        if (stayed.heard < last) {
            stayed.client.next(Event.class, event -> number(event) == last);
        }
    }

    private static int number(Event event) {
        return Stamp.of(event.payload()).number();
    }

    private Hub hub(int i) {
        return Hub.builder(nodes.get(i))
                .allowNoOrigin()
                .node("under-fire-" + i)
                .snapshots(KEPT.name(), PLAIN.name())
                .config(HubConfig.builder()
                        .outboxMessages(100_000)
                        .outboxBytes(64 << 20)
                        .build())
                .resolver(request -> CompletableFuture.completedStage(Resolution.of(realm)))
                .build();
    }

    private static List<Stayed> join(List<Hub> hubs, History history, int joins) {
        List<Stayed> stayed = new ArrayList<>();
        AtomicInteger count = new AtomicInteger();
        List<Checked> joiners = IntStream.range(0, JOINERS)
                .mapToObj(i -> new Checked("joiner-" + i, () -> join(hubs, history, joins, count, stayed)))
                .toList();
        joiners.forEach(Thread::start);
        joiners.forEach(Checked::await);
        return stayed;
    }

    private static void join(List<Hub> hubs, History history, int joins, AtomicInteger count, List<Stayed> stayed) {
        for (int i = count.getAndIncrement(); i < joins; i = count.getAndIncrement()) {
            Hub hub = hubs.get(i % hubs.size());
            User user = User.of("u" + i);
            Account account = history.account("c" + i, user, hub.id());
            TestClient client = TestClient.connect(hub, user, Handshake.of("/"), new FakeTransport(), account);
            client.next(RealmSnapshot.class);
            int heard = 0;
            for (int events = 0; events < HEARD; events++) {
                heard = number(client.next(Event.class));
            }
            if (i < joins - JOINERS) {
                client.vanish();
            } else {
                synchronized (stayed) {
                    stayed.add(new Stayed(client, heard));
                }
            }
        }
    }
}
