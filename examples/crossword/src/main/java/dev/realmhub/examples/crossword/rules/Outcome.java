package dev.realmhub.examples.crossword.rules;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a game ended. Immutable.
 *
 * @param winner 0 or 1; null when the scores are equal
 * @param adjust points added to each score at the end, negative when taken off; the scores already hold them
 */
public record Outcome(@Nullable Integer winner, Reason reason, List<Integer> adjust) {
    /** Why a game ended. */
    public enum Reason {
        /** A player has no tiles and the bag is empty. */
        OUT,
        /** Six turns in a row scored nothing. */
        SCORELESS,
        /** A player gave up. */
        RESIGN,
        /** A clock ran out. */
        TIME;

        /** The reason as it is sent to a page, such as {@code out}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Copies the list. */
    public Outcome {
        adjust = List.copyOf(adjust);
    }

    /** The end of a game that the points decide; the scores already hold the adjustments. */
    static Outcome byPoints(Reason reason, List<Integer> scores, List<Integer> adjust) {
        int lead = scores.get(0) - scores.get(1);
        Integer winner = lead > 0 ? 0 : 1;
        return new Outcome(lead == 0 ? null : winner, reason, adjust);
    }

    /** The end of a game that one player lost whatever the points. */
    static Outcome lostBy(int seat, Reason reason) {
        return new Outcome(1 - seat, reason, List.of(0, 0));
    }
}
