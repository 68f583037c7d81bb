package dev.realmhub.examples.crossword.rules;

import dev.realmhub.examples.crossword.rules.IllegalPlay.Reason;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tiles put on a board where the rules allow it, with the words they form. Immutable, safe from any thread.
 *
 * @param tiles in the order they were given
 * @param main the word along the line of the tiles
 * @param crosses the words that single tiles form across that line, in the order of the tiles
 * @param score all words together, and 50 more for seven tiles
 */
public record Play(List<Placement> tiles, Word main, List<Word> crosses, int score) {
    /** Points for placing a full rack in one turn. */
    public static final int FULL_RACK_BONUS = 50;

    /** Copies the lists. */
    public Play {
        tiles = List.copyOf(tiles);
        crosses = List.copyOf(crosses);
    }

    /**
     * Reads and scores the play; does not look words up.
     *
     * @throws IllegalPlay with code {@code bad_placement} when the tiles may not lie like that
     */
    static Play of(Board board, List<Placement> tiles) {
        PlacementRules.checkSquares(board, tiles);
        Board after = board.with(tiles);
        Direction direction = PlacementRules.directionOf(after, tiles);
        PlacementRules.checkLine(board, after, tiles, direction);
        return read(new WordReader(board, after), tiles, direction);
    }

    private static Play read(WordReader reader, List<Placement> tiles, Direction direction) {
        Word main = reader.read(tiles.get(0), direction);
        List<Word> crosses = tiles.stream()
                .map(tile -> reader.read(tile, direction.other()))
                .filter(word -> word.text().length() > 1)
                .toList();
        int bonus = tiles.size() == Rack.SIZE ? FULL_RACK_BONUS : 0;
        int score = main.score() + crosses.stream().mapToInt(Word::score).sum() + bonus;
        return new Play(tiles, main, crosses, score);
    }

    /** The main word first, then the crosses; capitals. */
    public List<String> words() {
        return Stream.concat(Stream.of(main), crosses.stream()).map(Word::text).toList();
    }

    /**
     * This play, once every word is known to be in the list.
     *
     * @throws IllegalPlay with code {@code bad_word} naming the first that is not
     */
    Play checkedBy(WordList list) {
        for (String word : words()) {
            if (!list.contains(word)) {
                throw new IllegalPlay(Reason.BAD_WORD, word + " is not in the word list.");
            }
        }
        return this;
    }

    /** The tiles as they lay on the rack, {@code ?} for a blank. */
    static String rackTilesOf(List<Placement> tiles) {
        StringBuilder rackTiles = new StringBuilder();
        tiles.forEach(tile -> rackTiles.append(tile.tile()));
        return rackTiles.toString();
    }
}
