package dev.realmhub;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The bus between nodes and backends. {@link #local} is one in this process; {@code NatsBroker} is one for many.
 * Implementers run {@code BrokerContract} of {@code realm-test}.
 *
 * <p>Thread-safe. {@link #publish} and {@link #request} never block; {@link #subscribe}, the end of a subscription and
 * {@link #close} may wait for a round trip of the bus, a second or two. Messages of one thread to one realm arrive in
 * order, each at most once, at those who listen at that moment; what nobody listens to is lost.
 */
public interface Broker extends AutoCloseable {
    /**
     * Sends a publication to the nodes whose clients it may concern.
     *
     * @throws BrokerException if it was not sent: {@code NOT_CONNECTED}, also when the bus takes nothing more, or {@code
     *     TOO_LARGE}
     */
    void publish(Address address, Publication publication);

    /**
     * Sends an order to the nodes where the clients may be that it is for. A bus without orders refuses.
     *
     * @param address of a user or of a client; of everyone for {@link Order.Revoke} and {@link Order.Replace}, and for no other
     * @throws BrokerException if it was not sent, as for {@link #publish}
     */
    default void order(Address address, Order order) {
        throw new BrokerException(BrokerException.Fault.FAILED, "this bus carries no orders: " + order, null);
    }

    /**
     * Sends a note to all others who listen for {@link Notes}, or to the one that it is for. Notes of one sender arrive in order,
     * each at most once. A bus without notes refuses.
     *
     * @throws BrokerException if it was not sent, as for {@link #publish}
     */
    default void note(Note note) {
        throw new BrokerException(BrokerException.Fault.FAILED, "this bus carries no notes: " + note, null);
    }

    /**
     * Sends a request to one of the services that answer such requests. A {@link Command} that wants no answer completes
     * with {@link Outcome#ok()} as soon as it is on its way.
     *
     * <p>Keeps no deadline: the caller does. The stage may complete on the broker's own thread, so what follows must be
     * short. It fails with a {@link BrokerException}: {@code NOBODY_THERE} at once when no service answers such requests. That
     * of a snapshot fails with the service's own {@link RefusedException}, if it fails with one.
     */
    <R> CompletionStage<R> request(Request<R> request);

    /** Begins to listen. What is published from the return of this call on arrives, as long as the link holds. */
    Subscription subscribe(Subscriber subscriber);

    /**
     * Returns the streams of a realm's kind; empty if the kind is plain, or this bus has no streams.
     *
     * <p>What is published to such a realm gets a {@link Publication#position()}, which is its place for all. It arrives
     * in that order if one connection publishes; of several that publish at once an event may overtake another, so
     * whoever follows a realm goes by {@link Publication#previous()}. There is no order between a realm and what goes to
     * a user in it.
     */
    default Optional<EventLog> eventLog(Realm realm) {
        return Optional.empty();
    }

    /** Returns the leases of this bus, for backends that own realms; empty, which is the default, if it has none. */
    default Optional<Leases> leases() {
        return Optional.empty();
    }

    /**
     * Tells the bus that a node now has somebody in a realm, or clients of a user. A bus that brings each node only what
     * somebody there hears begins to bring it; one that brings everything, which is the default, has nothing to do. Does
     * not block.
     *
     * @param node the id of a node that has subscribed
     * @param address of a realm or of a user
     */
    default Attendance attend(String node, Address address) {
        return Attendance.ALWAYS;
    }

    /** Returns the bus's own figures for those who watch it, a few by fixed names: {@code connected}, 1 or 0. Does not block. Default: none. */
    default Map<String, Long> figures() {
        return Map.of();
    }

    /** Ends the link. Idempotent; then all other calls fail with {@code NOT_CONNECTED}. */
    @Override
    default void close() {}

    /**
     * Returns a new bus inside this process. All hubs and backends that share it hear each other.
     *
     * @param kinds the kinds of realms that keep streams, in memory; all others are plain
     */
    static Broker local(RealmKind... kinds) {
        return new LocalBroker(System::nanoTime, kinds);
    }

    /** A question with one answer of type {@code R}. */
    sealed interface Request<R> permits ResolveRequest, Command, Snapshot.Request, Claim, ToOwner {}

    /**
     * The question who owns a realm, to any backend that owns realms of its kind: if nobody does, that one begins to.
     *
     * @param suspect the epoch whose owner did not answer, which the realm may be taken away from; 0 if none
     */
    record Claim(Realm realm, long suspect) implements Request<Leases.Lease> {}

    /**
     * A command on its way to the owner of its realm. Of another epoch's owner the answer is {@link Outcome.Unavailable}:
     * it was not run. One that wants no answer is {@link Outcome#ok()} as soon as the owner has it.
     */
    record ToOwner(Command command, long epoch) implements Request<Outcome> {
        /** Checks that the command is for a realm. */
        public ToOwner {
            command.realm();
        }
    }

    /** Who listens. The functions are called on the broker's thread, in order, and must only hand over. */
    sealed interface Subscriber {}

    /**
     * A node: hears every publication to realms, users and everyone, and those to its own clients.
     *
     * @param id the node's own id, unique in the cluster
     * @param deliver called once per publication
     * @param order called once per order to a user, to one of its own clients, or to everyone
     * @param missed called when publications may have been missed, of any realm: what is known of positions is to be
     *     checked, and whoever has no stream to check may have a gap. Comes after the fact, beside {@code deliver} and
     *     not in order with it, more often than needed, and never for what the bus itself cannot notice
     * @param linked called with false when the link to the bus is down, within 3 s, and with true when it is up again
     */
    record Node(
            String id,
            BiConsumer<Address, Publication> deliver,
            BiConsumer<Address, Order> order,
            Runnable missed,
            Consumer<Boolean> linked)
            implements Subscriber {
        /** Checks the id. */
        public Node {
            Names.checkPlain("node id", id);
        }

        /** Makes one that takes no orders and does not care about the link. */
        public Node(String id, BiConsumer<Address, Publication> deliver, Runnable missed) {
            this(id, deliver, (address, order) -> {}, missed, up -> {});
        }

        /** Makes one that hears publications and nothing else. */
        public Node(String id, BiConsumer<Address, Publication> deliver) {
            this(id, deliver, () -> {});
        }
    }

    /** A backend's answers to resolve requests; each request goes to one of all that listen. */
    record Resolves(Function<ResolveRequest, CompletionStage<Resolution>> answer) implements Subscriber {}

    /** A backend's answers to commands of one type; each command goes to one of all that listen. */
    record Commands(String type, Function<Command, CompletionStage<Outcome>> answer) implements Subscriber {
        /** Checks the type. */
        public Commands {
            Names.checkPlain("command type", type);
        }
    }

    /** A backend's snapshots of realms of one kind; each request goes to one of all that listen. */
    record Snapshots(String kind, Function<Snapshot.Request, CompletionStage<Snapshot>> answer) implements Subscriber {
        /** Checks the kind. */
        public Snapshots {
            Names.checkToken("kind", kind);
        }
    }

    /** A backend's answers to who owns a realm of a kind; each question goes to one of all that listen. */
    record Claims(String kind, Function<Claim, CompletionStage<Leases.Lease>> answer) implements Subscriber {
        /** Checks the kind. */
        public Claims {
            Names.checkToken("kind", kind);
        }
    }

    /**
     * The owner of a realm, who hears all of its commands. If several listen, all of them do: who was replaced and does not
     * know it yet, too. The first answer counts; a stage that never completes gives none.
     */
    record Owner(Realm realm, Function<ToOwner, CompletionStage<Outcome>> answer) implements Subscriber {}

    /**
     * Who takes part in what nodes say to each other.
     *
     * @param id of a node, or of a backend that wants to know what they say
     * @param hear called once per note that is for all or for this one, and not of this one's own
     * @param linked called as that of {@link Node}
     */
    record Notes(String id, Consumer<Note> hear, Consumer<Boolean> linked) implements Subscriber {
        /** Checks the id. */
        public Notes {
            Names.checkPlain("id", id);
        }
    }

    /**
     * What a node has asked to be brought.
     *
     * @param begun completes when what is published from then on comes; on a cluster's other servers it may take a moment
     *     longer. Waits while the link is down, and fails only when the broker is closed. May complete on the broker's thread
     * @param end ends it; idempotent, does not block
     */
    record Attendance(CompletionStage<?> begun, Runnable end) {
        /** What needs no asking. */
        public static final Attendance ALWAYS =
                new Attendance(CompletableFuture.completedStage(Boolean.TRUE), () -> {});
    }

    /** A listening that can end. */
    interface Subscription extends AutoCloseable {
        /** Stops listening: no call begins after the return, but for those already handed over. Idempotent. */
        @Override
        void close();
    }
}
