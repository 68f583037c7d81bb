package dev.realmhub.test;

import dev.realmhub.CloseReason;
import dev.realmhub.Handshake;
import dev.realmhub.Realm;
import dev.realmhub.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Threads that connect, move and close clients; each has a sequence of operations of its own, drawn from the seed. */
final class Movers {
    static final int USERS = 6;
    private static final int MOST_AT_ONCE = 12;

    private final Playground playground;
    private final Pace pace;
    private final List<Mover> movers = new ArrayList<>();

    Movers(Playground playground, Pace pace, long seed, int threads) {
        this.playground = playground;
        this.pace = pace;
        for (int i = 0; i < threads; i++) {
            movers.add(new Mover("m" + i, new Random(seed * 31 + i)));
        }
    }

    void run(int operations) {
        List<Checked> threads = movers.stream()
                .map(mover -> new Checked("mover", () -> mover.run(operations / movers.size())))
                .toList();
        threads.forEach(Thread::start);
        threads.forEach(Checked::await);
    }

    void closeAll() {
        movers.forEach(mover -> mover.live.forEach(TestClient::vanish));
    }

    /** Returns all clients that ever were. */
    List<TestClient> all() {
        return movers.stream().flatMap(mover -> mover.all.stream()).toList();
    }

    private final class Mover {
        private final String name;
        private final Random random;
        private final List<TestClient> all = new ArrayList<>();
        private final List<TestClient> live = new ArrayList<>();
        private long asked;

        Mover(String name, Random random) {
            this.name = name;
            this.random = random;
        }

        void run(int operations) {
            for (int i = 0; i < operations; i++) {
                pace.beforeMove();
                if (live.isEmpty() || (live.size() < MOST_AT_ONCE && random.nextInt(4) == 0)) {
                    connect();
                } else {
                    move(random.nextInt(live.size()));
                }
                pace.afterMove();
            }
        }

        private void connect() {
            FakeTransport transport = new FakeTransport();
            if (random.nextBoolean()) {
                transport.completeOn(playground.work());
            }
            User user = User.of("u" + random.nextInt(USERS));
            Account account = playground
                    .history()
                    .account(name + '.' + all.size(), user, playground.hub().id());
            TestClient client = TestClient.connect(playground.hub(), user, Handshake.of(path()), transport, account);
            live.add(client);
            all.add(client);
        }

        private void move(int index) {
            TestClient client = live.get(index);
            switch (random.nextInt(10)) {
                case 0 -> {
                    playground.hub().kick(client.client(), CloseReason.FORBIDDEN);
                    live.remove(index);
                }
                case 1 -> {
                    client.vanish();
                    live.remove(index);
                }
                case 2 -> playground.hub().navigate(client.client(), path());
                case 3 -> {
                    client.navigate(++asked, path());
                    client.navigate(++asked, path());
                }
                default -> client.navigate(++asked, path());
            }
        }

        private String path() {
            StringBuilder path = new StringBuilder("/");
            for (Realm realm : Playground.REALMS) {
                if (random.nextInt(3) == 0) {
                    path.append(realm).append(random.nextBoolean() ? "=player/" : "=observer/");
                }
            }
            return random.nextBoolean() ? path.toString() : path + "?later";
        }
    }
}
