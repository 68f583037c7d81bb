package dev.realmhub;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client says that it knows from its last connection.
 *
 * @param realms the text form of a position, or nothing, by the text form of the realm
 * @param proven whether its ticket shows that the connection was its user's
 */
record Comeback(Map<String, String> realms, boolean proven) {
    static final Comeback NONE = new Comeback(Map.of(), false);

    /** Returns whether it was in a realm. */
    boolean names(Realm realm) {
        return !realms.isEmpty() && realms.containsKey(realm.toString());
    }

    /** Returns up to where it knows a realm's stream; null if that is not known, not proven, or unreadable. */
    @Nullable
    Position positionIn(Realm realm) {
        String text = proven ? realms.getOrDefault(realm.toString(), "") : "";
        try {
            return text.isEmpty() ? null : Position.parse(text);
        } catch (IllegalArgumentException unreadable) {
            return null; // it begins anew, as with one that is too old
        }
    }
}
