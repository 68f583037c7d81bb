package dev.realmhub.test;

import dev.realmhub.ClientProtocol.Event;
import dev.realmhub.ClientProtocol.FromHub;
import dev.realmhub.ClientProtocol.Joined;
import dev.realmhub.ClientProtocol.Left;
import dev.realmhub.ClientProtocol.Live;
import dev.realmhub.ClientProtocol.RealmSnapshot;
import dev.realmhub.ClientProtocol.Resync;
import dev.realmhub.Realm;
import java.util.Map;
import java.util.TreeMap;

/** Up to where a page knows its realms, by what it was told; what it waits for is not in here. For one thread. */
final class Knowledge {
    private final Map<String, String> positions = new TreeMap<>();

    /** Returns the text form of a position, or nothing in a plain realm, by the text form of the realm. */
    Map<String, String> positions() {
        return positions;
    }

    void learn(FromHub word) {
        if (word instanceof Joined joined) {
            begin(joined.membership().realm());
        } else if (word instanceof Resync resync) {
            begin(resync.realm());
        } else if (word instanceof Left left) {
            positions.remove(left.realm().toString());
        } else if (word instanceof Live live) {
            positions.put(live.realm().toString(), live.position().toString());
        } else if (word instanceof RealmSnapshot snapshot) {
            String at = snapshot.position() == null ? "" : snapshot.position().toString();
            positions.put(snapshot.realm().toString(), at);
        } else if (word instanceof Event event && event.position() != null && event.realm() != null) {
            positions.put(event.realm().toString(), event.position().toString());
        }
    }

    private void begin(Realm realm) {
        if (Places.isGated(realm)) {
            positions.remove(realm.toString());
        } else {
            positions.put(realm.toString(), "");
        }
    }
}
