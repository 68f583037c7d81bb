package dev.realmhub;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

/**
 * Does what backends order, in the order in which a client's orders came.
 *
 * <p>Thread-safe.
 */
final class Orders {
    private static final CloseReason REVOKED = CloseReason.LOGIN.withText("your session was ended");

    private final RealmRegistry registry;
    private final Navigation navigation;
    private final OnePerUser onePerUser;
    private final BiConsumer<Client, CloseReason> close;
    private final Timers timers;
    private final SerialByKey<Object> inOrder;

    Orders(
            RealmRegistry registry,
            Navigation navigation,
            OnePerUser onePerUser,
            BiConsumer<Client, CloseReason> close,
            Timers timers,
            Executor executor) {
        this.onePerUser = onePerUser;
        this.registry = registry;
        this.navigation = navigation;
        this.close = close;
        this.timers = timers;
        this.inOrder = new SerialByKey<>(executor);
    }

    /** Sends one; see {@link Backend#move(Address, String)}. */
    static void send(Broker broker, Address address, Order order) {
        if (!(address instanceof Address.OfUser || address instanceof Address.OfClient)) {
            throw new IllegalArgumentException(
                    "orders go to Address.user(...) or to a client's address, not to " + address);
        }
        broker.order(address, order);
    }

    /** Called on a thread of the bus; hands over. */
    void take(Address address, Order order) {
        if (order instanceof Order.Replace newcomer) {
            inOrder.execute(newcomer, () -> onePerUser.take(newcomer));
            return;
        }
        for (Client client : order instanceof Order.Revoke revoked ? clientsOf(revoked) : clientsOf(address)) {
            inOrder.execute(client, () -> carryOut(client, order));
        }
    }

    /** Of a user also those that are still connecting: he may have to go. */
    private List<Client> clientsOf(Address address) {
        if (address instanceof Address.OfClient to) {
            Client client = registry.client(to.client());
            return client == null ? List.of() : List.of(client);
        }
        return address instanceof Address.OfUser to
                ? registry.clients().stream()
                        .filter(client -> client.user().id().equals(to.user()))
                        .toList()
                : List.of();
    }

    private List<Client> clientsOf(Order.Revoke revoked) {
        return registry.clients().stream()
                .filter(client -> revoked.id().equals(idOf(client, revoked.what())))
                .toList();
    }

    private static String idOf(Client client, Order.Revoke.Of what) {
        return switch (what) {
            case USER -> client.user().id();
            case CLIENT -> client.id();
            case TOKEN -> client.user().pass().token();
        };
    }

    private void carryOut(Client client, Order order) {
        if (order instanceof Order.Move move) {
            navigation.navigate(client, 0, move.path());
        } else if (order instanceof Order.Place place) {
            navigation.place(client, place.path(), place.memberships());
        } else if (order instanceof Order.Kick kick) {
            close.accept(client, kick.reason());
        } else if (order instanceof Order.Stay stay) {
            client.stayUntil(timers.nanoTime() + stay.time().toNanos());
        } else {
            close.accept(client, REVOKED);
        }
    }
}
