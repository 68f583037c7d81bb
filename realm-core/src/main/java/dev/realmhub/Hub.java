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
    private final Timers timers;
    private final RealmRegistry registry = new RealmRegistry();
    private final Memberships memberships;
    private final Farewell farewell;
    private final Navigation navigation;
    private final Arrivals arrivals;
    private final Inbound inbound;
    private final Heartbeat heartbeat;
    private final BusLink link;
    private final Broker.Subscription subscription;
    private volatile boolean closed;

    Hub(HubBuilder builder, RealmResolver resolver) {
        id = builder.node;
        config = builder.config;
        origins = builder.origins.copy();
        Broker broker = builder.broker;
        Executor executor = builder.executor != null ? builder.executor : Workers.ofHub();
        timers = builder.timers != null ? builder.timers : Timers.ofJdk(executor);
        HubEvents events = new HubEvents(builder.listener, executor);
        ContinuityConfig continuity = config.continuity();

        Notices notices = new Notices(this::kick);
        Snapshots snapshots = new Snapshots(builder.snapshotKinds, broker, continuity, timers, executor, notices);
        Round.Hall hall = new Round.Hall(registry, timers, events::failed, this::kick);
        FanOut fanOut = new FanOut(
                step -> new Rounds(
                        hall,
                        new Streams.Surroundings(broker, config, timers, registry, snapshots, notices, events, step)),
                config,
                timers,
                Turns.onAllProcessors(executor),
                broker instanceof LocalBroker);
        Doors doors = new Doors(broker, registry, fanOut, snapshots, notices, events, timers, executor);
        Interest interest = new Interest(broker, id, continuity, timers);
        Welcomes welcomes =
                new Welcomes(new Tickets(builder.tickets, continuity.resumeLimit(), timers), timers, config);

        memberships = new Memberships(registry, interest, doors::isGated, events, welcomes);
        farewell = new Farewell(memberships, timers, executor, events);
        Resolving resolving = new Resolving(resolver, broker, config, timers, events);
        navigation = new Navigation(resolving, memberships, doors, notices, farewell, executor, events);
        Guard<User> authenticating = new Guard<>(
                "authenticator", config.concurrentResolves(), config.authenticateDeadline(), timers, events::failed);
        arrivals = new Arrivals(
                builder.authenticator, authenticating, navigation, welcomes, notices, timers, executor, this::whenLive);
        inbound = new Inbound(
                config,
                new Commands(
                        broker,
                        config,
                        timers,
                        executor,
                        new OwnerRoutes(builder.ownedKinds, builder.idempotent, broker, timers)),
                navigation,
                arrivals,
                welcomes,
                this::kick,
                events);
        heartbeat = new Heartbeat(config, registry, timers, events, this::kick);
        link = new BusLink(registry, doors, notices, executor);
        Orders orders = new Orders(registry, navigation, this::kick, executor);
        subscription =
                broker.subscribe(new Broker.Node(id, fanOut::deliver, orders::take, doors::suspect, link::changed));
        heartbeat.start();
    }

    private void whenLive(Client client) {
        link.tell(client);
        inbound.replayHeld(client);
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
        return arrivals.authenticate(handshake);
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
        arrivals.come(client);
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

    /**
     * Makes a live client another user's: the {@link Authenticator} gets its handshake with this token as its {@linkplain
     * Handshake#bearer() bearer}, and its memberships are resolved anew for its path. If that fails, the client is told and
     * stays whose it is.
     */
    public void login(Client client, String token) {
        arrivals.login(client, 0, token);
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

    /** Returns whether the node can serve new clients: it is not closed, and has its link to the bus. */
    public boolean isReady() {
        return !closed && link.isUp();
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
