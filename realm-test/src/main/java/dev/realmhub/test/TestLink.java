package dev.realmhub.test;

import dev.realmhub.Address;
import dev.realmhub.Broker;
import dev.realmhub.BrokerException;
import dev.realmhub.EventLog;
import dev.realmhub.Leases;
import dev.realmhub.Note;
import dev.realmhub.Order;
import dev.realmhub.Position;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One hub's link to a bus in this process, which can be cut as a network can: what comes meanwhile is lost, what is sent is
 * refused, and the hub is told of both ends of it.
 *
 * <p>Thread-safe.
 */
final class TestLink implements Broker {
    private final Broker bus;
    private volatile boolean cut;
    private final List<Consumer<Boolean>> links = new CopyOnWriteArrayList<>();
    private volatile @Nullable Node node;

    TestLink(Broker bus) {
        this.bus = bus;
    }

    void cut() {
        cut = true;
        tell(false);
    }

    void heal() {
        cut = false;
        tell(true);
        Node own = node;
        if (own != null) {
            own.missed().run();
        }
    }

    private void tell(boolean up) {
        links.forEach(link -> link.accept(up));
    }

    @Override
    public void publish(Address address, Publication publication) {
        check();
        bus.publish(address, publication);
    }

    @Override
    public void order(Address address, Order order) {
        check();
        bus.order(address, order);
    }

    @Override
    public void note(Note note) {
        check();
        bus.note(note);
    }

    @Override
    public <R> CompletionStage<R> request(Request<R> request) {
        return cut ? CompletableFuture.failedStage(refused()) : bus.request(request);
    }

    @Override
    public Subscription subscribe(Subscriber subscriber) {
        if (subscriber instanceof Notes notes) {
            links.add(notes.linked());
            return bus.subscribe(
                    new Notes(notes.id(), note -> unlessCut(() -> notes.hear().accept(note)), notes.linked()));
        }
        return subscriber instanceof Node own ? attach(own) : bus.subscribe(subscriber);
    }

    private Subscription attach(Node own) {
        node = own;
        links.add(own.linked());
        return bus.subscribe(new Node(
                own.id(),
                (to, what) -> unlessCut(() -> own.deliver().accept(to, what)),
                (to, what) -> unlessCut(() -> own.order().accept(to, what)),
                own.missed(),
                own.linked()));
    }

    private void unlessCut(Runnable delivery) {
        if (!cut) {
            delivery.run();
        }
    }

    @Override
    public Optional<EventLog> eventLog(Realm realm) {
        return bus.eventLog(realm).map(Log::new);
    }

    @Override
    public Optional<Leases> leases() {
        return bus.leases();
    }

    private void check() {
        if (cut) {
            throw refused();
        }
    }

    private static BrokerException refused() {
        return new BrokerException(BrokerException.Fault.NOT_CONNECTED, "the test has cut this hub's link", null);
    }

    /** The streams, as far as the link goes. */
    private final class Log implements EventLog {
        private final EventLog log;

        Log(EventLog log) {
            this.log = log;
        }

        @Override
        public CompletionStage<Position> append(Realm realm, Publication publication, @Nullable Position expectedLast) {
            return cut ? CompletableFuture.failedStage(refused()) : log.append(realm, publication, expectedLast);
        }

        @Override
        public CompletionStage<Position> last(Realm realm) {
            return cut ? CompletableFuture.failedStage(refused()) : log.last(realm);
        }

        @Override
        public CompletionStage<Slice> read(Realm realm, Position after, int most) {
            return cut ? CompletableFuture.failedStage(refused()) : log.read(realm, after, most);
        }
    }
}
