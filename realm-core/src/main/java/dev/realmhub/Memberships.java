package dev.realmhub;

import dev.realmhub.Client.State;
import dev.realmhub.ClientProtocol.FromHub;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The one place where clients come into realms and go out. Each change is one step under the client's lock: what a client
 * is told, what the registry knows and what it may hear never disagree, and a client that is closed is in no realm.
 *
 * <p>Thread-safe. Only queues: the caller flushes the client's outbox, and lets those who arrived in through the {@link Doors},
 * without a lock.
 */
final class Memberships {
    private final RealmRegistry registry;
    private final Interest interest;
    private final Predicate<Realm> gated;
    private final HubEvents events;
    private final Welcomes welcomes;
    private final Comings comings;

    /** A member that has just joined, and what completes when the bus brings its realm. */
    record Arrival(Member member, CompletionStage<?> brought) {}

    /**
     * Makes one.
     *
     * @param gated whether the events of a realm wait until a member has been told where they begin
     */
    Memberships(
            RealmRegistry registry,
            Interest interest,
            Predicate<Realm> gated,
            HubEvents events,
            Welcomes welcomes,
            Comings comings) {
        this.registry = registry;
        this.interest = interest;
        this.gated = gated;
        this.events = events;
        this.welcomes = welcomes;
        this.comings = comings;
    }

    /**
     * Makes a connecting client live, in these realms.
     *
     * @return who has arrived; null if it was not wanted any more: then nothing happened
     */
    @Nullable
    List<Arrival> enter(Client client, int generation, List<Membership> granted) {
        synchronized (client) {
            if (!client.awaits(generation)) {
                return null;
            }
            events.connected(client);
            tell(client, welcomes.welcome(client));
            List<Arrival> arrived = move(client, client.path(), granted, LeaveReason.LEFT);
            register(client);
            registry.isDecided();
            return arrived;
        }
    }

    /** Takes a live client from its realms to these, which stand for a path; as {@link #enter} otherwise. */
    @Nullable
    List<Arrival> navigate(Client client, int generation, long id, String path, List<Membership> granted) {
        synchronized (client) {
            if (!client.awaits(generation)) {
                return null;
            }
            List<Arrival> arrived = move(client, path, granted, LeaveReason.LEFT);
            tell(client, new ClientProtocol.Navigated(id, path));
            return arrived;
        }
    }

    /** Makes a live client another user's, with these realms: it leaves all that it had. As {@link #enter} otherwise. */
    @Nullable
    List<Arrival> login(Client client, int generation, long id, User user, List<Membership> granted) {
        synchronized (client) {
            if (!client.awaits(generation)) {
                return null;
            }
            move(client, client.path(), List.of(), LeaveReason.REPLACED);
            unregister(client, LeaveReason.REPLACED);
            client.becomeOf(user);
            List<Arrival> arrived = move(client, client.path(), granted, LeaveReason.REPLACED);
            register(client);
            tell(client, welcomes.loggedIn(client, id));
            return arrived;
        }
    }

    /**
     * Gives the user of a live client another pass.
     *
     * @return false, and nothing has changed, if it is another's, or not live
     */
    boolean refresh(Client client, User user) {
        synchronized (client) {
            User now = client.user();
            boolean same = now.id().equals(user.id()) && now.anonymous() == user.anonymous();
            if (same && client.state() == State.JOINED) {
                client.becomeOf(user);
                return true;
            }
            return false;
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
                leave(member, LeaveReason.of(reason));
            }
            if (client.state() == State.JOINED) {
                unregister(client, LeaveReason.of(reason));
            } else {
                registry.isDecided();
            }
            client.become(State.CLOSED, client.path(), Map.of());
            registry.removeClient(client);
            events.dropped(client);
            events.closed(client, reason);
            return true;
        }
    }

    private void register(Client client) {
        registry.addToUser(client);
        interest.come(Address.user(client.user().id()));
        comings.online(client);
    }

    private void unregister(Client client, LeaveReason why) {
        registry.removeFromUser(client);
        interest.go(Address.user(client.user().id()));
        comings.offline(client, why);
    }

    private List<Arrival> move(Client client, String path, List<Membership> granted, LeaveReason why) {
        boolean mayStay = why == LeaveReason.LEFT;
        Map<Realm, Member> before = client.members();
        Map<Realm, Member> after = Client.inOrder();
        for (Membership membership : granted) {
            Member old = before.get(membership.realm());
            Member member =
                    mayStay && old != null && old.membership.equals(membership) ? old : joining(client, membership);
            after.putIfAbsent(member.realm(), member);
        }
        before.values().stream()
                .filter(member -> after.get(member.realm()) != member)
                .forEach(member -> leaveAndTell(member, why));
        client.become(State.JOINED, path, after);
        List<Arrival> arrived = new ArrayList<>(after.size());
        after.values().stream()
                .filter(member -> before.get(member.realm()) != member)
                .forEach(member -> arrived.add(joinAndTell(member)));
        return arrived;
    }

    /** Who comes where others are is as they are, most often: then one object says so of all. */
    private Member joining(Client client, Membership membership) {
        List<Member> there = registry.members(membership.realm());
        Membership known = there.isEmpty() ? membership : there.get(there.size() - 1).membership;
        return new Member(client, known.equals(membership) ? known : membership, true);
    }

    /** First it is a member, then it is told so: who is told must not miss what is published from then on. */
    private Arrival joinAndTell(Member member) {
        Client client = member.client;
        registry.join(member);
        Payload joined = client.protocol().encode(new ClientProtocol.Joined(member.membership));
        client.outbox().begin(member, joined, gated.test(member.realm()));
        events.joined(member.client, member.membership);
        comings.came(member);
        return new Arrival(member, interest.come(Address.realm(member.realm())));
    }

    private void leaveAndTell(Member member, LeaveReason why) {
        Client client = member.client;
        client.outbox().end(member, client.protocol().encode(new ClientProtocol.Left(member.realm())));
        leave(member, why);
    }

    private void leave(Member member, LeaveReason why) {
        registry.leave(member);
        interest.go(Address.realm(member.realm()));
        events.left(member.client, member.membership);
        comings.went(member, why);
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
