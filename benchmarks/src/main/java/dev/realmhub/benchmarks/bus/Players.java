package dev.realmhub.benchmarks.bus;

import dev.realmhub.Client;
import dev.realmhub.ClientProtocol;
import dev.realmhub.Handshake;
import dev.realmhub.Hub;
import dev.realmhub.Outcome;
import dev.realmhub.Payload;
import dev.realmhub.Realm;
import dev.realmhub.User;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Clients that send moves, two in each game, and how long each move took. */
final class Players {
    private static final int MOST = 1 << 20;
    private static final Payload MOVE = Payload.text("1 x");

    private final Hub hub;
    private final String kind;
    private final AtomicInteger taken = new AtomicInteger();
    private final long[] micros = new long[MOST];
    private final LongAdder others = new LongAdder();
    private final Outcome expected;
    private volatile boolean asFastAsPossible;
    private volatile boolean on;

    /** What was measured. */
    record Reading(long commands, double perSecond, double p50Millis, double p99Millis, long others) {}

    /** One who has at most one move under way. */
    private final class Player implements ClientProtocol {
        private volatile long sentAt;
        private volatile @Nullable Client client;

        void move() {
            Client connected = client;
            if (sentAt == 0 && connected != null) {
                sentAt = System.nanoTime();
                hub.receive(connected, MOVE);
            }
        }

        private void heard(String outcome) {
            long took = System.nanoTime() - sentAt;
            sentAt = 0;
            if (on && outcome.equals(expected.toString())) {
                int at = taken.getAndIncrement();
                if (at < MOST) {
                    micros[at] = took / 1_000;
                }
            } else if (on) {
                others.increment();
            }
            if (asFastAsPossible) {
                move();
            }
        }

        @Override
        public String name() {
            return "figures";
        }

        @Override
        public @Nullable Payload encode(FromHub message) {
            return message instanceof Answer answer
                    ? Payload.text(answer.outcome().toString())
                    : null;
        }

        @Override
        public List<ToHub> decode(Payload frame) {
            return List.of(new Send(1, "move", "", Payload.text("x")));
        }
    }

    Players(Hub hub, String kind, Outcome expected) {
        this.hub = hub;
        this.kind = kind;
        this.expected = expected;
    }

    /** Measures as many moves as they can make, each when the one before has its outcome. */
    Reading asFastAsTheyCan(int players, int games, Duration time) throws InterruptedException {
        List<Player> all = connected(players, games);
        asFastAsPossible = true;
        all.forEach(Player::move);
        Reading reading = measured(time);
        asFastAsPossible = false;
        return reading;
    }

    /** Measures so many moves a second, evenly; whoever has one under way makes none. */
    Reading atRate(int players, int games, int rate, Duration time) throws InterruptedException {
        List<Player> all = connected(players, games);
        Thread sender = new Thread(() -> send(all, rate));
        sender.setDaemon(true);
        sender.start();
        Reading reading = measured(time);
        sender.interrupt();
        sender.join();
        return reading;
    }

    private static void send(List<Player> all, int rate) {
        long begin = System.nanoTime();
        for (long sent = 0; !Thread.currentThread().isInterrupted(); ) {
            long due = (long) (Meter.seconds(System.nanoTime() - begin) * rate);
            for (; sent < due; sent++) {
                all.get((int) (sent % all.size())).move();
            }
            java.util.concurrent.locks.LockSupport.parkNanos(500_000);
        }
    }

    private List<Player> connected(int players, int games) {
        return IntStream.range(0, players)
                .mapToObj(i -> {
                    Player player = new Player();
                    Realm game = Realm.of(kind, Integer.toString(i % games));
                    player.client =
                            hub.connect(Handshake.of("/" + game), User.of("u" + i), player, new Socket(player::heard));
                    return player;
                })
                .toList();
    }

    /** First they warm up for half the time. */
    private Reading measured(Duration time) throws InterruptedException {
        Node.pause(time.dividedBy(2));
        taken.set(0);
        others.reset();
        long begin = System.nanoTime();
        on = true;
        Node.pause(time);
        on = false;
        double seconds = Meter.seconds(System.nanoTime() - begin);
        long[] sorted = Arrays.copyOf(micros, Math.min(MOST, taken.get()));
        Arrays.sort(sorted);
        return new Reading(
                sorted.length,
                sorted.length / seconds,
                Meter.percentile(sorted, 0.5),
                Meter.percentile(sorted, 0.99),
                others.sum());
    }
}
