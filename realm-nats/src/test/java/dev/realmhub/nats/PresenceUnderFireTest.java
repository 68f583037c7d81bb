package dev.realmhub.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.CloseReason;
import dev.realmhub.Hub;
import dev.realmhub.LeaveReason;
import dev.realmhub.Presence;
import dev.realmhub.PresenceListener;
import dev.realmhub.Present;
import dev.realmhub.Realm;
import dev.realmhub.test.NatsServer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Two hubs on NATS, two thousand users with one to four tabs on both, who open, close, load again and break off at random; and a
 * third hub, a process of its own with 500 users more, that is killed. {@code -Dseed=5} picks what happens.
 */
class PresenceUnderFireTest {
    private static final long SEED = Long.getLong("seed", 1);
    private static final int USERS = 2_000;
    private static final int KILLED = 500;
    private static final int STEPS = 4_000;
    private static final double GRACE_SECONDS = 5;

    private final NatsServer server = NatsServer.start();
    private final Random chance = new Random(SEED);
    private final Hub one = HubProcess.hub(server.url(), "one");
    private final Hub two = HubProcess.hub(server.url(), "two");
    private final Truth truth = new Truth();
    private final NatsBroker broker = NatsBroker.connect(server.url());
    private final Presence presence = Presence.follow(broker, truth);

    @AfterEach
    void stop() {
        one.close();
        two.close();
        presence.close();
        broker.close();
        server.close();
    }

    @Test
    void whoIsToldToBeThereIsThereAndWhoLeavesLeavesOnce() {
        Process killed = HubProcess.start(server.url(), KILLED);
        for (int user = 0; user < USERS; user++) {
            for (int tab = chance.nextInt(4); tab >= 0; tab--) {
                truth.open(anyHub(), "u" + user, HubProcess.realm(user));
            }
        }
        for (int i = 0; i < KILLED; i++) {
            truth.isOnKilled("p" + i, HubProcess.realm(i));
            if (i % 2 == 0) {
                truth.open(anyHub(), "p" + i, HubProcess.realm(i));
            }
        }
        Eventually.holds("the users of all three hubs are there", truth::isTold);
        for (int step = 0; step < STEPS; step++) {
            truth.act(chance, anyHub());
            LockSupport.parkNanos(2_500_000);
            if (step == STEPS / 2) {
                truth.kill();
                killed.destroyForcibly();
            }
        }
        long began = System.nanoTime();
        Eventually.holds("all who listen have the truth", () -> truth.isTold() && truth.isSeen());
        System.out.printf(
                "seed %d: %d users told to have left, all agreed %.1f s after the last change%n",
                SEED, truth.leaves(), (System.nanoTime() - began) / 1e9);
        assertThat(truth.wrong).isEmpty();
        assertThat(truth.leaves()).isGreaterThan(KILLED / 2);
    }

    private Hub anyHub() {
        return chance.nextBoolean() ? one : two;
    }

    /** What is so, and what the backend was told. */
    private static final class Truth implements PresenceListener {
        final List<String> wrong = Collections.synchronizedList(new ArrayList<>());
        private final List<Onlooker> tabs = new ArrayList<>();
        private final Map<Onlooker, String> realms = new HashMap<>();
        private final Map<String, Integer> count = new ConcurrentHashMap<>();
        private final Map<String, Long> absentSince = new ConcurrentHashMap<>();
        private final Map<String, Set<LeaveReason>> reasons = new ConcurrentHashMap<>();
        private final Map<String, Long> late = new ConcurrentHashMap<>();
        private final Set<String> told = ConcurrentHashMap.newKeySet();
        private final Set<String> onKilled = ConcurrentHashMap.newKeySet();
        private final List<Reopening> reopenings = new ArrayList<>();
        private final java.util.concurrent.atomic.AtomicInteger leaves =
                new java.util.concurrent.atomic.AtomicInteger();

        private record Reopening(long at, Hub hub, String user, String realm) {}

