package dev.realmhub.examples.crossword;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Realm;
import dev.realmhub.examples.crossword.Ledger.Acknowledged;
import dev.realmhub.examples.crossword.rules.Turn;
import dev.realmhub.examples.crossword.store.PostgresStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bots play on two hubs and three backends, of which one after the other is killed, one stands still, and one is asked to go. Every
 * turn that a bot was told was made is in the database, once; none was made twice or late; clocks stay right.
 *
 * <p>{@code ./test --long}, that is {@code -Drealmhub.games=100 -Drealmhub.kills=24 -Drealmhub.think=2000}, takes three minutes more. Writes {@code target/owned-games.md}.
 */
class GamesUnderFireTest {
    private static final int GAMES = Integer.getInteger("realmhub.games", 10);
    private static final int KILLS = Integer.getInteger("realmhub.kills", 3);
    private static final int THINK_MILLIS = Integer.getInteger("realmhub.think", 700);
    private static final long DEADLINE_MILLIS = 5_000;

    /** From one kill to the next, whatever the machine has got done by then. */
    private static final long KILL_EVERY_MILLIS = 5_000;

    /** What a supervisor waits for, so as not to start the next one into the takeover. */
    private static final long START_AFTER_MILLIS = 1_000;

    /** Of each game, on average, after a fault that is not a kill. */
    private static final int TURNS_BETWEEN = 2;

    /** Nobody who has run for a moment only is killed first: a new JVM does all for the first time. */
    private static final int TURNS_BEFORE = 3 * TURNS_BETWEEN;

    private static final int SLOWEST = 5;

    @TempDir
    Path folder;

    private final Ledger ledger = new Ledger();
    private final List<Fault> crashes = new ArrayList<>();
    private final List<Fault> hangs = new ArrayList<>();

    /** When it began, and the games that had another owner before the next. */
    private record Fault(long at, Set<String> taken) {}

    /** The first turn of a game since its owner failed, and how long its player waited from then on. */
    private record Takeover(Acknowledged turn, long millis) {}

    @Test
    void whateverBackendsDieEveryTurnIsMadeOnce() throws Exception {
        try (Cluster cluster = new Cluster(folder)) {
            PostgresStore store = cluster.store();
            try (BotGames games = new BotGames(store, cluster.ports, ledger, THINK_MILLIS)) {
                games.begin(GAMES);
                ledger.awaitTurns(TURNS_BEFORE * GAMES);
                for (int kill = 0; kill < KILLS; kill++) {
                    kill(cluster, kill);
                }
                freeze(cluster, KILLS);
                int unnoticed = noticed();
                drain(cluster, KILLS + 1);
                assertThat(noticed())
                        .as("outcomes but ok while a backend is asked to go")
                        .isEqualTo(unnoticed);
            }
            report();
            everyTurnIsStoredOnce(store);
            noneWasLate(cluster.stored());
        }
        assertThat(ledger.violations).isEmpty();
        assertThat(ledger.worstClock.get()).as("ms a clock was off").isLessThanOrEqualTo(1_000);
    }

    private void kill(Cluster cluster, int index) throws Exception {
        Map<String, Long> before = cluster.epochs();
        long at = System.currentTimeMillis();
        cluster.backend(index).kill();
        playUntil(at + START_AFTER_MILLIS);
        cluster.replaceBackend(index);
        long ready = System.currentTimeMillis();
        playUntil(at + KILL_EVERY_MILLIS);
        Fault crash = new Fault(at, taken(before, cluster.epochs()));
        System.out.printf(
                "kill %d of %d: %d games taken over, the next backend ready after %d ms%n",
                index + 1, KILLS, crash.taken().size(), ready - at);
        crashes.add(crash);
    }

    private void playUntil(long when) throws InterruptedException {
        while (System.currentTimeMillis() < when) {
            ledger.awaitTurns(1);
        }
    }

    /** It stands still until others have taken its games, which is when it was silent for 2 s, and goes on to find that out. */
    private void freeze(Cluster cluster, int index) throws Exception {
        Map<String, Long> before = cluster.epochs();
        long at = System.currentTimeMillis();
        cluster.backend(index).signal("STOP");
        while (taken(before, cluster.epochs()).isEmpty()) {
            ledger.awaitTurns(1);
        }
        cluster.backend(index).signal("CONT");
        ledger.awaitTurns(2 * TURNS_BETWEEN * GAMES);
        hangs.add(new Fault(at, taken(before, cluster.epochs())));
    }

