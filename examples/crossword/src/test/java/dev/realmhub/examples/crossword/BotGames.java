package dev.realmhub.examples.crossword;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.realmhub.examples.crossword.store.RealmStore;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** A number of games that bots play; where one ends, another begins. The two players of a game are on different hubs. */
final class BotGames implements AutoCloseable {
    private static final int THREADS = 4;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final Sessions sessions = new Sessions(CrosswordProcess.SECRET.getBytes(UTF_8));
    private final Set<Bot> bots = ConcurrentHashMap.newKeySet();
    private final Tables tables;
    private final List<Integer> ports;
    private final Bot.Surroundings around;
    private final Semaphore over = new Semaphore(0);
    private final List<String> begun = new CopyOnWriteArrayList<>();

    /** Guarded by this. */
    private boolean ending;

    /** The hubs' ports may be changed: whoever comes, or comes again, comes to those that are there then. */
    BotGames(RealmStore store, List<Integer> ports, Ledger ledger, int thinkMillis) {
        this.tables = new Tables(store, new SecureRandom());
        this.ports = ports;
        this.around = new Bot.Surroundings(HttpClient.newHttpClient(), threads, ledger, thinkMillis);
    }

    void begin(int games) {
        IntStream.range(0, games).forEach(game -> begin());
    }

    private synchronized void begin() {
        if (ending) {
            return;
        }
        String one = sessions.begin("One");
        String other = sessions.begin("Other");
        Table table = tables.open(
                sessions.read(one).orElseThrow(), sessions.read(other).orElseThrow());
        begun.add(table.id());
        around.ledger().games.incrementAndGet();
        bots.add(new Bot(around, () -> ports.get(0), one, table.id(), over::release));
        bots.add(new Bot(around, () -> ports.get(1), other, table.id(), this::next));
    }

    private void next() {
        over.release();
        begin();
    }

    /** Begins no more games, and waits until both players of each have seen its end. Returns all games. */
    List<String> playToTheEnd(Duration patience) throws InterruptedException {
        stopBeginning();
        if (!over.tryAcquire(2 * begun.size(), patience.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError(
                    over.availablePermits() + " of the " + 2 * begun.size() + " players have seen the end");
        }
        return begun;
    }

    private synchronized void stopBeginning() {
        ending = true;
    }

    /** Has all bots go, in the middle of their games. */
    @Override
    public void close() {
        stopBeginning();
        bots.forEach(Bot::leave);
        threads.shutdown();
    }
}
