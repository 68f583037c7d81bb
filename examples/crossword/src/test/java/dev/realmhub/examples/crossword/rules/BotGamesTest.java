package dev.realmhub.examples.crossword.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BotGamesTest {
    private static final int GAMES = 200;

    @Test
    void twoHundredGamesKeepTilesWordsAndScoresRightToTheEnd() {
        Map<Outcome.Reason, Integer> endings = new EnumMap<>(Outcome.Reason.class);
        for (long seed = 0; seed < GAMES; seed++) {
            CrosswordGame finished = playToTheEnd(seed);
            endings.merge(finished.outcome().orElseThrow().reason(), 1, Integer::sum);
        }

        assertThat(endings).containsOnlyKeys(Outcome.Reason.values());
    }

    private static CrosswordGame playToTheEnd(long seed) {
        BotGame bots = new BotGame(seed);
        while (!bots.isOver()) {
            int turn = bots.game.turn();
            bots.playTurn();
            assertThat(bots.game.turn()).isEqualTo(turn + 1);
            assertTilesAreConserved(bots.game);
            assertScoresAreTheSumOfTheLog(bots.game);
            assertEveryWordIsInTheList(bots.game.board());
        }
        assertTheWinnerLeadsUnlessTheOtherGaveUp(bots.game);
        return bots.game;
    }

    private static void assertTilesAreConserved(CrosswordGame game) {
        String onBoard = String.join("", game.board().rows()).replace(".", "").replaceAll("[a-z]", "?");
        String onRacks = game.racks().get(0).letters() + game.racks().get(1).letters();

        assertThat(sorted(onBoard + onRacks + game.bagContents())).isEqualTo(sorted(Tiles.ENGLISH));
        assertThat(game.rackSizes()).allMatch(size -> size == Rack.SIZE || game.bagCount() == 0);
    }

    private static void assertScoresAreTheSumOfTheLog(CrosswordGame game) {
        List<Integer> adjust = game.outcome().map(Outcome::adjust).orElse(List.of(0, 0));

        assertThat(game.scores()).containsExactly(sum(game, 0) + adjust.get(0), sum(game, 1) + adjust.get(1));
    }

    private static int sum(CrosswordGame game, int player) {
        return game.log().stream()
                .filter(turn -> turn.player() == player)
                .mapToInt(Turn::score)
                .sum();
    }

    private static void assertEveryWordIsInTheList(Board board) {
        Stream<String> lines = Stream.concat(board.rows().stream(), board.transposed().rows().stream());

        assertThat(lines.flatMap(line -> Stream.of(line.split("\\.+", -1))).filter(run -> run.length() > 1))
                .allMatch(WordList.english()::contains);
    }

    private static void assertTheWinnerLeadsUnlessTheOtherGaveUp(CrosswordGame game) {
        Outcome outcome = game.outcome().orElseThrow();
        int lead = game.scores().get(0) - game.scores().get(1);
        switch (outcome.reason()) {
            case OUT, SCORELESS -> {
                Integer leader = lead > 0 ? 0 : 1;
                assertThat(outcome.winner()).isEqualTo(lead == 0 ? null : leader);
            }
            case RESIGN, TIME ->
                assertThat(outcome.winner())
                        .isEqualTo(1 - game.log().get(game.log().size() - 1).player());
        }
    }

    private static String sorted(String tiles) {
        return tiles.chars()
                .sorted()
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
