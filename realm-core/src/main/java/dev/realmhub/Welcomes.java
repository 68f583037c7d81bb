package dev.realmhub;

import org.jspecify.annotations.Nullable;

/**
 * Tells clients who they are to the hub, with the ticket that proves it on their next connection, and knows them by it.
 *
 * <p>Thread-safe.
 */
final class Welcomes {
    private final Tickets tickets;
    private final Timers timers;
    private final long heartbeatMillis;

    Welcomes(Tickets tickets, Timers timers, HubConfig config) {
        this.tickets = tickets;
        this.timers = timers;
        this.heartbeatMillis = config.heartbeat().toMillis();
    }

    ClientProtocol.Welcome welcome(Client client) {
        return new ClientProtocol.Welcome(client, heartbeatMillis, ticket(client));
    }

    ClientProtocol.LoggedIn loggedIn(Client client, long id) {
        return new ClientProtocol.LoggedIn(id, client.user(), ticket(client));
    }

    /** Returns the answer to a ping; with a new ticket if the one before is getting old. */
    ClientProtocol.Pong pong(Client client, long sentMillis) {
        return new ClientProtocol.Pong(sentMillis, newTicket(client));
    }

    private @Nullable String newTicket(Client client) {
        boolean old = timers.nanoTime() - client.ticketAt() >= tickets.renewal().toNanos();
        return old ? ticket(client) : null;
    }

    private String ticket(Client client) {
        client.ticketAt(timers.nanoTime());
        return tickets.issue(client.user());
    }

    /**
     * Knows a connecting client by the ticket of its last connection: an anonymous user is who he was. A ticket of somebody
     * else's, or none that is good, proves nothing.
     */
    Comeback know(Client client, ClientProtocol.Resume resume) {
        Tickets.Holder holder = tickets.read(resume.ticket());
        if (holder == null) {
            return new Comeback(resume.positions(), false);
        }
        User user = client.user();
        boolean wasAnonymous = holder.anonymous() && user.anonymous();
        if (wasAnonymous) {
            client.becomeOf(new User(holder.user(), true, user.claims()));
        }
        return new Comeback(resume.positions(), wasAnonymous || holder.isOf(user));
    }
}