        void open(Hub hub, String user, String realm) {
            came(realm + " " + user);
            Onlooker tab = Onlooker.on(hub, user, realm);
            tabs.add(tab);
            realms.put(tab, realm);
        }

        void isOnKilled(String user, String realm) {
            came(realm + " " + user);
            onKilled.add(realm + " " + user);
        }

        private void came(String who) {
            count.merge(who, 1, Integer::sum);
            Long since = absentSince.remove(who);
            if (since != null && System.nanoTime() - since > (GRACE_SECONDS - 0.1) * 1e9) {
                late.put(who, System.nanoTime());
            }
        }

        private void went(String who, LeaveReason reason) {
            reasons.computeIfAbsent(who, w -> ConcurrentHashMap.newKeySet()).add(reason);
            if (count.merge(who, -1, Integer::sum) == 0) {
                count.remove(who);
                absentSince.put(who, System.nanoTime());
            }
        }

        void kill() {
            onKilled.forEach(who -> went(who, LeaveReason.NODE_DIED));
            onKilled.clear();
        }

        void act(Random chance, Hub hub) {
            openAgain();
            Onlooker tab = tabs.get(chance.nextInt(tabs.size()));
            String realm = java.util.Objects.requireNonNull(realms.get(tab));
            String user = tab.client().user().id();
            switch (chance.nextInt(5)) {
                case 0 -> close(tab, realm, CloseReason.NORMAL);
                case 1 -> close(tab, realm, CloseReason.GONE);
                case 2, 3 -> {
                    close(tab, realm, CloseReason.NORMAL);
                    long pause = (long) (chance.nextDouble() * (GRACE_SECONDS - 1) * 1e9);
                    reopenings.add(new Reopening(System.nanoTime() + pause, hub, user, realm));
                }
                default -> open(hub, user, realm);
            }
        }

        private void openAgain() {
            long now = System.nanoTime();
            List<Reopening> due =
                    reopenings.stream().filter(next -> next.at() - now <= 0).toList();
            reopenings.removeAll(due);
            due.forEach(next -> open(next.hub(), next.user(), next.realm()));
        }

        private void close(Onlooker tab, String realm, CloseReason reason) {
            tabs.remove(tab);
            String who = realm + " " + tab.client().user().id();
            tab.hub().disconnected(tab.client(), reason);
            went(who, reason.equals(CloseReason.NORMAL) ? LeaveReason.LEFT : LeaveReason.LOST);
        }

        @Override
        public void joined(Realm realm, Present member) {
            if (!told.add(realm + " " + member.user())) {
                wrong.add(member.user() + " came twice");
            }
        }

        @Override
        public void left(Realm realm, Present member, LeaveReason reason) {
            String who = realm + " " + member.user();
            leaves.incrementAndGet();
            if (!told.remove(who)) {
                wrong.add(who + " left twice");
            }
            long now = System.nanoTime();
            boolean gone = now - absentSince.getOrDefault(who, now) > (GRACE_SECONDS - 0.1) * 1e9;
            boolean wasGone = late.containsKey(who) && now - late.getOrDefault(who, now) < 2e9;
            if (!gone && !wasGone) {
                wrong.add(who + " left, " + reason + ", and is still here");
            }
            if (!reasons.getOrDefault(who, Set.of()).contains(reason)) {
                wrong.add(who + " left, " + reason + ", but it was " + reasons.get(who));
            }
        }

        int leaves() {
            return leaves.get();
        }

        boolean isTold() {
            return told.equals(count.keySet());
        }

        boolean isSeen() {
            Map<String, Set<String>> byRealm = new TreeMap<>();
            count.keySet().forEach(who -> {
                String[] parts = who.split(" ", -1);
                byRealm.computeIfAbsent(parts[0], r -> new TreeSet<>()).add(parts[1]);
            });
            return tabs.stream().allMatch(tab -> tab.here().equals(byRealm.get(realms.get(tab))));
        }
    }
}
