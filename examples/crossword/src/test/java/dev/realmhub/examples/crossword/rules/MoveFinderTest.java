package dev.realmhub.examples.crossword.rules;

import static dev.realmhub.examples.crossword.rules.Given.across;
import static dev.realmhub.examples.crossword.rules.Given.board;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoveFinderTest {
    private static final WordList ENGLISH = WordList.english();

    @ParameterizedTest
    @CsvSource({
        "1, 0, AET?",
        "2, 1, RSE",
        "3, 2, TO?",
        "4, 3, ANIE",
        "5, 4, LD?",
        "6, 5, STAR",
        "7, 6, E??",
        "8, 8, GIN?"
    })
    void itFindsWhatTryingEverythingFinds(long seed, int turns, String rack) {
        WordList words = BruteForce.someWords(seed);
        Board board = boardAfter(turns, words, new Random(seed));

        List<Play> found = new MoveFinder(words).all(board, new Rack(rack));

        assertThat(found).isNotEmpty().doesNotHaveDuplicates();
        assertThat(described(found)).isEqualTo(described(BruteForce.all(board, new Rack(rack), words)));
    }

    @Test
    void aLoneTileThatReadsBothWaysIsFoundOnce() {
        Board cross = board(across(7, 6, "C.T"), Given.down(6, 7, "B.G"));
        WordList words = WordList.of(List.of("cat", "bag"));

        assertThat(new MoveFinder(words).all(cross, new Rack("A"))).hasSize(1);
    }

    @Test
    void itFindsTheBestOpening() {
        Play best = best(Board.empty(), "QUARTZY");

        assertThat(best.words()).containsExactly("QUARTZ");
        // On a double letter the Q is worth 20; the word then ends on or passes the centre, which doubles it.
        assertThat(best.score()).isEqualTo((10 * 2 + 1 + 1 + 1 + 1 + 10) * 2);
    }

    @Test
    void nothingToPlayIsAnEmptyAnswer() {
        assertThat(new MoveFinder(ENGLISH).best(Board.empty(), new Rack("QZ"))).isEmpty();
        assertThat(new MoveFinder(ENGLISH).best(Board.empty(), new Rack(""))).isEmpty();
    }

    @Test
    void theBestOfAllIsTheBest() {
        Board board = boardAfter(6, ENGLISH, new Random(9));
        MoveFinder finder = new MoveFinder(ENGLISH);
        Rack rack = new Rack("AEINR?T");

        int highest = finder.all(board, rack).stream()
                .max(Comparator.comparingInt(Play::score))
                .orElseThrow()
                .score();

        assertThat(finder.best(board, rack).orElseThrow().score()).isEqualTo(highest);
    }

    @Test
    void theSameQuestionGetsTheSameAnswer() {
        Board board = boardAfter(6, ENGLISH, new Random(9));

        assertThat(best(board, "AEINR?T")).isEqualTo(best(board, "AEINR?T"));
    }

    private static Play best(Board board, String rack) {
        return new MoveFinder(ENGLISH).best(board, new Rack(rack)).orElseThrow();
    }

    /** A board after some turns of a player who always finds the best word. */
    private static Board boardAfter(int turns, WordList words, Random random) {
        MoveFinder finder = new MoveFinder(words);
        Board board = Board.empty();
        for (int turn = 0; turn < turns; turn++) {
            Rack rack = new Rack(new Bag(Tiles.ENGLISH, random).draw(Rack.SIZE));
            board = finder.best(board, rack).map(Play::tiles).map(board::with).orElse(board);
        }
        return board;
    }

    private static Set<String> described(List<Play> plays) {
        Set<String> lines = new TreeSet<>();
        plays.forEach(play -> lines.add(sorted(play) + " " + play.words() + " " + play.score()));
        return lines;
    }

    private static List<Placement> sorted(Play play) {
        return play.tiles().stream()
                .sorted(Comparator.comparingInt(Placement::row).thenComparingInt(Placement::col))
                .toList();
    }
}
