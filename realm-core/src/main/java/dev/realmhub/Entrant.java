package dev.realmhub;

import org.jspecify.annotations.Nullable;

/**
 * A member that comes into a kept realm, and with what.
 *
 * @param from the position up to which the client knows all; null if it knows nothing
 * @param greeting what it is told before all that follows that position; null as long as there is none
 * @param returning whether it was there before and must be told if it cannot go on where it was
 */
record Entrant(Member member, @Nullable Position from, ClientProtocol.@Nullable FromHub greeting, boolean returning) {
    /** One who knows nothing. */
    static Entrant fresh(Member member) {
        return new Entrant(member, null, null, false);
    }

    /** One who was there, and knows all up to a position, if to any. */
    static Entrant returning(Member member, @Nullable Position from) {
        ClientProtocol.FromHub greeting = from == null ? null : new ClientProtocol.Live(member.realm(), from, true);
        return new Entrant(member, from, greeting, true);
    }

    /** One who begins at a position, with these words. */
    Entrant at(Position position, ClientProtocol.FromHub words) {
        return new Entrant(member, position, words, false);
    }
}
