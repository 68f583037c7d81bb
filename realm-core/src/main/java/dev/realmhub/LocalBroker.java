package dev.realmhub;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bus inside one process, with the semantics of NATS, loss when nobody listens included. Subscribers are called on
 * the sender's thread; if several
 * send to a realm that keeps a stream, on that of one of them.
 */
final class LocalBroker implements Broker {
    private static final Logger logger = LoggerFactory.getLogger(LocalBroker.class);

    private final List<Node> nodes = new CopyOnWriteArrayList<>();
    private final List<Notes> noted = new CopyOnWriteArrayList<>();
    private final Roster<Object, Resolves> resolves = new Roster<>();
    private final Roster<String, Commands> commands = new Roster<>();
    private final Roster<String, Snapshots> snapshots = new Roster<>();
    private final Roster<String, Claims> claims = new Roster<>();
    private final Roster<Realm, Owner> owners = new Roster<>();
    private final LocalStreams streams;
    private final Leases leases;
    private final EventLog log;
    private volatile boolean closed;

    LocalBroker(LongSupplier nanoTime, RealmKind... kinds) {
        streams = new LocalStreams(nanoTime, kinds);
        leases = new LocalLeases(nanoTime, () -> closed);
        log = new LocalEventLog(streams, this::deliver, () -> closed);
    }

    @Override
    public void publish(Address address, Publication publication) {
        if (closed) {
            throw notConnected("publish to " + address);
        }
        if (address instanceof Address.OfRealm to && streams.keep(to.realm())) {
            log.append(to.realm(), publication, null);
        } else {
            deliver(address, publication);
        }
    }

    @Override
    public Optional<EventLog> eventLog(Realm realm) {
        return streams.keep(realm) ? Optional.of(log) : Optional.empty();
    }

    @Override
    public Optional<Leases> leases() {
        return Optional.of(leases);
    }

    private void deliver(Address address, Publication publication) {
        for (Node node : nodes) {
            if (!(address instanceof Address.OfClient to) || to.node().equals(node.id())) {
                deliver(node, address, publication);
            }
        }
    }

    /** As on a real bus, what one node throws concerns neither the sender nor the other nodes. */
    private static void deliver(Node node, Address address, Publication publication) {
        try {
            node.deliver().accept(address, publication);
        } catch (RuntimeException thrown) {
            logger.error("node {} threw at a publication to {}", node.id(), address, thrown);
        }
    }

    @Override
    public void order(Address address, Order order) {
        if (closed) {
            throw notConnected("order to " + address);
        }
        for (Node node : nodes) {
            if (!(address instanceof Address.OfClient to) || to.node().equals(node.id())) {
                order(node, address, order);
            }
        }
    }

    private static void order(Node node, Address address, Order order) {
        try {
            node.order().accept(address, order);
        } catch (RuntimeException thrown) {
            logger.error("node {} threw at an order to {}", node.id(), address, thrown);
        }
    }

    @Override
    public void note(Note note) {
        if (closed) {
            throw notConnected("note of " + note.from());
        }
        for (Notes listener : noted) {
            boolean isFor = note.to() == null
                    ? !listener.id().equals(note.from())
                    : listener.id().equals(note.to());
            if (isFor) {
                note(listener, note);
            }
        }
    }

    private static void note(Notes listener, Note note) {
        try {
            listener.hear().accept(note);
        } catch (RuntimeException thrown) {
            logger.error("{} threw at a note of {}", listener.id(), note.from(), thrown);
        }
    }

    @Override
    @SuppressWarnings("unchecked") // each request's R is its service's
    public <R> CompletionStage<R> request(Request<R> request) {
        if (closed) {
            return CompletableFuture.failedStage(notConnected(request.toString()));
        }
        if (request instanceof Command command) {
            return (CompletionStage<R>) run(command);
        }
        if (request instanceof ToOwner command) {
            return (CompletionStage<R>) run(command);
        }
        if (request instanceof Claim claim) {
            return (CompletionStage<R>) claim(claim);
        }
        return (CompletionStage<R>)
                (request instanceof Snapshot.Request wanted ? snapshot(wanted) : resolve((ResolveRequest) request));
    }

    private CompletionStage<Leases.Lease> claim(Claim claim) {
        List<Claims> all = claims.of(claim.realm().kind());
        return all.isEmpty() ? nobody(claim) : ask(oneOf(all).answer(), claim);
    }

