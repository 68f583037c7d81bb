package dev.realmhub;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Collects what a {@link Hub} is made of. Not thread-safe. */
public final class HubBuilder {
    final Broker broker;
    final OriginRules origins = new OriginRules();
    String node = Ids.node();
    HubConfig config = HubConfig.defaults();
    Authenticator authenticator = Authenticator.anonymous();
    private @Nullable RealmResolver resolver;
    final Set<String> snapshotKinds = new HashSet<>();
    final Set<String> ownedKinds = new HashSet<>();
    final Set<String> idempotent = new HashSet<>();
    final Proxies proxies = new Proxies();
    boolean onePerUser;
    Seal.Key tickets = Seal.Key.random();
    boolean steadyPings;
    boolean oneOrder;
    HubListener listener = new HubListener() {};
    Consumer<Client> greeter = client -> {};

    Tracing tracing = Tracing.none();

    @Nullable
    HubMeter meter;

    @Nullable
    PresenceConfig presence;

    @Nullable
    Executor executor;

    @Nullable
    Timers timers;

    HubBuilder(Broker broker) {
        this.broker = Given.broker(broker);
    }

    /**
     * Lets pages of an origin connect: scheme, host and port, exactly. May be called several times; a hub without
     * any allowed origin does not start.
     *
     * @throws IllegalArgumentException if it is no origin, or a pattern
     */
    public HubBuilder allowOrigin(String origin) {
        origins.allow(origin);
        return this;
    }

    /** Lets clients without an {@code Origin} header connect: native apps and tests, never browsers. */
    public HubBuilder allowNoOrigin() {
        origins.allowAbsent();
        return this;
    }

    /**
     * Trusts a proxy to say for whom it speaks, {@code 10.0.0.0/8}, {@code fd00::/8} or one address: behind one the client's
     * address is the last in {@code X-Forwarded-For} that is none of the trusted. May be called several times. Default: none, and
     * the header is not looked at, since anybody can write it. On ways in where the container does not tell the peer's address
     * nobody is trusted.
     *
     * @throws IllegalArgumentException if it is neither a block of addresses nor one
     */
    public HubBuilder trustProxy(String addresses) {
        proxies.trust(addresses);
        return this;
    }

    /** Reads {@code Forwarded} (RFC 7239) in place of {@code X-Forwarded-For}: the one that the trusted proxies write. */
    public HubBuilder forwardedHeader(String name) {
        proxies.header(name);
        return this;
    }

    /**
     * Leaves each user his newest connection, on whatever node: older ones are closed with {@link CloseReason#REPLACED} as soon as
     * another is live. All hubs of a cluster should say so. By the nodes' clocks; a node whose link to the bus is down does not
     * hear of it. Default: a user may have several.
     */
    public HubBuilder onePerUser() {
        onePerUser = true;
        return this;
    }

    /**
     * Lets pages of every origin connect, and whoever sends none. Safe only where the {@link Authenticator} goes by a token that
     * the page itself names: a cookie is sent from any page, so any page could speak in its visitors' names.
     */
    public HubBuilder allowAnyOrigin() {
        origins.allowAny();
        return this;
    }

    /** Sets who finds out who connects. Default: everyone is a new anonymous user. */
    public HubBuilder authenticator(Authenticator how) {
        authenticator = Given.orElse("an Authenticator, or leave the call out", "the authenticator", how);
        return this;
    }

    /** Sets who decides on realms. Default: the first that {@link ServiceLoader} finds. */
    public HubBuilder resolver(RealmResolver who) {
        resolver = Given.orElse("a RealmResolver, request -> request.askBackend() for one", "the resolver", who);
        return this;
    }

    /**
     * Names kinds of realms that begin with a snapshot: whoever joins one gets the state of the realm from a backend ({@link
     * Backend.Builder#snapshot}) before any event. Default: none.
     */
    public HubBuilder snapshots(String... kinds) {
        for (String kind : kinds) {
            snapshotKinds.add(Names.checkToken("kind", kind));
        }
        return this;
    }

    /**
     * Names kinds of realms whose commands go to the one backend that owns the realm ({@link Backend.Builder#own}). A hub that is
     * not told of an owned kind finds nobody who serves its commands. Default: none.
     */
    public HubBuilder owned(String... kinds) {
        for (String kind : kinds) {
            ownedKinds.add(Names.checkToken("kind", kind));
        }
        return this;
    }

