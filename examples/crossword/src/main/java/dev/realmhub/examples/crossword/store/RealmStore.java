package dev.realmhub.examples.crossword.store;

import dev.realmhub.FencedException;
import dev.realmhub.Realm;
import java.util.List;
import java.util.Optional;

/**
 * The truth about owned realms: whoever may write is decided here, by epoch and version, whatever backends believe.
 *
 * <p>Thread-safe. All methods may block.
 */
public interface RealmStore {
    /**
     * A game as it is stored.
     *
     * @param version how many times it was saved
     * @param state the application's own
     */
    record Saved(long version, String state) {}

    /** Stores a new realm. Returns whether there was none of that name. */
    boolean create(Realm realm, String state);

    /** Returns a realm as it is stored now; anybody may look. */
    Optional<Saved> read(Realm realm);

    /** Returns the newest realms of a kind, the newest first. */
    List<Realm> newest(String kind, int most);

    /**
     * Takes a game for the owner of an epoch: from then on all lower epochs are refused. To be called when it is opened.
     *
     * @return the game; empty if there is none
     * @throws FencedException if a higher epoch has taken it
     */
    Optional<Saved> take(Realm realm, long epoch);

    /**
     * Saves a game and that a command was run, both or neither.
     *
     * @param version of what it was made from
     * @param command names the command among all of the realm
     * @return whether it was saved; false if that command was run before, and then nothing is changed
     * @throws FencedException if another epoch has taken the game, or it is not of that version any more
     */
    boolean save(Realm realm, long epoch, long version, String command, String state);
}
