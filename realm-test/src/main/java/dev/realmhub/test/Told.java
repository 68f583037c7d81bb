package dev.realmhub.test;

import dev.realmhub.ClientProtocol.Closing;
import dev.realmhub.ClientProtocol.Event;
import dev.realmhub.ClientProtocol.LoggedIn;
import dev.realmhub.ClientProtocol.RealmSnapshot;
import dev.realmhub.ClientProtocol.Resume;
import dev.realmhub.ClientProtocol.Send;
import dev.realmhub.ClientProtocol.Welcome;
import java.util.TreeMap;

/** The words of an account for people: nothing in them differs from one run of a seed to the next. */
final class Told {
    private Told() {}

    static String line(Account.Entry entry) {
        return entry.millis() + " ms: " + text(entry.word());
    }

    static String text(Object word) {
        if (word instanceof Event event) {
            return "Event " + event.realm() + ' ' + event.position() + ' '
                    + event.payload().text();
        } else if (word instanceof RealmSnapshot snapshot) {
            return "RealmSnapshot " + snapshot.realm() + ' ' + snapshot.position() + ' '
                    + snapshot.payload().text();
        } else if (word instanceof Welcome) {
            return "Welcome";
        } else if (word instanceof LoggedIn login) {
            return "LoggedIn " + login.id() + ' ' + login.user();
        } else if (word instanceof Resume resume) {
            return "Resume " + new TreeMap<>(resume.positions());
        } else if (word instanceof Send send) {
            return "Send " + send.id() + ' ' + send.realm();
        } else if (word instanceof Closing closing) {
            return "Closing " + closing.reason().code();
        }
        return word.toString();
    }
}