    /**
     * Names types of commands that do no harm if they are run twice: in owned realms they are sent again when it is not known
     * what became of them, until their deadline. Default: none, and no command is run twice.
     */
    public HubBuilder idempotent(String... types) {
        for (String type : types) {
            idempotent.add(Names.checkPlain("command type", type));
        }
        return this;
    }

    /**
     * Sets the secret by which the hubs of a cluster know each other's resume tickets: the same for all, 32 bytes or more, not
     * to be logged. Default: random, so that clients resume on the hub that they were on, and begin anew on others.
     *
     * @throws IllegalArgumentException if it is shorter
     */
    public HubBuilder resumeKey(Secret secret) {
        tickets = Seal.Key.of("resumeKey", secret.bytes());
        return this;
    }

    /**
     * Keeps who is online, and who is in realms of some kinds, together with the other hubs that do so: members are told. Default:
     * nobody is.
     */
    public HubBuilder presence(PresenceConfig settings) {
        presence = settings;
        return this;
    }

    /** As {@link #resumeKey(Secret)}. */
    public HubBuilder resumeKey(byte[] secret) {
        return resumeKey(Secret.of(secret));
    }

    /** Sets who hears what happens. Default: failures are logged. */
    public HubBuilder listener(HubListener who) {
        listener = Given.orElse("a HubListener, or leave the call out", "the listener", who);
        return this;
    }

    /** Sets who counts and times what happens: {@code realm-micrometer}'s, for one. Default: nobody, at no cost. */
    public HubBuilder meter(HubMeter who) {
        meter = who;
        return this;
    }

    /** Sets what ties publications and commands to traces. Default: {@link Tracing#none()}. */
    public HubBuilder tracing(Tracing how) {
        tracing = how;
        return this;
    }

    /**
     * Sets who is told of each client that has come, before anything that it says is acted on: it is in its realms by then, so
     * what is published in answer reaches it. A {@link HubListener} hears the same later, beside what the client says. Called on
     * a container's thread or the hub's executor; must not block. If it throws, the client is closed. The client may be closed
     * already: {@link HubListener#closed} may come before or after.
     */
    public HubBuilder greeter(Consumer<Client> who) {
        greeter = who;
        return this;
    }

    /**
     * Pings all clients each {@link HubConfig#heartbeat()}, quiet or not, has {@link HubListener#ponged} tell of the answers, and
     * takes nothing but an answer for a sign of life. Default: a client that speaks is not asked.
     */
    public HubBuilder steadyPings() {
        steadyPings = true;
        return this;
    }

    /**
     * Has what comes to whatever address reach each client in the order in which the bus brought it, as if all were one realm;
     * streams keep their own. The fan-out is left with one lane, and a large realm holds up the small ones; so the bus's thread does
     * not hand over, but sends to up to 64 clients itself, if nothing is before them. Default: each realm, and each user, has its own order.
     */
    public HubBuilder oneOrder() {
        oneOrder = true;
        return this;
    }

    /** Sets the settings. Default: {@link HubConfig#defaults()}. */
    public HubBuilder config(HubConfig settings) {
        config = Given.orElse("a HubConfig, or leave the call out", "the config", settings);
        return this;
    }

    /** Sets the node's id, 1 to 64 of {@code A-Z a-z 0-9 _ -}, unique in the cluster. Default: random. */
    public HubBuilder node(String name) {
        node = Names.checkPlain("node id", name);
        return this;
    }

    /**
     * Sets where lanes and listeners run and sockets are closed: {@code Executors.newVirtualThreadPerTaskExecutor()}, for
     * one. Must not be a single thread. Default: daemon threads made as needed; the fan-out takes as many as there are
     * processors, two at least.
     */
    public HubBuilder executor(Executor where) {
        executor = where;
        return this;
    }

    /**
     * Sets what the hub knows of time: for tests with a virtual clock. Default: the JDK's own.
     *
     * @param nanoTime monotonic, nanoseconds
     */
    public HubBuilder time(ScheduledExecutorService scheduler, LongSupplier nanoTime, InstantSource wallClock) {
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
                        + " META-INF/services/" + RealmResolver.class.getName()
                        + ", in a module by provides ... with in its module-info"));
    }
}
