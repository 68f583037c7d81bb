package dev.realmhub;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes publications from the broker to the outboxes. The broker's thread only picks the lane; the lane of the realm (or
 * of the user, or of the client) does the work, so each realm keeps its order and none waits for another's audience.
 *
 * <p>Thread-safe.
 */
final class FanOut {
    private final RealmRegistry registry;
    private final Lanes lanes;
    private final HubEvents events;
    private final BiConsumer<Client, CloseReason> close;

    FanOut(RealmRegistry registry, Lanes lanes, HubEvents events, BiConsumer<Client, CloseReason> close) {
        this.registry = registry;
        this.lanes = lanes;
        this.events = events;
        this.close = close;
    }

    /** Called on the broker's thread; hands over. */
    void deliver(Address address, Publication publication) {
        lanes.execute(laneOf(address), () -> {
            try {
                fanOut(address, publication);
            } catch (RuntimeException | Error thrown) { // errors too: they would end the lane
                events.failed(new RealmException("could not deliver to " + address, thrown));
            }
        });
    }

    /** What goes to a user in a realm shares the realm's lane, and so its order. */
    private static Object laneOf(Address address) {
        if (address instanceof Address.OfRealm to) {
            return to.realm();
        }
        if (address instanceof Address.OfUserInRealm to) {
            return to.realm();
        }
        return address;
    }

    private void fanOut(Address address, Publication publication) {
        if (address instanceof Address.OfRealm to) {
            toRealm(to.realm(), publication);
        } else if (address instanceof Address.OfUserInRealm to) {
            toUserInRealm(to, publication);
        } else if (address instanceof Address.OfUser to) {
            toClients(registry.clientsOf(to.user()), publication);
        } else if (address instanceof Address.Everyone) {
            toClients(registry.clients(), publication);
        } else if (address instanceof Address.OfClient to) {
            toClient(registry.client(to.client()), publication, new Frames(null, events::failed));
        }
    }

    private void toRealm(Realm realm, Publication publication) {
        Frames frames = new Frames(realm, events::failed);
        for (Member member : registry.members(realm)) {
            toMember(member, publication, frames);
        }
    }

    private void toUserInRealm(Address.OfUserInRealm to, Publication publication) {
        Frames frames = new Frames(to.realm(), events::failed);
        for (Member member : registry.members(to.realm())) {
            if (member.client.user().id().equals(to.user())) {
                toMember(member, publication, frames);
            }
        }
    }

    private void toClients(Iterable<Client> clients, Publication publication) {
        Frames frames = new Frames(null, events::failed);
        for (Client client : clients) {
            toClient(client, publication, frames);
        }
    }

    private void toMember(Member member, Publication publication, Frames frames) {
        Client client = member.client;
        Payload view = publication.seenBy(client.user().id(), member.membership.role());
        if (view != null) {
            sent(client, client.outbox().add(frames.of(client.protocol(), view), member));
        }
    }

    private void toClient(@Nullable Client client, Publication publication, Frames frames) {
        if (client == null || client.state() != Client.State.JOINED) {
            return;
        }
        Payload view = publication.seenBy(client.user().id(), "");
        if (view != null) {
            sent(client, client.outbox().add(frames.of(client.protocol(), view)));
        }
    }

    private void sent(Client client, boolean fits) {
        if (fits) {
            client.outbox().flush();
        } else {
            close.accept(client, CloseReason.TOO_SLOW);
        }
    }
}
