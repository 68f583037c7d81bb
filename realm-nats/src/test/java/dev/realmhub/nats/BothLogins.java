package dev.realmhub.nats;

import dev.realmhub.Address;
import dev.realmhub.Broker;
import dev.realmhub.EventLog;
import dev.realmhub.Leases;
import dev.realmhub.Note;
import dev.realmhub.Order;
import dev.realmhub.Outcome;
import dev.realmhub.Position;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A broker that does a node's work with a node's login, and a backend's with a backend's. */
record BothLogins(Broker node, Broker backend) implements Broker {
    @Override
    public void publish(Address address, Publication publication) {
        backend.publish(address, publication);
    }

    @Override
    public void order(Address address, Order order) {
        backend.order(address, order);
    }

    @Override
    public void note(Note note) {
        node.note(note);
    }

    @Override
    public <R> CompletionStage<R> request(Request<R> request) {
        return node.request(request);
    }

    /** A node hears nothing that was published before, as on one connection: a backend's subscribing waits for a round trip. */
    @Override
    public Subscription subscribe(Subscriber subscriber) {
        if (subscriber instanceof Notes) {
            return node.subscribe(subscriber);
        }
        if (!(subscriber instanceof Node)) {
            return backend.subscribe(subscriber);
        }
        backend.subscribe(new Commands("nothing", command -> CompletableFuture.completedStage(Outcome.ok())))
                .close();
        return node.subscribe(subscriber);
    }

    @Override
    public Attendance attend(String name, Address address) {
        return node.attend(name, address);
    }

    /** A node reads, a backend appends. */
    @Override
    public Optional<EventLog> eventLog(Realm realm) {
        return node.eventLog(realm)
                .map(reads -> new Log(reads, backend.eventLog(realm).orElseThrow()));
    }

    @Override
    public Optional<Leases> leases() {
        return backend.leases();
    }

    @Override
    public void close() {
        node.close();
        backend.close();
    }

    private record Log(EventLog reads, EventLog appends) implements EventLog {
        @Override
        public CompletionStage<Position> append(Realm realm, Publication publication, @Nullable Position expectedLast) {
            return appends.append(realm, publication, expectedLast);
        }

        @Override
        public CompletionStage<Position> last(Realm realm) {
            return reads.last(realm);
        }

        @Override
        public CompletionStage<Slice> read(Realm realm, Position after, int most) {
            return reads.read(realm, after, most);
        }
    }
}
