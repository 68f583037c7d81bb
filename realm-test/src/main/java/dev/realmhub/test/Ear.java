package dev.realmhub.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Address;
import dev.realmhub.Broker;
import dev.realmhub.Payload;
import dev.realmhub.Publication;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

/** A node that remembers what it hears, in order. */
final class Ear {
    /** One delivery. */
    record Heard(Address address, Publication publication) {
        String text() {
            return Ear.text(publication);
        }
    }

    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private final Broker broker;
    private final String node;
    private final Broker.Subscription subscription;

    private Ear(Broker broker, String node) {
        this.broker = broker;
        this.node = node;
        subscription = broker.subscribe(new Broker.Node(node, (to, what) -> heard.add(new Heard(to, what))));
    }

    static Ear of(Broker broker, String node) {
        return new Ear(broker, node);
    }

    /** Attends to an address as long as the node is there, and waits until that has begun. */
    Ear attending(Address address) {
        attend(address);
        return this;
    }

    /** Attends to an address, and waits until that has begun. */
    Broker.Attendance attend(Address address) {
        Broker.Attendance attendance = broker.attend(node, address);
        Patience.await(attendance.begun());
        return attendance;
    }

    static String text(Publication publication) {
        return publication.common().map(Payload::text).orElse("(hidden)");
    }

    Heard next() {
        return Patience.take(heard);
    }

    List<Publication> next(int many) {
        return Stream.generate(this::next).limit(many).map(Heard::publication).toList();
    }

    /** The next delivery is this one: nothing that was sent before it on the same way came astray. */
    void hearsNext(Address address, String text) {
        Heard next = next();
        assertThat(next.text()).as("next at this node").isEqualTo(text);
        assertThat(next.address()).isEqualTo(address);
    }

    void heardNothing() {
        assertThat(heard).isEmpty();
    }

    void stop() {
        subscription.close();
    }
}
