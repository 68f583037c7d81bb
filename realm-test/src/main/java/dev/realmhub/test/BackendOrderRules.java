package dev.realmhub.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.realmhub.Address;
import dev.realmhub.Broker;
import dev.realmhub.BrokerException;
import dev.realmhub.BrokerException.Fault;
import dev.realmhub.CloseReason;
import dev.realmhub.Membership;
import dev.realmhub.Order;
import dev.realmhub.Publication;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How what a backend orders arrives. */
interface BackendOrderRules extends Bus {
    /** A node that remembers orders and publications in one sequence. */
    record Told(BlockingQueue<Object> all) {
        static Told by(Broker broker, String node, Address... attended) {
            Told told = new Told(new LinkedBlockingQueue<>());
            broker.subscribe(new Broker.Node(
                    node,
                    (to, what) -> told.all.add(Ear.text(what)),
                    (to, what) -> told.all.add(new To(to, what)),
                    () -> {},
                    up -> {}));
            for (Address address : attended) {
                Patience.await(broker.attend(node, address).begun());
            }
            return told;
        }

        Object next() {
            return Patience.take(all);
        }
    }

    /** What came to a node. */
    record To(Address address, Order order) {}

    @Test
    default void ordersOfEverySortArriveAsTheyAre() {
        Broker backend = connect();
        Told told = Told.by(connect(), "n", Address.user("alice"));
        Stream.of(
                        new Order.Move("/game/abc?tab=ch%20at"),
                        new Order.Place("/", List.of()),
                        new Order.Place(
                                "/game/\u00e9",
                                Odd.realms()
                                        .map(realm -> Membership.of(realm, "r\u00f4le > *"))
                                        .toList()),
                        new Order.Stay(Duration.ofMillis(12_345)),
                        new Order.Kick(CloseReason.FORBIDDEN),
                        new Order.Kick(new CloseReason(4099, "come b\u00e4ck", true, Duration.ofMillis(1_500))))
                .forEach(order -> {
                    backend.order(Address.user("alice"), order);
                    assertThat(told.next()).isEqualTo(new To(Address.user("alice"), order));
                });
    }

    @Test
    default void anOrderToAllNodesReachesEachOfThem() {
        Broker sender = connect();
        Told first = Told.by(connect(), "first", Address.user("alice"));
        Told second = Told.by(connect(), "second", Address.user("bob"));
        Odd.ids()
                .limit(12)
                .flatMap(id -> Stream.of(
                        Order.Revoke.user(id),
                        Order.Revoke.client(id),
                        Order.Revoke.token(id),
                        new Order.Replace(id, "client", 1_234_567_890_123L)))
                .forEach(order -> {
                    sender.order(Address.everyone(), order);
                    assertThat(first.next()).isEqualTo(new To(Address.everyone(), order));
                    assertThat(second.next()).isEqualTo(new To(Address.everyone(), order));
                });
    }

    @Test
    default void anOrderToAUserReachesEveryNode() {
        Broker backend = connect();
        Order order = new Order.Move("/");
        List<Address> users = Odd.ids().limit(12).map(Address::user).toList();
        Told first = Told.by(connect(), "first", users.toArray(Address[]::new));
        Told second = Told.by(connect(), "second", users.toArray(Address[]::new));
        users.forEach(address -> {
            backend.order(address, order);
            assertThat(first.next()).isEqualTo(new To(address, order));
            assertThat(second.next()).isEqualTo(new To(address, order));
        });
    }

    @Test
    default void anOrderToAClientReachesItsOwnNodeOnly() {
        Broker backend = connect();
        Told first = Told.by(connect(), "first");
        Told second = Told.by(connect(), "second");
        Address client = Address.client("first", "c-1");
        Order order = new Order.Kick(CloseReason.LOGIN);
        backend.order(client, order);
        backend.publish(Address.everyone(), Publication.of("the end"));
        assertThat(first.next()).isEqualTo(new To(client, order));
        assertThat(first.next()).isEqualTo("the end");
        assertThat(second.next()).isEqualTo("the end");
    }

    @Test
    default void ordersAndPublicationsToAUserKeepOneOrder() {
        Broker backend = connect();
        Address alice = Address.user("alice");
        Told told = Told.by(connect(), "n", alice);
        for (int i = 0; i < 500; i++) {
            backend.publish(alice, Publication.of("before " + i));
            backend.order(alice, new Order.Move("/" + i));
        }
        for (int i = 0; i < 500; i++) {
            assertThat(told.next()).isEqualTo("before " + i);
            assertThat(told.next()).isEqualTo(new To(alice, new Order.Move("/" + i)));
        }
    }

    @Test
    default void aNodeThatThrowsAtAnOrderHearsTheNext() {
        BlockingQueue<Order> orders = new LinkedBlockingQueue<>();
        connect()
                .subscribe(new Broker.Node(
                        "faulty",
                        (to, what) -> {},
                        (to, order) -> {
                            orders.add(order);
                            throw new IllegalStateException("thrown on purpose by a test");
                        },
                        () -> {},
                        up -> {}));
        Broker backend = connect();
        List<Order> two = List.of(new Order.Move("/1"), new Order.Move("/2"));
        two.forEach(order -> backend.order(Address.client("faulty", "c"), order));
        assertThat(List.of(Patience.take(orders), Patience.take(orders))).isEqualTo(two);
    }

    @Test
    default void aClosedBrokerRefusesOrders() {
        Broker broker = connect();
        broker.close();
        Order order = new Order.Move("/");
        BrokerException refused =
                catchThrowableOfType(BrokerException.class, () -> broker.order(Address.user("alice"), order));
        assertThat(refused.fault()).isEqualTo(Fault.NOT_CONNECTED);
    }
}
