package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Town.House;
import dev.realmhub.Town.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Many towns in virtual time, each with its own comings, goings and faults: who is told to be there is there in the end, and nobody
 * is told to have left who is still here.
 *
 * <p>{@code -Dseed=17} runs one of them again; {@code -Dseeds=5000} runs more.
 */
class PresenceSimulationTest {
    private static final int SEEDS = Integer.getInteger("seeds", 300);
    private static final List<String> REALMS = List.of("game:1", "game:2", "lobby");

    @Test
    void whateverHappensAllAgreeInTheEndAndNobodyIsSaidToHaveLeftWhoIsHere() {
        Long one = Long.getLong("seed");
        LongStream seeds = one != null ? LongStream.of(one) : LongStream.rangeClosed(1, SEEDS);
        assertThat(seeds.parallel().boxed().flatMap(seed -> new Life(seed).live().stream()))
                .isEmpty();
    }

    /** Or it would prove little. */
    @Test
    void manyLeaveForEachReason() {
        Set<String> reasons = new TreeSet<>();
        int leaves = 0;
        for (long seed = 1; seed <= 20; seed++) {
            Life life = new Life(seed);
            life.live();
            for (String line : life.town.heard) {
                if (line.startsWith("-")) {
                    leaves++;
                    reasons.add(line.substring(line.lastIndexOf(' ') + 1));
                }
            }
        }
        assertThat(reasons).contains("LEFT", "LOST", "KICKED", "NODE_DIED");
        assertThat(leaves).isGreaterThan(300);
    }

    /** One run. */
    private static final class Life {
        private static final double GRACE = 5;

        private record Tab(String user, House house, Page page, String realm) {}

        /** A departure of the last tab here of a user. */
        private record Departure(double at, String reason) {}

        private final long seed;
        private final Random chance;

        /** Without a fault: nobody may seem to have left who has not. */
        private final boolean calm;

        private final Town town;
        private final List<House> houses = new ArrayList<>();
        private final List<Tab> tabs = new ArrayList<>();
        private final Map<String, List<Departure>> departures = new HashMap<>();
        private final Map<String, Double> absentSince = new HashMap<>();
        private final Map<String, Double> backTooLate = new HashMap<>();
        private final List<String> wrong = new ArrayList<>();
        private double clock;
        private int hubs;

        Life(long seed) {
            this.seed = seed;
            chance = new Random(seed * 0x9E37_79B9_7F4A_7C15L); // of small seeds the first numbers are much alike
            calm = chance.nextBoolean();
            PresenceConfig config = PresenceConfig.members("game", "lobby");
            town = new Town(seed, config, this::leftIsTrue);
        }

        List<String> live() {
            newHub();
            newHub();
            town.net.lost = !calm && chance.nextBoolean() ? chance.nextInt(30) : 0;
            town.net.slowest = Duration.ofMillis(chance.nextInt(3) == 0 ? 150 : 3);
            while (clock < 60) {
                pass(chance.nextDouble() * 0.4);
                act();
            }
            town.net.lost = 0;
            houses.forEach(house -> house.port().heal());
            town.backendPort.heal();
            pass(20);
            allAgree();
            town.absurd.forEach(this::isWrong);
            return wrong;
        }

        private void isWrong(String what) {
            wrong.add("seed " + seed + ": " + what);
        }

        private void pass(double seconds) {
            town.pass(seconds);
            clock += seconds;
        }

        private void newHub() {
            houses.add(town.hub("hub-" + ++hubs));
        }

        private void act() {
            switch (calm ? chance.nextInt(2, 40) : chance.nextInt(40)) {
                case 0 -> kill();
                case 1 -> cut();
                case 2, 3, 4, 5 -> anyTab(tab -> reopen(tab));
                case 6, 7, 8, 9, 10 -> anyTab(tab -> close(tab, CloseReason.NORMAL));
                case 11, 12, 13, 14 -> anyTab(tab -> close(tab, CloseReason.GONE));
                case 15 -> anyTab(this::kick);
                default -> open("u" + chance.nextInt(12), REALMS.get(chance.nextInt(3)));
            }
        }

        private void anyTab(Consumer<Tab> what) {
            if (!tabs.isEmpty()) {
                what.accept(tabs.get(chance.nextInt(tabs.size())));
            }
        }

        private void open(String user, String realm) {
            House house = houses.get(chance.nextInt(houses.size()));
            tabs.add(new Tab(user, house, house.open(user, "/" + realm), realm));
            isBack(realm + " " + user);
            isBack("online " + user);
        }

