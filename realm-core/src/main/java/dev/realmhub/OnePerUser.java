package dev.realmhub;

import java.util.function.BiConsumer;

/**
 * Leaves each user his newest connection. Every hub says of each client that becomes live since when it is here; who has an
 * older one closes it, and who has a newer one says so. By the hubs' clocks, then by id, so of any two exactly one stays.
 *
 * <p>Thread-safe.
 */
final class OnePerUser {
    private final boolean wanted;
    private final Broker broker;
    private final RealmRegistry registry;
    private final BiConsumer<Client, CloseReason> close;
    private final HubEvents events;

    OnePerUser(
            boolean wanted,
            Broker broker,
            RealmRegistry registry,
            BiConsumer<Client, CloseReason> close,
            HubEvents events) {
        this.wanted = wanted;
        this.broker = broker;
        this.registry = registry;
        this.close = close;
        this.events = events;
    }

    /** A client has become live, or another user's. */
    void came(Client client) {
        if (wanted) {
            Order.Replace order = orderOf(client);
            take(order);
            say(order);
        }
    }

    /** A client has become live somewhere. */
    void take(Order.Replace newcomer) {
        for (Client client : registry.clientsOf(newcomer.user())) {
            if (client.id().equals(newcomer.client())) {
                continue;
            }
            if (isNewer(client, newcomer)) {
                say(orderOf(client));
            } else {
                close.accept(client, CloseReason.REPLACED);
            }
        }
    }

    private static boolean isNewer(Client client, Order.Replace other) {
        int order = Long.compare(client.visit().since(), other.since());
        return order > 0 || (order == 0 && client.id().compareTo(other.client()) > 0);
    }

    private static Order.Replace orderOf(Client client) {
        return new Order.Replace(client.user().id(), client.id(), client.visit().since());
    }

    private void say(Order order) {
        try {
            broker.order(Address.everyone(), order);
        } catch (BrokerException unsent) {
            events.failed(new RealmException("could not tell the other nodes of a user's new connection", unsent));
        }
    }
}
