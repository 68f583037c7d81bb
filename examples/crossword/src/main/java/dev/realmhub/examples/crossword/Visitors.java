package dev.realmhub.examples.crossword;

import dev.realmhub.Broker;
import dev.realmhub.LeaveReason;
import dev.realmhub.Presence;
import dev.realmhub.PresenceListener;
import dev.realmhub.Present;
import dev.realmhub.Realm;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who is in the lobby, as the hubs tell every backend. Thread-safe. */
final class Visitors implements PresenceListener, AutoCloseable {
    private final Set<String> here = ConcurrentHashMap.newKeySet();
    private final Presence presence;

    private Visitors(Broker broker) {
        presence = Presence.follow(broker, this);
    }

    /** Begins to listen; knows of all who are there some seconds later. */
    static Visitors follow(Broker broker) {
        return new Visitors(broker);
    }

    boolean isHere(Person person) {
        return here.contains(person.id());
    }

    @Override
    public void joined(Realm realm, Present member) {
        if (realm.equals(LobbyGame.REALM)) {
            here.add(member.user());
        }
    }

    @Override
    public void left(Realm realm, Present member, LeaveReason reason) {
        if (realm.equals(LobbyGame.REALM)) {
            here.remove(member.user());
        }
    }

    @Override
    public void close() {
        presence.close();
    }
}
