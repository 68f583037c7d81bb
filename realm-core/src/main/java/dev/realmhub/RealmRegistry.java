package dev.realmhub;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who is on this node: members by realm, live clients by user, all clients by id.
 *
 * <p>Thread-safe. Each method is one atomic step of one of the three; {@link Memberships} keeps them consistent per
 * client.
 */
final class RealmRegistry {
    private final Roster<Realm, Member> byRealm = new Roster<>();
    private final Roster<String, Client> byUser = new Roster<>();
    private final ConcurrentMap<String, Client> byId = new ConcurrentHashMap<>();

    void join(Member member) {
        byRealm.add(member.realm(), member);
    }

    void leave(Member member) {
        byRealm.remove(member.realm(), member);
    }

    List<Member> members(Realm realm) {
        return byRealm.of(realm);
    }

    void addClient(Client client) {
        byId.put(client.id(), client);
    }

    /** Makes the client one of its user's live ones. */
    void addToUser(Client client) {
        byUser.add(client.user().id(), client);
    }

    /** Does nothing if it is not there. */
    void removeClient(Client client) {
        byId.remove(client.id(), client);
        byUser.remove(client.user().id(), client);
    }

    @Nullable
    Client client(String id) {
        return byId.get(id);
    }

    /** Returns the live clients of a user. */
    List<Client> clientsOf(String user) {
        return byUser.of(user);
    }

    /** Returns all clients, those still connecting included. */
    Collection<Client> clients() {
        return byId.values();
    }

    void removeFromUser(Client client) {
        byUser.remove(client.user().id(), client);
    }

    void forEachRealm(Consumer<Realm> what) {
        byRealm.keys().forEach(what);
    }

    int realms() {
        return byRealm.size();
    }

    int users() {
        return byUser.size();
    }
}
