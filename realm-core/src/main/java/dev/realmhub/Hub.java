package dev.realmhub;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * The registry and fan-out of one socket node. Container adapters call {@link #authenticate}, {@link #connect}, {@link
 * #receive}, {@link #heard} and {@link #disconnected}; applications build it, and may {@link #navigate} or {@link #kick}.
 *
 * <p>Thread-safe. No method blocks.
 */
public final class Hub implements AutoCloseable {
    private final String id;
    private final HubConfig config;
    private final OriginRules origins;
    private final Authenticator authenticator;
    private final Timers timers;
    private final RealmRegistry registry = new RealmRegistry();
    private final Guard<User> authenticating;
    private final Tickets tickets;
    private final Memberships memberships;
    private final Farewell farewell;
    private final Navigation navigation;
    private final Inbound inbound;
    private final Heartbeat heartbeat;
    private final Broker.Subscription subscription;
    private volatile boolean closed;

    Hub(HubBuilder builder, RealmResolver resolver) {
        id = builder.node;
        config = builder.config;
        origins = builder.origins.copy();
        authenticator = builder.authenticator;
        Executor executor = builder.executor != null ? builder.executor : Workers.ofHub();
        timers = builder.timers != null ? builder.timers : Timers.ofJdk(executor);
        HubEvents events = new HubEvents(builder.listener, executor);
        authenticating = new Guard<>(
                "authenticator", config.concurrentResolves(), config.authenticateDeadline(), timers, events::failed);
        tickets = new Tickets(builder.tickets, config.continuity().resumeLimit(), timers);
        memberships = new Memberships(registry, events, config, tickets);
        farewell = new Farewell(memberships, timers, executor, events);
        Resolving resolving = new Resolving(resolver, builder.broker, config, timers, events);
        navigation = new Navigation(resolving, memberships, farewell, executor, events);
        Commands commands = new Commands(builder.broker, config, timers, executor);
        inbound = new Inbound(config, commands, navigation, this::kick, events);
        heartbeat = new Heartbeat(config, registry, timers, events, this::kick);
        Round.Hall hall = new Round.Hall(registry, timers, events::failed, this::kick);
        FanOut fanOut =
                new FanOut(hall, config, Turns.onAllProcessors(executor), builder.broker instanceof LocalBroker);
        subscription = builder.broker.subscribe(new Broker.Node(id, fanOut::deliver));
        heartbeat.start();
    }

    /** Returns a builder of a hub on a bus; the bus stays the caller's to close. */
    public static HubBuilder builder(Broker broker) {
        return new HubBuilder(broker);
    }

    /** Returns the node's id, unique in the cluster. */
    public String id() {
        return id;
    }

    /** Returns its settings. */
    public HubConfig config() {
        return config;
    }

    /**
     * Checks the origin, then asks the authenticator. To be called before the upgrade where the container allows.
     *
     * @return the user, or a failure that is always a {@link RefusedException}; completes by {@link
     *     HubConfig#authenticateDeadline()}
     */
    public CompletionStage<User> authenticate(Handshake handshake) {
        if (!origins.allows(handshake)) {
            return CompletableFuture.failedStage(new RefusedException(
                    CloseReason.FORBIDDEN.withText("this origin is not allowed: " + handshake.origin())));
        }
        return authenticating.call(() -> authenticator.authenticate(handshake));
    }

    /** Returns whether pages of the handshake's origin may connect. */
    public boolean allowsOrigin(Handshake handshake) {
        return origins.allows(handshake);
    }

    /**
     * Takes a connection of a user into the hub and has its realms resolved. Messages that it sends meanwhile are held.
     * If the realms cannot be had, the connection is closed with the reason.
     */
    public Client connect(Handshake handshake, User user, ClientProtocol protocol, Transport transport) {
        Client client = new Client(id, user, handshake, protocol, transport, this::outboxOf);
        client.heardAt(timers.nanoTime());
        client.pingedAt(client.heardAt());
        registry.addClient(client);
        if (closed) {
            kick(client, CloseReason.RESTART);
            return client;
        }
        navigation.enter(client, inbound::replayHeld);
        return client;
    }

    /** Takes a message from a client. To be called by one thread per client at a time, in the order of arrival. */
    public void receive(Client client, Payload frame) {
        heard(client);
        inbound.receive(client, frame);
    }

    /** Notes a sign of life: to be called for each pong, too. */
    public void heard(Client client) {
        client.heardAt(timers.nanoTime());
    }

    /** Takes note that a client's socket is gone. Idempotent. */
    public void disconnected(Client client, CloseReason reason) {
        memberships.close(client, reason);
        client.outbox().abandon();
    }

    /**
     * Takes a live client to another path, as if it had asked: realms of both paths stay, others are left and joined in
     * one step. If the resolver refuses, the client is told and stays where it is. A client that is not {@linkplain
     * Client.State#JOINED live} is not moved.
     */
    public void navigate(Client client, String path) {
        navigation.navigate(client, 0, path);
    }

    /** Closes a client: it is out of all realms when this returns, and is told the reason. Idempotent. */
    public void kick(Client client, CloseReason reason) {
        farewell.close(client, reason);
    }

    /** Returns the client with an id, if it is on this node. */
    public Optional<Client> client(String clientId) {
        return Optional.ofNullable(registry.client(clientId));
    }

    /** Returns how many clients are here, those still connecting included. */
    public int clientCount() {
        return registry.clients().size();
    }

    /** Returns how many clients of this node are in a realm. */
    public int memberCount(Realm realm) {
        return registry.members(realm).size();
    }

    /** Returns how many realms have a client on this node. */
    public int realmCount() {
        return registry.realms();
    }

    /** Closes all clients with {@link CloseReason#RESTART} and takes no new ones. Idempotent. */
    @Override
    public void close() {
        closed = true;
        subscription.close();
        heartbeat.stop();
        registry.clients().forEach(client -> kick(client, CloseReason.RESTART));
    }

    private Outbox outboxOf(Client client) {
        return new Outbox(client.transport(), client.protocol(), config, timers, failure -> farewell.broken(client));
    }
}
