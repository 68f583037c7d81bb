package dev.realmhub;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
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
    Tickets.Key tickets = Tickets.Key.random();
    HubListener listener = HubEvents.logging();

    @Nullable
    Executor executor;

    @Nullable
    Timers timers;

    HubBuilder(Broker broker) {
        this.broker = broker;
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

    /** Sets who finds out who connects. Default: everyone is a new anonymous user. */
    public HubBuilder authenticator(Authenticator how) {
        authenticator = how;
        return this;
    }

    /** Sets who decides on realms. Default: the first that {@link ServiceLoader} finds. */
    public HubBuilder resolver(RealmResolver who) {
        resolver = who;
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
    public HubBuilder resumeKey(byte[] secret) {
        tickets = Tickets.Key.of(secret);
        return this;
    }

    /** Sets who hears what happens. Default: failures are logged. */
    public HubBuilder listener(HubListener who) {
        listener = who;
        return this;
    }

    /** Sets the settings. Default: {@link HubConfig#defaults()}. */
    public HubBuilder config(HubConfig settings) {
        config = settings;
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
                        + " META-INF/services/" + RealmResolver.class.getName()));
    }
}
