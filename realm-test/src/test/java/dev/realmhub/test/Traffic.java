package dev.realmhub.test;

import dev.realmhub.Address;
import dev.realmhub.ClientProtocol;
import dev.realmhub.Handshake;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Threads that publish to all realms, users and everyone. Each is stamped. A thread
 * waits after each batch until its own client has heard the last of it: so traffic never runs away from the hub.
 */
final class Traffic {
    private static final int BATCH = 40;

    private final Playground playground;
    private final Pace pace;
    private final List<Checked> threads = new ArrayList<>();
    private final List<TestClient> listeners = new ArrayList<>();

    Traffic(Playground playground, Pace pace, int publishers) {
        this.playground = playground;
        this.pace = pace;
        for (int i = 0; i < publishers; i++) {
            String name = "p" + i;
            TestClient listener = listener(name);
            listeners.add(listener);
            threads.add(new Checked(name, () -> publish(name, listener)));
        }
    }

    private TestClient listener(String name) {
        User user = User.of(name);
        return TestClient.connect(
                playground.hub(),
                user,
                Handshake.of("/r:0=observer/r:1=observer/kept:0=observer/kept:1=observer"),
                new FakeTransport(),
                playground.history().account(name, user, playground.hub().id()));
    }

    void start() {
        threads.forEach(Thread::start);
    }

    void end() {
        pace.end();
        threads.forEach(Checked::await);
    }

    void vanish() {
        listeners.forEach(TestClient::vanish);
    }

    private void publish(String name, TestClient listener) {
        Random random = new Random(name.hashCode());
        while (pace.beforePublications(BATCH)) {
            for (int i = 0; i < BATCH - 1; i++) {
                publishOne(name, random);
            }
            Stamp last = toRealm(name, realm(random));
            listener.next(
                    ClientProtocol.Event.class,
                    event -> Stamp.of(event.payload()).equals(last));
            pace.afterPublications(BATCH);
        }
    }

    private static Realm realm(Random random) {
        return Playground.REALMS.get(random.nextInt(Playground.REALMS.size()));
    }

    private void publishOne(String name, Random random) {
        Realm realm = realm(random);
        String user = "u" + random.nextInt(Movers.USERS);
        switch (random.nextInt(12)) {
            case 0 -> to(Address.user(user), name, Stamp.ofUser(user));
            case 1 -> to(Address.userInRealm(user, realm), name, Stamp.ofUser(user) + '@' + realm);
            case 2 -> to(Address.everyone(), name, Stamp.EVERYONE);
            default -> toRealm(name, realm);
        }
    }

    private void to(Address address, String name, String audience) {
        Stamp stamp = playground.history().stamp(name, audience);
        playground.broker().publish(address, stamp.publication(List.of(), List.of()));
    }

    private Stamp toRealm(String name, Realm realm) {
        Stamp stamp = playground.history().stamp(name, realm.toString());
        Publication publication = stamp.publication(List.of("player"), List.of("u0"));
        if (playground.broker().eventLog(realm).isEmpty()) {
            playground.history().published(realm, publication);
        }
        playground.broker().publish(Address.realm(realm), publication);
        return stamp;
    }
}