    private void drain(Cluster cluster, int index) throws Exception {
        cluster.backend(index).terminate();
        ledger.awaitTurns(TURNS_BETWEEN * GAMES);
        cluster.replaceBackend(index);
    }

    private int noticed() {
        return ledger.outcomes.entrySet().stream()
                .filter(outcome -> !outcome.getKey().equals("ok"))
                .mapToInt(outcome -> outcome.getValue().get())
                .sum();
    }

    /** Of each game that was taken, the first turn that was made after the fault, however long after. */
    private List<Takeover> takeovers(List<Fault> faults) {
        List<Takeover> all = new ArrayList<>();
        for (Fault fault : faults) {
            Set<String> awaited = new HashSet<>(fault.taken());
            for (Acknowledged turn : ledger.acknowledged) {
                if (turn.answered() >= fault.at()
                        && awaited.remove("game:" + turn.attempt().game())) {
                    all.add(new Takeover(turn, turn.answered() - Math.max(fault.at(), turn.firstSent())));
                }
            }
        }
        return all;
    }

    /** Returns the games that have another owner since. */
    private static Set<String> taken(Map<String, Long> before, Map<String, Long> after) {
        return before.keySet().stream()
                .filter(realm -> !Objects.equals(before.get(realm), after.get(realm)))
                .collect(Collectors.toSet());
    }

    private void everyTurnIsStoredOnce(PostgresStore store) {
        assertThat(ledger.acknowledged).hasSizeGreaterThan(GAMES);
        for (Acknowledged told : ledger.acknowledged) {
            List<Turn> log = log(store, told.attempt().game());
            Turn made = log.get(told.attempt().turn() - 1);
            assertThat(made.turn()).isEqualTo(told.attempt().turn());
            assertThat(made.player()).isEqualTo(told.attempt().seat());
            assertThat(made.tiles().stream().map(Messages.Tile::of).toList())
                    .isEqualTo(tilesOf(told.attempt().payload()));
        }
    }

    private static List<Messages.Tile> tilesOf(String payload) {
        List<Messages.Tile> tiles = Json.stored(payload, Messages.Move.class).tiles();
        return tiles == null ? List.of() : tiles;
    }

    private static List<Turn> log(PostgresStore store, String game) {
        return StoredRealm.stateOf(store.read(Realm.of("game", game)).orElseThrow(), TableState.class)
                .game()
                .log();
    }

    /** A turn is stored when it is made; at the latest a moment after the deadline of the last time that it was sent. */
    private void noneWasLate(Map<String, Long> stored) {
        ledger.lastSent.forEach((id, sent) -> {
            Long at = stored.entrySet().stream()
                    .filter(command -> command.getKey().endsWith("/" + id))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(sent);
            assertThat(at).as(id).isLessThanOrEqualTo(sent + DEADLINE_MILLIS + 1_000);
        });
    }

    private void report() throws Exception {
        List<Takeover> afterCrash = takeovers(crashes);
        List<Takeover> afterHang = takeovers(hangs);
        String row = String.format(
                "| %d | %,d | %d | %d | %s | %s | %d | %d | %d |%n",
                ledger.games.get(),
                ledger.acknowledged.size(),
                KILLS,
                afterCrash.size(),
                percentiles(afterCrash),
                percentiles(afterHang),
                ledger.count("unknown"),
                ledger.retried.get(),
                ledger.worstClock.get());
        System.out.println(ledger.outcomes + "\n" + row);
        tellSlowest(afterCrash);
        tellSlowest(afterHang);
        Files.writeString(Path.of("target", "owned-games.md"), row);
    }

    private static String percentiles(List<Takeover> takeovers) {
        List<Long> sorted = takeovers.stream().map(Takeover::millis).sorted().toList();
        return sorted.isEmpty()
                ? "-"
                : sorted.get(sorted.size() / 2) + " / " + sorted.get((sorted.size() * 99 - 1) / 100) + " / "
                        + sorted.get(sorted.size() - 1);
    }

    private void tellSlowest(List<Takeover> takeovers) {
        takeovers.stream()
                .sorted(Comparator.comparingLong(Takeover::millis).reversed())
                .limit(SLOWEST)
                .forEach(slow -> System.out.println(slow.millis() + " ms: " + ledger.story(slow.turn())));
    }
}
