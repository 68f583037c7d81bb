package dev.realmhub.examples.crossword.rules;

import dev.realmhub.examples.crossword.rules.IllegalPlay.Reason;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How tiles may lie, whatever they spell. Stateless, safe from any thread. */
final class PlacementRules {
    private PlacementRules() {}

    /** Checks that each tile goes on a free square of its own; only then may the tiles be put on the board. */
    static void checkSquares(Board board, List<Placement> tiles) {
        if (tiles.isEmpty()) {
            throw bad("Place at least one tile.");
        }
        Set<String> taken = new HashSet<>();
        for (Placement tile : tiles) {
            if (board.hasTile(tile.row(), tile.col())) {
                throw bad("A tile already lies on " + tile.squareName() + ".");
            }
            if (!taken.add(tile.squareName())) {
                throw bad("Only one tile can go on " + tile.squareName() + ".");
            }
        }
    }

    /** Checks that the tiles, on free squares, make one unbroken line that meets the board as it must. */
    static void checkLine(Board before, Board after, List<Placement> tiles, Direction direction) {
        checkOneLine(tiles, direction);
        checkNoGap(after, tiles, direction);
        if (before.tileCount() == 0) {
            checkFirst(tiles);
        } else if (tiles.stream().noneMatch(tile -> before.touches(tile.row(), tile.col()))) {
            throw bad("The tiles must touch a tile on the board.");
        }
    }

    /** The way the main word runs; a lone tile reads across if it can. */
    static Direction directionOf(Board board, List<Placement> tiles) {
        Placement first = tiles.get(0);
        if (tiles.size() == 1) {
            return board.hasTileBeside(first.row(), first.col()) ? Direction.ACROSS : Direction.DOWN;
        }
        return first.row() == tiles.get(1).row() ? Direction.ACROSS : Direction.DOWN;
    }

    private static void checkOneLine(List<Placement> tiles, Direction direction) {
        Placement first = tiles.get(0);
        boolean oneLine = tiles.stream()
                .allMatch(
                        tile -> direction == Direction.ACROSS ? tile.row() == first.row() : tile.col() == first.col());
        if (!oneLine) {
            throw bad("The tiles must lie in one row or in one column.");
        }
    }

    private static void checkNoGap(Board after, List<Placement> tiles, Direction direction) {
        int lastRow = tiles.stream().mapToInt(Placement::row).max().orElseThrow();
        int lastCol = tiles.stream().mapToInt(Placement::col).max().orElseThrow();
        int row = tiles.stream().mapToInt(Placement::row).min().orElseThrow();
        int col = tiles.stream().mapToInt(Placement::col).min().orElseThrow();
        while (row <= lastRow && col <= lastCol) {
            if (!after.hasTile(row, col)) {
                throw bad("There is a gap at " + Placement.name(row, col) + ".");
            }
            row += direction.rowStep;
            col += direction.colStep;
        }
    }

    private static void checkFirst(List<Placement> tiles) {
        if (tiles.stream().noneMatch(tile -> tile.row() == Layout.CENTRE && tile.col() == Layout.CENTRE)) {
            throw bad("The first word must cover the centre square.");
        }
        if (tiles.size() < 2) {
            throw bad("The first word needs at least two tiles.");
        }
    }

    private static IllegalPlay bad(String message) {
        return new IllegalPlay(Reason.BAD_PLACEMENT, message);
    }
}
