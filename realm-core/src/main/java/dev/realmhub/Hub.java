package dev.realmhub;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The registry and fan-out of one socket node. Container adapters call {@link #authenticate}, {@link #connect}, {@link
 * #receive}, {@link #ponged} and {@link #disconnected}; applications build it, and may {@link #navigate} or {@link #kick}.
 *
 * <p>Thread-safe. No method blocks.
 */
public final class Hub implements AutoCloseable {
    private final String id;
    private final HubConfig config;
    private final Timers timers;
    private final RealmRegistry registry = new RealmRegistry();
    private final Memberships memberships;
    private final Farewell farewell;
    private final Navigation navigation;
    private final Arrivals arrivals;
    private final Inbound inbound;
    private final Heartbeat heartbeat;
    private final Edge edge;
    private final Broker broker;
    private final Orders orders;
    private final BusLink link;
    private final Drain drain;
    private final Readiness readiness;
    private final Inspector inspector;
    private final @Nullable HubPresence presence;
    private final Consumer<Client> greeter;
    private final Broker.Subscription subscription;

    Hub(HubBuilder builder, RealmResolver resolver) {
        id = builder.node;
        config = builder.config;
        greeter = builder.greeter;
        broker = builder.broker;
        Executor executor = builder.executor != null ? builder.executor : Workers.ofHub();
        timers = builder.timers != null ? builder.timers : Timers.ofJdk(executor);
        HubEvents events = new HubEvents(builder.listener, builder.meter, executor);
        ContinuityConfig continuity = config.continuity();

        Notices notices = new Notices(this::kick);
        edge = new Edge(builder, registry, timers, notices, events, this::kick);
        Snapshots snapshots = new Snapshots(builder.snapshotKinds, broker, continuity, timers, executor, notices);
        Round.Hall hall = new Round.Hall(registry, timers, events::failed, this::kick, builder.meter, builder.tracing);
        Followed followed = new Followed();
        FanOut fanOut = new FanOut(
                step -> new Rounds(
                        hall,
                        new Streams.Surroundings(
                                broker, config, timers, registry, snapshots, notices, events, followed, step),
                        builder.oneOrder),
                builder.oneOrder ? 1 : config.lanes(),
                config.gather(),
                timers,
                Turns.onAllProcessors(executor),
                broker instanceof LocalBroker || builder.oneOrder);
        Doors doors = new Doors(broker, registry, fanOut, snapshots, notices, events, timers, executor);
        Interest interest = new Interest(broker, id, continuity, timers);
        Welcomes welcomes =
                new Welcomes(new Tickets(builder.tickets, continuity.resumeLimit(), timers), timers, config);

        presence = builder.presence == null
                ? null
                : new HubPresence(id, builder.presence, broker, registry, notices, timers, executor, events);
        Comings comings = presence == null ? Comings.UNHEARD : presence;
        memberships = new Memberships(registry, interest, doors::isGated, events, welcomes, comings);
        farewell = new Farewell(memberships, timers, executor, events);
        Resolving resolving = new Resolving(resolver, broker, config, timers, registry, events, builder.meter);
        navigation = new Navigation(resolving, memberships, doors, notices, farewell, executor, events);
        Guard<User> authenticating = new Guard<>(
                "authenticator", config.concurrentResolves(), config.authenticateDeadline(), timers, events::failed);
        arrivals = new Arrivals(
                new Identities(builder.authenticator, authenticating),
                edge,
                navigation,
                memberships,
                welcomes,
                notices,
                timers,
                executor,
                new Arrivals.Ends(this::whenLive, edge::owned, this::kick));
        OwnerRoutes owners = new OwnerRoutes(builder.ownedKinds, builder.idempotent, broker, timers);
        inbound = new Inbound(
                config,
                new Commands(broker, config, timers, executor, owners, builder.meter, builder.tracing),
                navigation,
                arrivals,
                welcomes,
                edge.pace,
                this::kick,
                events);
        heartbeat = new Heartbeat(config, builder.steadyPings, registry, timers, events, edge, this::kick);
        link = new BusLink(registry, doors, notices, executor);
        orders = new Orders(registry, navigation, edge.onePerUser, this::kick, timers, executor);
        drain = new Drain(registry, continuity, timers, farewell, this::close);
        readiness = new Readiness(heartbeat, drain, link);
        inspector = new Inspector(new Inspector.Sights(
                id, registry, fanOut, interest, followed, owners, events, timers, this::health, broker::figures));
        subscription =
                broker.subscribe(new Broker.Node(id, fanOut::deliver, orders::take, doors::suspect, link::changed));
        heartbeat.start();
        if (presence != null) {
            presence.start();
        }
    }

    private void whenLive(Client client) {
        edge.owned(client);
        link.tell(client);
        greeter.accept(client);
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
     * Checks the origin and the {@linkplain Bounds bounds}, then asks the authenticator. To be called before the upgrade where the
     * container allows.
     *
     * @return the user, or a failure that is always a {@link RefusedException}; completes by {@link
     *     HubConfig#authenticateDeadline()}
     */
    public CompletionStage<User> authenticate(Handshake handshake) {
        if (!readiness.isOpen()) {
            return CompletableFuture.failedStage(readiness.refusal(id));
        }
        return edge.authenticate(handshake, arrivals::authenticate);
    }

    /** Returns whether pages of the handshake's origin may connect. */
    public boolean allowsOrigin(Handshake handshake) {
        return edge.allowsOrigin(handshake);
    }

    /**
     * Takes a connection of a user into the hub and has its realms resolved. Messages that it sends meanwhile are held.
     * If the realms cannot be had, the connection is closed with the reason.
     */
    public Client connect(Handshake handshake, User user, ClientProtocol protocol, Transport transport) {
        Handshake seen = edge.seenThrough(handshake);
        Client client = new Client(id, user, seen, protocol, transport, this::outboxOf, timers.nanoTime());
        registry.addClient(client);
        CloseReason no = readiness.isOpen() ? edge.objection(client) : CloseReason.RESTART;
        if (no != null) {
            kick(client, no);
        } else {
            arrivals.come(client);
        }
        return client;
    }

    /** Takes a message from a client. To be called by one thread per client at a time, in the order of arrival. */
    public void receive(Client client, Payload frame) {
        heartbeat.received(client);
        inbound.receive(client, frame);
    }

    /** Notes a sign of life. */
    public void heard(Client client) {
        client.heardAt(timers.nanoTime());
    }

    /** Notes the answer to a ping: to be called for each pong. */
    public void ponged(Client client) {
        heartbeat.ponged(client);
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

    /** As {@link Backend#revoke}; here it is done even if it cannot be sent. */
    public void revoke(Order.Revoke what) {
        orders.take(Address.everyone(), what);
        broker.order(Address.everyone(), what);
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

    /** Returns whether the node can serve new clients: it is neither closed nor draining, and has its link to the bus. */
    public boolean isReady() {
        return readiness.isReady();
    }

    /** Returns whether the node works, and whether new clients should come here; if not, why not. */
    public Health health() {
        return readiness.health();
    }

    /** Returns what is here now. Takes a moment for each client and realm, and no lock that delivery waits for longer. */
    public Inspection inspect() {
        return inspector.all();
    }

    /** Returns who of this node is in a realm now, in no order. */
    public List<Inspection.OfMember> inspect(Realm realm) {
        return inspector.membersOf(realm);
    }

    /**
     * Sends all clients to other nodes, then closes the hub. From this call on it is not ready and refuses who comes with {@link
     * CloseReason#RESTART}; clients are served until their turn, no more of them a second than {@link
     * ContinuityConfig#drainPerSecond()}; those who wait for an outcome, or whom a backend lets {@linkplain Backend#stay stay},
     * are the last. Whoever is left shortly before the time is up goes at once, with a word when to come back.
     *
     * @param within how long it may take, 30 s for one
     * @return completes when nobody is here and last words are said; not with a failure. Idempotent: the first call's time counts
     */
    public CompletionStage<Void> drain(Duration within) {
        return drain.begin(Settings.positive("within", within));
    }

    /** Closes all clients with {@link CloseReason#RESTART} and takes no new ones. Idempotent. */
    @Override
    public void close() {
        readiness.close();
        subscription.close();
        heartbeat.stop();
        if (presence != null) {
            presence.close();
        }
        registry.clients().forEach(client -> kick(client, CloseReason.RESTART));
    }

    private Outbox outboxOf(Client client) {
        Backlog backlog = new Backlog(config, client.protocol(), edge.waiting);
        return new Outbox(client.transport(), backlog, config, timers, failure -> farewell.broken(client));
    }
}
