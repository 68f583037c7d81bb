package dev.realmhub.nats;

import dev.realmhub.Address;
import dev.realmhub.Broker;
import dev.realmhub.Order;
import dev.realmhub.Position;
import dev.realmhub.Publication;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what comes to a node. The events of kept kinds come twice: as they were published, which is not theirs to go by,
 * and re-published by the stream, with their positions.
 *
 * <p>Reads on the dispatcher's thread.
 */
final class NodeReader implements Listening.Reader {
    private static final Logger log = LoggerFactory.getLogger(NatsBroker.class);
    private static final String SEQUENCE = "Nats-Sequence";
    private static final String PREVIOUS = "Nats-Last-Sequence";

    private final Broker.Node node;
    private final Subjects subjects;
    private final Set<String> keptKinds;
    private final KeptRealms kept;
    private final Incident malformed;
    private final Beats.Heard beats = new Beats.Heard();

    /** What the node was told of the link; of the callbacks' thread. A node takes it to be up. */
    private boolean linked = true;

    NodeReader(Broker.Node node, Subjects subjects, Set<String> keptKinds, KeptRealms kept, Incident malformed) {
        this.node = node;
        this.subjects = subjects;
        this.keptKinds = keptKinds;
        this.kept = kept;
        this.malformed = malformed;
    }

    @Override
    public Runnable read(Message message) {
        String publisher = subjects.beating(message.getSubject());
        if (!publisher.isEmpty()) {
            return beats.misses(publisher, Beats.number(message.getData())) ? this::missed : NodeReader::ignore;
        }
        if (keptKinds.isEmpty()) {
            return plain(message);
        }
        if (subjects.isLive(message.getSubject())) {
            return keptKinds.contains(subjects.liveKind(message.getSubject())) ? live(message) : NodeReader::ignore;
        }
        return keptKinds.contains(subjects.realmKind(message.getSubject())) ? NodeReader::ignore : plain(message);
    }

    /** Tells the node that it may have missed something. */
    void missed() {
        try {
            node.missed().run();
        } catch (RuntimeException thrown) {
            log.error("node {} threw when it was told that it missed something", node.id(), thrown);
        }
    }

    /** Tells the node how the link is, if it does not know. */
    void linked(boolean up) {
        if (linked == up) {
            return;
        }
        linked = up;
        try {
            node.linked().accept(up);
        } catch (RuntimeException thrown) {
            log.error("node {} threw when it was told that its link is {}", node.id(), up ? "up" : "down", thrown);
        }
    }

    private Runnable plain(Message message) {
        Headers headers = message.getHeaders();
        if (subjects.orders().equals(message.getSubject())) {
            return order(Address.everyone(), message);
        }
        String realm = headers == null ? null : headers.getFirst(Subjects.REALM);
        Address address = subjects.address(message.getSubject(), realm);
        if (headers != null && headers.containsKey(OrderWire.ORDER)) {
            return order(address, message);
        }
        Publication publication = PublicationWire.decode(message.getData()).traced(Traces.of(headers));
        return () -> node.deliver().accept(address, publication);
    }

    private Runnable order(Address address, Message message) {
        Order order = OrderWire.decode(message.getData());
        boolean forAll = order instanceof Order.Revoke || order instanceof Order.Replace;
        boolean toSome = address instanceof Address.OfUser || address instanceof Address.OfClient;
        if (forAll ? !(address instanceof Address.Everyone) : !toSome) {
            throw new IllegalArgumentException("such an order does not come on such a subject");
        }
        return () -> node.order().accept(address, order);
    }

    private Runnable live(Message message) {
        String subject = message.getSubject();
        Address address = Address.realm(subjects.liveRealm(subject));
        long sequence = number(message, SEQUENCE);
        Position position = kept.positionOf(subjects.lifeOf(subject), sequence);
        if (position == null) {
            return NodeReader::ignore;
        }
        Publication event = PublicationWire.decodeKept(
                message.getData(), notOurs -> malformed.happened("on " + subject + ": " + notOurs.getMessage()));
        Publication placed = event.at(position, number(message, PREVIOUS)).traced(Traces.of(message.getHeaders()));
        return () -> node.deliver().accept(address, placed);
    }

    private static void ignore() {
        // on purpose
    }

    private static long number(Message message, String header) {
        Headers headers = message.getHeaders();
        String value = headers == null ? null : headers.getFirst(header);
        if (value == null) {
            throw new IllegalArgumentException("a re-published message without " + header);
        }
        return Long.parseLong(value);
    }
}
