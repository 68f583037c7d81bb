package dev.realmhub.examples.crossword.rules;

/** Reads and scores the words that run through a square once the new tiles lie there. Immutable. */
final class WordReader {
    private final Board before;
    private final Board after;

    WordReader(Board before, Board after) {
        this.before = before;
        this.after = after;
    }

    /** The word through that square; one letter long when nothing lies before or behind it. */
    Word read(Placement tile, Direction direction) {
        int back = 0;
        while (after.hasTile(
                tile.row() - (back + 1) * direction.rowStep, tile.col() - (back + 1) * direction.colStep)) {
            back++;
        }
        return readFrom(tile.row() - back * direction.rowStep, tile.col() - back * direction.colStep, direction);
    }

    private Word readFrom(int startRow, int startCol, Direction direction) {
        StringBuilder text = new StringBuilder(Board.SIZE);
        int sum = 0;
        int factor = 1;
        for (int row = startRow, col = startCol;
                after.hasTile(row, col);
                row += direction.rowStep, col += direction.colStep) {
            char mark = after.markAt(row, col);
            Premium premium = premiumAt(row, col);
            text.append(Character.toUpperCase(mark));
            sum += Tiles.valueOf(mark) * premium.letterFactor;
            factor *= premium.wordFactor;
        }
        return new Word(text.toString(), sum * factor);
    }

    private Premium premiumAt(int row, int col) {
        return before.hasTile(row, col) ? Premium.NONE : Layout.premiumAt(row, col);
    }
}