    private CompletionStage<Outcome> run(ToOwner command) {
        List<Owner> all = owners.of(command.command().realm());
        if (all.isEmpty()) {
            return nobody(command);
        }
        CompletableFuture<Outcome> first = new CompletableFuture<>();
        all.forEach(owner ->
                ask(owner.answer(), command).whenComplete((outcome, failure) -> settle(first, outcome, failure)));
        return first;
    }

    private static void settle(
            CompletableFuture<Outcome> first, @Nullable Outcome outcome, @Nullable Throwable failure) {
        if (outcome != null) {
            first.complete(outcome);
        } else if (failure != null) {
            first.completeExceptionally(failure);
        }
    }

    private CompletionStage<Snapshot> snapshot(Snapshot.Request request) {
        List<Snapshots> all = snapshots.of(request.realm().kind());
        return all.isEmpty() ? nobody(request) : ask(oneOf(all).answer(), request);
    }

    private CompletionStage<Resolution> resolve(ResolveRequest request) {
        List<Resolves> all = resolves.of(Resolves.class);
        return all.isEmpty() ? nobody(request) : ask(oneOf(all).answer(), request);
    }

    private CompletionStage<Outcome> run(Command command) {
        List<Commands> all = commands.of(command.type());
        if (all.isEmpty()) {
            return nobody(command);
        }
        CompletionStage<Outcome> outcome = ask(oneOf(all).answer(), command);
        return command.answered() ? outcome : CompletableFuture.completedStage(Outcome.ok());
    }

    private static <Q extends Request<R>, R> CompletionStage<R> ask(
            Function<Q, CompletionStage<R>> service, Q request) {
        try {
            return service.apply(request)
                    .exceptionallyCompose(failure -> CompletableFuture.failedStage(failed(request, failure)));
        } catch (RuntimeException thrown) {
            return CompletableFuture.failedStage(failed(request, thrown));
        }
    }

    @Override
    public Subscription subscribe(Subscriber subscriber) {
        if (closed) {
            throw notConnected("subscribe");
        }
        if (subscriber instanceof Node node) {
            if (nodes.stream().anyMatch(known -> known.id().equals(node.id()))) {
                throw new IllegalArgumentException("a hub with the node id '" + node.id()
                        + "' is on this bus already; give each its own by node(...), or leave it to be random");
            }
            nodes.add(node);
            return once(() -> nodes.remove(node));
        }
        if (subscriber instanceof Notes listener) {
            noted.add(listener);
            return once(() -> noted.remove(listener));
        }
        if (subscriber instanceof Snapshots service) {
            snapshots.add(service.kind(), service);
            return once(() -> snapshots.remove(service.kind(), service));
        }
        if (subscriber instanceof Commands service) {
            commands.add(service.type(), service);
            return once(() -> commands.remove(service.type(), service));
        }
        if (subscriber instanceof Claims service) {
            claims.add(service.kind(), service);
            return once(() -> claims.remove(service.kind(), service));
        }
        if (subscriber instanceof Owner service) {
            owners.add(service.realm(), service);
            return once(() -> owners.remove(service.realm(), service));
        }
        Resolves service = (Resolves) subscriber;
        resolves.add(Resolves.class, service);
        return once(() -> resolves.remove(Resolves.class, service));
    }

    @Override
    public Map<String, Long> figures() {
        return Map.of("connected", closed ? 0L : 1L);
    }

    @Override
    public void close() {
        closed = true;
    }

    private static Subscription once(Runnable end) {
        AtomicBoolean open = new AtomicBoolean(true);
        return () -> {
            if (open.getAndSet(false)) {
                end.run();
            }
        };
    }

    private static <T> T oneOf(List<T> all) {
        return all.get(ThreadLocalRandom.current().nextInt(all.size()));
    }

    private static <R> CompletionStage<R> nobody(Request<R> request) {
        return CompletableFuture.failedStage(new BrokerException(
                BrokerException.Fault.NOBODY_THERE,
                "nobody serves: " + request + "; is a Backend that does started on this bus?",
                null));
    }

    private static RealmException failed(Request<?> request, Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (request instanceof Snapshot.Request && cause instanceof RefusedException refused) {
            return refused;
        }
        return new BrokerException(BrokerException.Fault.FAILED, "the service failed: " + request, failure);
    }

    private static BrokerException notConnected(String what) {
        return new BrokerException(
                BrokerException.Fault.NOT_CONNECTED,
                "the broker is closed: " + what + "; close it after the hubs and backends on it",
                null);
    }
}
