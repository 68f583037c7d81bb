package dev.realmhub.examples.crossword;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Realm;
import dev.realmhub.examples.crossword.rules.Outcome.Reason;
import dev.realmhub.examples.crossword.rules.SavedGame;
import dev.realmhub.examples.crossword.store.PostgresStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both hubs and both backends are replaced, one after the other, while bots play: every game that was begun is played to its end,
 * and no player loses a turn or has to hear that something did not work.
 *
 * <p>{@code ./test --long}, that is {@code -Drealmhub.games=100}, plays 100 games at once. Writes {@code target/rolling-restart.md}.
 */
class RollingRestartTest {
    /** A tenth of a long test's, and at least four. */
    private static final int GAMES = Integer.getInteger("realmhub.games", 10) >= 100 ? 100 : 4;

    private static final int THINK_MILLIS = GAMES == 100 ? 1_500 : 300;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    private final Ledger ledger = new Ledger();

    @Test
    void everyGameIsPlayedToItsEnd() throws Exception {
        try (Cluster cluster = new Cluster(folder, 2)) {
            List<Integer> ports = new CopyOnWriteArrayList<>(cluster.ports);
            PostgresStore store = cluster.store();
            List<String> games;
            long began;
            long rolled;
            try (BotGames playing = new BotGames(store, ports, ledger, THINK_MILLIS)) {
                playing.begin(GAMES);
                began = System.nanoTime();
                for (int index = 0; index < 2; index++) {
                    int one = index;
                    cluster.rollHub(one, port -> ports.set(one, port));
                    cluster.rollBackend(one);
                }
                rolled = System.nanoTime();
                games = playing.playToTheEnd(PATIENCE);
            }
            report(games.size(), Duration.ofNanos(rolled - began));
            games.forEach(game -> endsByTheRules(game, store));
        }
        assertThat(ledger.cameAgain.get()).as("players who came to another hub").isGreaterThanOrEqualTo(GAMES);
        assertThat(ledger.violations).isEmpty();
        assertThat(ledger.outcomes).as("what players were told of their turns").containsOnlyKeys("ok");
        assertThat(ledger.worstClock.get()).as("ms a clock was off").isLessThanOrEqualTo(1_000);
    }

    /** Nobody gave up, and nobody's time ran out; of each turn but perhaps the last a player was told that it was made. */
    private void endsByTheRules(String id, PostgresStore store) {
        SavedGame game = StoredRealm.stateOf(store.read(Realm.of("game", id)).orElseThrow(), TableState.class)
                .game();
        assertThat(Objects.requireNonNull(game.outcome(), id).reason()).as(id).isIn(Reason.OUT, Reason.SCORELESS);
        int turns = game.log().size();
        assertThat(ledger.acknowledged.stream()
                        .filter(told -> told.attempt().game().equals(id))
                        .map(told -> told.attempt().turn()))
                .as("turns of " + id)
                .doesNotHaveDuplicates()
                .containsAll(IntStream.range(1, turns).boxed().toList())
                .allMatch(turn -> turn <= turns);
    }

    private void report(int games, Duration rolled) throws Exception {
        String row = String.format(
                "| %d | %d | %,d | %.0f | %d | %s | %d |%n",
                GAMES,
                games,
                ledger.acknowledged.size(),
                rolled.toMillis() / 1e3,
                ledger.cameAgain.get(),
                ledger.outcomes,
                ledger.worstClock.get());
        System.out.println(row);
        Files.writeString(Path.of("target", "rolling-restart.md"), row);
    }
}
