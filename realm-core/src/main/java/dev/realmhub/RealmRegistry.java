package dev.realmhub;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who is on this node: members by realm, live clients by user, all clients by id, and counts of them.
 *
 * <p>Thread-safe. Each method is one atomic step of one of the three; {@link Memberships} keeps them consistent per
 * client.
 */
final class RealmRegistry {
    private final Roster<Realm, Member> byRealm = new Roster<>();
    private final Roster<String, Client> byUser = new Roster<>();
    private final ConcurrentMap<String, Client> byId = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Integer> byAddress = new ConcurrentHashMap<>();
    private final AtomicInteger joining = new AtomicInteger();

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
        byAddress.merge(addressOf(client), 1, Integer::sum);
        joining.incrementAndGet();
    }

    /** A client is live, or never will be. */
    void isDecided() {
        joining.decrementAndGet();
    }

    /** Returns how many clients are neither. */
    int joining() {
        return joining.get();
    }

    /** Returns how many clients come from an address, 0 if it is not known. */
    int countFrom(String address) {
        return address.isEmpty() ? 0 : byAddress.getOrDefault(Addresses.group(address), 0);
    }

    private static String addressOf(Client client) {
        return Addresses.group(client.handshake().remoteAddress());
    }

    /** Makes the client one of its user's live ones. */
    void addToUser(Client client) {
        byUser.add(client.user().id(), client);
    }

    /** Does nothing if it is not there. */
    void removeClient(Client client) {
        if (byId.remove(client.id(), client)) {
            byAddress.computeIfPresent(addressOf(client), (address, count) -> count == 1 ? null : count - 1);
        }
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
