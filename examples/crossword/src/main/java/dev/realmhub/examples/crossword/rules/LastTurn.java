package dev.realmhub.examples.crossword.rules;

import java.util.List;
import java.util.Optional;

/** Finds out whether the last turn of a log ended the game, and what that does to the points. */
final class LastTurn {
    /** The game ends after so many turns in a row without a point. */
    static final int SCORELESS_TURNS = 6;

    private LastTurn() {}

    /**
     * Returns how the game ended with the last turn of the log; empty if it goes on.
     *
     * @param racks as they are after it
     * @param scores before the adjustments of the end
     */
    static Optional<Outcome> outcome(List<Turn> log, List<Rack> racks, List<Integer> scores) {
        int seat = log.get(log.size() - 1).player();
        if (racks.get(seat).size() == 0) {
            return Optional.of(byPoints(Outcome.Reason.OUT, scores, adjustedFor(seat, racks)));
        }
        List<Integer> off = List.of(-racks.get(0).value(), -racks.get(1).value());
        return isScoreless(log) ? Optional.of(byPoints(Outcome.Reason.SCORELESS, scores, off)) : Optional.empty();
    }

    /** Only an empty bag leaves a rack empty after its refill: then the other's tiles count for who has none. */
    private static List<Integer> adjustedFor(int seat, List<Rack> racks) {
        int rest = racks.get(1 - seat).value();
        return seat == 0 ? List.of(rest, -rest) : List.of(-rest, rest);
    }

    private static boolean isScoreless(List<Turn> log) {
        int turns = log.size();
        return turns >= SCORELESS_TURNS
                && log.subList(turns - SCORELESS_TURNS, turns).stream().allMatch(turn -> turn.score() == 0);
    }

    private static Outcome byPoints(Outcome.Reason reason, List<Integer> scores, List<Integer> adjust) {
        List<Integer> atLast = List.of(scores.get(0) + adjust.get(0), scores.get(1) + adjust.get(1));
        return Outcome.byPoints(reason, atLast, adjust);
    }
}
