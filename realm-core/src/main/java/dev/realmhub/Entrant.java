package dev.realmhub;

import org.jspecify.annotations.Nullable;

/**
 * A member that comes into a kept realm, and with what.
 *
 * @param gate what is to be opened for it
 * @param from the position up to which the client knows all; null if it knows nothing
 * @param greeting what it is told before all that follows that position; null as long as there is none
 * @param returning whether it was there before and must be told if it cannot go on where it was
 * @param inVain the position of a snapshot from which it could not go on; null if there was none
 */
record Entrant(
        Member member,
        Gate gate,
        @Nullable Position from,
        ClientProtocol.@Nullable FromHub greeting,
        boolean returning,
        @Nullable Position inVain) {
    /** One who knows nothing. */
    static Entrant fresh(Member member, Gate gate) {
        return new Entrant(member, gate, null, null, false, null);
    }

    /** One who was there, and knows all up to a position, if to any. */
    static Entrant returning(Member member, Gate gate, @Nullable Position from) {
        ClientProtocol.FromHub greeting = from == null ? null : new ClientProtocol.Live(member.realm(), from, true);
        return new Entrant(member, gate, from, greeting, true, null);
    }

    /** The same, at a position and with these words. */
    Entrant at(Position position, ClientProtocol.FromHub words) {
        return new Entrant(member, gate, position, words, false, inVain);
    }

    /** The same, knowing nothing, with another gate. */
    Entrant anew(Gate other) {
        return fresh(member, other);
    }

    /** The same, knowing nothing: from its position it could not go on. */
    Entrant triedInVain() {
        return new Entrant(member, gate, null, null, false, from);
    }

    /** Returns whether a backend has named the same position twice, a while between the two: then it is its last word. */
    boolean isLastWord() {
        return from != null && from.equals(inVain);
    }
}
