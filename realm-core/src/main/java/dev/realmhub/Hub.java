package dev.realmhub;

import java.time.InstantSource;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

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
    private final Memberships memberships;
    private final Farewell farewell;
    private final Navigation navigation;
    private final Inbound inbound;
    private final Heartbeat heartbeat;
    private final Broker.Subscription subscription;
    private volatile boolean closed;

    private Hub(Builder builder, RealmResolver resolver) {
        id = builder.node;
        config = builder.config;
        origins = builder.origins.copy();
        authenticator = builder.authenticator;
        Executor executor = builder.executor != null ? builder.executor : Workers.ofHub();
        timers = builder.timers != null ? builder.timers : Timers.ofJdk(executor);
        HubEvents events = new HubEvents(builder.listener, executor);
        authenticating = new Guard<>(
                "authenticator", config.concurrentResolves(), config.authenticateDeadline(), timers, events::failed);
        memberships = new Memberships(registry, events, config);
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
    public static Builder builder(Broker broker) {
        return new Builder(broker);
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

    /** Collects what a hub is made of. Not thread-safe. */
    public static final class Builder {
        private final Broker broker;
        private final OriginRules origins = new OriginRules();
        private String node = Ids.node();
        private HubConfig config = HubConfig.defaults();
        private Authenticator authenticator = Authenticator.anonymous();
        private @Nullable RealmResolver resolver;
        private HubListener listener = HubEvents.logging();
        private @Nullable Executor executor;
        private @Nullable Timers timers;

        private Builder(Broker broker) {
            this.broker = broker;
        }

        /**
         * Lets pages of an origin connect: scheme, host and port, exactly. May be called several times; a hub without
         * any allowed origin does not start.
         *
         * @throws IllegalArgumentException if it is no origin, or a pattern
         */
        public Builder allowOrigin(String origin) {
            origins.allow(origin);
            return this;
        }

        /** Lets clients without an {@code Origin} header connect: native apps and tests, never browsers. */
        public Builder allowNoOrigin() {
            origins.allowAbsent();
            return this;
        }

        /** Sets who finds out who connects. Default: everyone is a new anonymous user. */
        public Builder authenticator(Authenticator how) {
            authenticator = how;
            return this;
        }

        /** Sets who decides on realms. Default: the first that {@link ServiceLoader} finds. */
        public Builder resolver(RealmResolver who) {
            resolver = who;
            return this;
        }

        /** Sets who hears what happens. Default: failures are logged. */
        public Builder listener(HubListener who) {
            listener = who;
            return this;
        }

        /** Sets the settings. Default: {@link HubConfig#defaults()}. */
        public Builder config(HubConfig settings) {
            config = settings;
            return this;
        }

        /** Sets the node's id, 1 to 64 of {@code A-Z a-z 0-9 _ -}, unique in the cluster. Default: random. */
        public Builder node(String name) {
            node = Names.checkPlain("node id", name);
            return this;
        }

        /**
         * Sets where lanes and listeners run and sockets are closed: {@code Executors.newVirtualThreadPerTaskExecutor()}, for
         * one. Must not be a single thread. Default: daemon threads made as needed; the fan-out takes as many as there are
         * processors, two at least.
         */
        public Builder executor(Executor where) {
            executor = where;
            return this;
        }

        /**
         * Sets what the hub knows of time: for tests with a virtual clock. Default: the JDK's own.
         *
         * @param nanoTime monotonic, nanoseconds
         */
        public Builder time(ScheduledExecutorService scheduler, LongSupplier nanoTime, InstantSource wallClock) {
            timers = Timers.of(scheduler, nanoTime, wallClock, Runnable::run);
            return this;
        }

        /**
         * Starts the hub.
         *
         * @throws IllegalStateException if no origin is allowed or there is no resolver
         */
        public Hub build() {
            if (origins.isEmpty()) {
                throw new IllegalStateException("no origin is allowed, so no page could connect: call"
                        + " allowOrigin(\"https://your.site\") for each site whose pages may, or allowNoOrigin() for"
                        + " clients that are no browsers");
            }
            return new Hub(this, resolver != null ? resolver : found());
        }

        private static RealmResolver found() {
            return ServiceLoader.load(RealmResolver.class)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no resolver: call resolver(...), or name one in"
                            + " META-INF/services/" + RealmResolver.class.getName()));
        }
    }
}
