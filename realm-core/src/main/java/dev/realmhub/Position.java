package dev.realmhub;

/**
 * A place in a realm's stream: everything of the realm up to and including this event. Positions of one epoch compare by
 * sequence; a stream that was lost and begun again is another epoch, and nothing is known between the two.
 *
 * <p>Immutable and thread-safe.
 *
 * @param epoch which life of the stream, 1 to 64 of {@code A-Z a-z 0-9 _ -}
 * @param sequence grows from event to event, with holes: realms share the numbers; 0 is before the first
 */
public record Position(String epoch, long sequence) {
    private static final char SEPARATOR = ':';

    /** Checks both. */
    public Position {
        Names.checkPlain("epoch", epoch);
        if (sequence < 0) {
            throw new IllegalArgumentException("sequence " + sequence + " is below 0");
        }
    }

    /**
     * Reads the text form, {@code "epoch:sequence"}: the reverse of {@link #toString()}.
     *
     * @throws IllegalArgumentException if it is not lawful
     */
    public static Position parse(String text) {
        int separator = text.indexOf(SEPARATOR);
        if (separator < 0) {
            throw new IllegalArgumentException("a position is 'epoch:sequence'");
        }
        return new Position(text.substring(0, separator), sequence(text.substring(separator + 1)));
    }

    /** One text per number: no sign, no leading zero. */
    private static long sequence(String digits) {
        if (!digits.matches("0|[1-9][0-9]{0,18}")) {
            throw new IllegalArgumentException("a position's sequence is a number without sign or leading zero");
        }
        return Long.parseLong(digits);
    }

    /** Returns the text form, {@code "epoch:sequence"}. */
    @Override
    public String toString() {
        return epoch + SEPARATOR + sequence;
    }
}
