package dev.realmhub.examples.crossword.rules;

import java.util.Locale;

/**
 * A turn that the rules refuse. The message is a whole English sentence for the player and names the word, tile or
 * square at fault. The refused turn changes nothing; but see {@link CrosswordGame#checkTime} for clocks. Immutable.
 */
public final class IllegalPlay extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why a turn was refused. */
    public enum Reason {
        /** The tiles do not lie as the rules ask. */
        BAD_PLACEMENT,
        /** A word that the tiles form is not in the word list. */
        BAD_WORD,
        /** Nothing was chosen to exchange, or the bag is too low for an exchange. */
        BAD_EXCHANGE,
        /** A tile is not on the player's rack. */
        NOT_YOUR_TILES,
        /** The other player is to move. */
        NOT_YOUR_TURN,
        /** The turn number is not the current one. */
        STALE_TURN,
        /** The game has ended. */
        GAME_OVER,
        /** The id belongs to neither player. */
        NOT_PLAYER;

        /** The reason as it is sent to a page, such as {@code bad_word}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Reason reason;

    IllegalPlay(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why the turn was refused. */
    public Reason reason() {
        return reason;
    }

    /** Short for {@code reason().code()}. */
    public String code() {
        return reason.code();
    }
}
