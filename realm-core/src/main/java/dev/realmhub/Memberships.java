package dev.realmhub;

import dev.realmhub.Client.State;
import dev.realmhub.ClientProtocol.FromHub;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The one place where clients come into realms and go out. Each change is one step under the client's lock: what a client
 * is told, what the registry knows and what it may hear never disagree, and a client that is closed is in no realm.
 *
 * <p>Thread-safe. Only queues: the caller flushes the client's outbox, without a lock.
 */
final class Memberships {
    private final RealmRegistry registry;
    private final HubEvents events;
    private final long heartbeatMillis;
    private final Tickets tickets;

    Memberships(RealmRegistry registry, HubEvents events, HubConfig config, Tickets tickets) {
        this.registry = registry;
        this.events = events;
        this.tickets = tickets;
        this.heartbeatMillis = config.heartbeat().toMillis();
    }

    /**
     * Makes a connecting client live, in these realms.
     *
     * @return whether it was still wanted; if not, nothing happened
     */
    boolean enter(Client client, int generation, List<Membership> granted) {
        synchronized (client) {
            if (!client.awaits(generation)) {
                return false;
            }
            events.connected(client);
            tell(client, new ClientProtocol.Welcome(client, heartbeatMillis, tickets.issue(client.user())));
            move(client, client.path(), granted);
            registry.addToUser(client);
            return true;
        }
    }

    /** Takes a live client from its realms to these, which stand for a path; as {@link #enter} otherwise. */
    boolean navigate(Client client, int generation, long id, String path, List<Membership> granted) {
        synchronized (client) {
            if (!client.awaits(generation)) {
                return false;
            }
            move(client, path, granted);
            tell(client, new ClientProtocol.Navigated(id, path));
            return true;
        }
    }

    /** Closes a client for good. Returns false if it was closed before. */
    boolean close(Client client, CloseReason reason) {
        synchronized (client) {
            if (client.state() == State.CLOSED) {
                return false;
            }
            for (Member member : client.members().values()) {
                client.outbox().end(member, null);
                leave(member);
            }
            client.become(State.CLOSED, client.path(), Map.of());
            registry.removeClient(client);
            events.dropped(client);
            events.closed(client, reason);
            return true;
        }
    }

    private void move(Client client, String path, List<Membership> granted) {
        Map<Realm, Member> before = client.members();
        Map<Realm, Member> after = Client.inOrder();
        for (Membership membership : granted) {
            Member old = before.get(membership.realm());
            boolean stays = old != null && old.membership.equals(membership);
            after.putIfAbsent(membership.realm(), stays ? old : new Member(client, membership));
        }
        before.values().stream()
                .filter(member -> after.get(member.realm()) != member)
                .forEach(this::leaveAndTell);
        client.become(State.JOINED, path, after);
        after.values().stream()
                .filter(member -> before.get(member.realm()) != member)
                .forEach(this::joinAndTell);
    }

    private void joinAndTell(Member member) {
        tell(member.client, new ClientProtocol.Joined(member.membership));
        registry.join(member);
        events.joined(member.client, member.membership);
    }

    private void leaveAndTell(Member member) {
        Client client = member.client;
        client.outbox().end(member, client.protocol().encode(new ClientProtocol.Left(member.realm())));
        leave(member);
    }

    private void leave(Member member) {
        registry.leave(member);
        events.left(member.client, member.membership);
    }

    /** A client with no room for what the hub itself says is closed: see {@link Outbox#overflowed()}. */
    private static void tell(Client client, FromHub message) {
        client.outbox().add(client.protocol().encode(message));
    }

    /** Returns the membership that a command is for: the named realm's, or the first; empty if the client is in none. */
    static Optional<Membership> forCommand(Client client, String realm) {
        return client.memberships().stream()
                .filter(membership ->
                        realm.isEmpty() || membership.realm().toString().equals(realm))
                .findFirst();
    }
}
