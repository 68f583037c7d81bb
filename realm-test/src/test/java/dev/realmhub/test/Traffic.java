package dev.realmhub.test;

import dev.realmhub.Address;
import dev.realmhub.ClientProtocol;
import dev.realmhub.Payload;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Threads that publish to all realms, users and everyone. Each text is {@code publisher target number view}. A thread
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
            TestClient listener =
                    TestClient.connect(playground.hub(), name, "/r:0=observer/r:1=observer/r:2=observer/r:3=observer");
            listeners.add(listener);
            threads.add(new Checked(name, () -> publish(name, listener)));
        }
    }

    void start() {
        threads.forEach(Thread::start);
    }

    void stop() {
        pace.end();
        threads.forEach(Checked::await);
        listeners.forEach(TestClient::vanish);
    }

    List<TestClient> listeners() {
        return listeners;
    }

    private void publish(String name, TestClient listener) {
        Random random = new Random(name.hashCode());
        Map<Realm, Integer> numbers = new HashMap<>();
        while (pace.beforePublications(BATCH)) {
            for (int i = 0; i < BATCH - 1; i++) {
                publishOne(name, random, numbers);
            }
            Realm last = Playground.REALMS.get(random.nextInt(Playground.REALMS.size()));
            String text = toRealm(name, last, numbers);
            listener.next(
                    ClientProtocol.Event.class, event -> event.payload().text().equals(text + " common"));
            pace.afterPublications(BATCH);
        }
    }

    private void publishOne(String name, Random random, Map<Realm, Integer> numbers) {
        Realm realm = Playground.REALMS.get(random.nextInt(Playground.REALMS.size()));
        String user = "u" + random.nextInt(Movers.USERS);
        switch (random.nextInt(12)) {
            case 0 -> to(Address.user(user), name + " " + user + " 0 direct");
            case 1 -> to(Address.userInRealm(user, realm), name + " " + user + " 0 direct");
            case 2 -> to(Address.everyone(), name + " everyone 0 direct");
            default -> toRealm(name, realm, numbers);
        }
    }

    private void to(Address address, String text) {
        playground.broker().publish(address, Publication.of(text));
    }

    private String toRealm(String name, Realm realm, Map<Realm, Integer> numbers) {
        String text = name + " " + realm + " " + numbers.merge(realm, 1, Integer::sum);
        Publication publication = Publication.of(text + " common")
                .viewOfRole("player", Payload.text(text + " player"))
                .viewOfUser("u0", Payload.text(text + " u0"));
        playground.broker().publish(Address.realm(realm), publication);
        return text;
    }
}