        private void isBack(String who) {
            Double since = absentSince.remove(who);
            if (since != null && clock - since >= GRACE) {
                backTooLate.put(who, clock);
            }
        }

        private void close(Tab tab, CloseReason reason) {
            tab.house().close(tab.page(), reason);
            gone(tab, LeaveReason.of(reason).toString());
        }

        private void kick(Tab tab) {
            tab.house().hub().kick(tab.page().client(), CloseReason.FORBIDDEN);
            gone(tab, "KICKED");
        }

        private void gone(Tab tab, String reason) {
            tabs.remove(tab);
            gone(
                    tab.realm() + " " + tab.user(),
                    reason,
                    tabs.stream()
                            .noneMatch(other -> other.user().equals(tab.user())
                                    && other.realm().equals(tab.realm())));
            gone(
                    "online " + tab.user(),
                    reason,
                    tabs.stream().noneMatch(other -> other.user().equals(tab.user())));
        }

        private void gone(String who, String reason, boolean last) {
            departures.computeIfAbsent(who, w -> new ArrayList<>()).add(new Departure(clock, reason));
            if (last) {
                absentSince.putIfAbsent(who, clock);
            }
        }

        /** The page loads again, somewhere. */
        private void reopen(Tab tab) {
            close(tab, CloseReason.NORMAL);
            pass(chance.nextDouble() * (GRACE - 0.5));
            open(tab.user(), tab.realm());
        }

        /** Its clients come back to another one. */
        private void kill() {
            House house = houses.remove(chance.nextInt(houses.size()));
            house.port().cut = true;
            newHub();
            List<Tab> lost =
                    tabs.stream().filter(tab -> tab.house().equals(house)).toList();
            lost.forEach(tab -> gone(tab, "NODE_DIED"));
            pass(chance.nextDouble() * 4);
            lost.stream().filter(tab -> chance.nextInt(3) > 0).forEach(tab -> open(tab.user(), tab.realm()));
        }

        /** A link is down for a while, and knows it, or does not. */
        private void cut() {
            NoteNet.Port port = chance.nextInt(3) == 0
                    ? town.backendPort
                    : houses.get(chance.nextInt(houses.size())).port();
            if (chance.nextBoolean()) {
                port.cutAndTell();
            } else {
                port.cut = true;
            }
            pass(chance.nextDouble() * (chance.nextInt(3) == 0 ? 12 : 3));
            port.heal();
        }

        /** At the moment when the backend is told that somebody has left. While notes get lost, he may seem to have. */
        private void leftIsTrue(String leave) {
            if (!calm) {
                return;
            }
            String who = leave.substring(0, leave.lastIndexOf(' '));
            String reason = leave.substring(leave.lastIndexOf(' ') + 1);
            double now = town.time.nanoTime() / 1e9;
            List<Departure> lately = departures.getOrDefault(who, List.of()).stream()
                    .filter(one -> now - one.at() < 8)
                    .toList();
            boolean kicked = lately.stream().anyMatch(one -> one.reason().equals("KICKED"));
            boolean goneLong = now - absentSince.getOrDefault(who, now) >= GRACE;
            boolean wasGoneLong = now - backTooLate.getOrDefault(who, -100.0) < 1.5;
            if (!kicked && !goneLong && !wasGoneLong) {
                isWrong(who + " was said to have left at " + now + ", and is here, or was just now");
            }
            if (lately.stream().noneMatch(one -> one.reason().equals(reason))) {
                isWrong(who + " was said to have left at " + now + ", " + reason + ", but it was " + lately);
            }
        }

        private void allAgree() {
            Map<String, TreeSet<String>> truth = new TreeMap<>();
            for (Tab tab : tabs) {
                truth.computeIfAbsent(tab.realm(), r -> new TreeSet<>()).add(tab.user());
                truth.computeIfAbsent("online", r -> new TreeSet<>()).add(tab.user());
            }
            town.told.values().removeIf(Set::isEmpty);
            if (!town.told.equals(truth)) {
                isWrong("the backend was told " + town.told + ", but it is " + truth);
            }
            for (Tab tab : tabs) {
                Set<String> seen = new TreeSet<>();
                for (String user : tab.page().knows(tab.realm()).split(" ", -1)) {
                    seen.add(user.replaceAll("\\*.*", ""));
                }
                if (!seen.equals(truth.get(tab.realm()))) {
                    isWrong(tab.user() + " sees " + seen + " in " + tab.realm() + ", but it is "
                            + truth.get(tab.realm()));
                }
            }
        }
    }
}
