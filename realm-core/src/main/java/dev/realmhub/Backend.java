package dev.realmhub;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The game server's side: answers resolve requests, handles commands, publishes. Several backends on one bus share the
 * work: each request goes to one of them.
 *
 * <p>Thread-safe. Handlers run on the backend's executor and may block; those of one client run one after the other in
 * the order of its commands, those of different clients side by side.
 */
public final class Backend implements AutoCloseable {
    /** Handles commands of one type. */
    @FunctionalInterface
    public interface Handler {
        /**
         * Handles a command. May answer now or later, on any thread; a command that gets no answer by its deadline ends
         * as {@link Outcome.Unknown} for the client. What it throws ends it as rejected: a {@link RefusedException} with
         * its words, anything else as {@code failed} without any, and the listener hears of it.
         */
        void handle(Command command, Reply reply) throws Exception;
    }

    /** The one answer to a command; further ones are ignored. Thread-safe. Of a fire-and-forget command it goes nowhere. */
    @FunctionalInterface
    public interface Reply {
        /** Answers. */
        void with(Outcome outcome);

        /** It is done. */
        default void ok() {
            with(Outcome.ok());
        }

        /** It is done, and this is the answer. */
        default void ok(Payload payload) {
            with(Outcome.ok(payload));
        }

        /** It was not done; the code, of {@code A-Z a-z 0-9 _ -}, is for programs, the text for people. */
        default void rejected(String code, String text) {
            with(Outcome.rejected(code, text));
        }
    }

    private final Broker broker;
    private final Tracing tracing;
    private final List<Broker.Subscription> subscriptions;
    private final Workers.Place place;
    private final Timers timers;
    private final Serving serving;
    private final @Nullable OwnedRealms owned;

    private Backend(Builder builder) {
        broker = builder.broker;
        place = Workers.ofBackend(builder.executor);
        tracing = builder.tracing;
        timers = builder.timers.apply(place.executor());
        serving = new Serving(place.executor(), timers, builder.failures, builder.concurrentCommands, tracing);
        owned = builder.offers.games().isEmpty() ? null : ownedBy(builder);
        subscriptions = builder.offers.begin(broker, serving);
        if (owned != null) {
            owned.start();
        }
    }

    private OwnedRealms ownedBy(Builder builder) {
        return new OwnedRealms(
                builder.offers.games(), builder.owning, broker, place.executor(), timers, serving, builder.failures);
    }

    /** Returns a builder of a backend on a bus; the bus stays the caller's to close. */
    public static Builder builder(Broker broker) {
        return new Builder(broker);
    }

    /** Publishes to an address. Does not block; throws a {@link BrokerException} if it was not sent. */
    public void publish(Address address, Publication publication) {
        broker.publish(address, publication.traced(tracing.current()));
    }

    /** Publishes to everyone in a realm; see {@link #publish(Address, Publication)}. */
    public void publish(Realm realm, Publication publication) {
        publish(Address.realm(realm), publication);
    }

    /**
     * Publishes to a realm that keeps a stream, and completes with the event's position once it is stored. Does not block.
     *
     * @param expectedLast if given, it is stored only if the realm had no event after this position; else it fails: {@code STALE}
     * @return fails with a {@link BrokerException}; see {@link EventLog#append}
     * @throws IllegalArgumentException if the realm keeps no stream
     */
    public CompletionStage<Position> append(Realm realm, Publication publication, @Nullable Position expectedLast) {
        EventLog log = broker.eventLog(realm)
                .orElseThrow(() -> new IllegalArgumentException(
                        realm + " keeps no stream: give the broker RealmKind.kept(\"" + realm.kind() + "\", ...)"));
        return log.append(realm, publication.traced(tracing.current()), expectedLast);
    }

    /**
     * Takes a client, or all live clients of a user, to another path: it is resolved as if they had asked. Does not block.
     *
     * @throws BrokerException if it was not sent
     * @throws IllegalArgumentException if it is the address of neither a user nor a client
     */
    public void move(Address address, String path) {
        Orders.send(broker, address, new Order.Move(path));
    }

    /** Takes them to a path with these memberships, and asks no resolver; see {@link #move(Address, String)}. */
    public void move(Address address, String path, List<Membership> memberships) {
        Orders.send(broker, address, new Order.Place(path, memberships));
    }

    /** Closes a client, or all clients of a user; see {@link #move(Address, String)}. */
    public void kick(Address address, CloseReason reason) {
        Orders.send(broker, address, new Order.Kick(reason));
    }

    /** Closes whoever is connected by what is not good any more, on all nodes; see {@link #move(Address, String)}. */
    public void revoke(Order.Revoke what) {
        broker.order(Address.everyone(), what);
    }

    /** Lets them stay for a while, should their node drain: for the last seconds of a game; see {@link #move(Address, String)}. */
    public void stay(Address address, Duration time) {
        Orders.send(broker, address, new Order.Stay(time));
    }

    /** Makes sure that a backend owns a realm, so that its clock runs; fails with a {@link BrokerException} if none takes it. */
    public CompletionStage<Leases.Lease> claim(Realm realm) {
        return broker.request(new Broker.Claim(realm, 0));
    }

    /** Returns how many realms this backend owns. */
    public int ownedRealms() {
        return owned == null ? 0 : owned.count();
    }

    /** Returns how many commands that want no answer were dropped so far; see {@link Builder#concurrentCommands}. */
    public long droppedCommands() {
        return serving.dropped();
    }

    /** Looks at the realms that this backend owns, and disturbs nothing. */
    public List<Inspection.OfOwned> inspect() {
        return owned == null ? List.of() : owned.look();
    }

    /**
     * Leaves without being missed, and closes: claims nothing any more, hands its realms over one by one (or keeps them, see
     * {@link Owning#keepUntilEnd}), leaves the queue groups, and answers what is under way. Does not block; a second more if it owns some.
     *
     * @param limit after which it closes whatever is left
     * @return completes when it is closed; then the bus may be
     */
    public CompletionStage<Void> drain(Duration limit) {
        CompletableFuture<Void> quiet = (owned == null ? CompletableFuture.<Void>completedStage(null) : owned.drain())
                .thenRunAsync(() -> subscriptions.forEach(Broker.Subscription::close), place.executor())
                .thenCompose(left -> serving.quiet())
                .toCompletableFuture();
        timers.end(quiet, limit, null);
        return quiet.whenCompleteAsync((done, failure) -> close(), place.executor());
    }

    /** Closes at once, its realms as they are; see {@link #drain}. What is under way goes on. Waits for the bus. Idempotent. */
    @Override
    public void close() {
        subscriptions.forEach(Broker.Subscription::close);
        if (owned != null) {
            owned.close();
        }
        place.release().run();
    }

    /** Collects what a backend does. Not thread-safe. */
    public static final class Builder {
        private final Broker broker;
        private final Offers offers = new Offers();
        private Owning owning = Owning.defaults();
        private int concurrentCommands = 1_000;
        private Function<Executor, Timers> timers = Timers::ofJdk;
        private @Nullable Executor executor;
        private Tracing tracing = Tracing.none();
        private Consumer<RealmException> failures =
                failure -> LoggerFactory.getLogger(Backend.class).warn("{}", failure.getMessage(), failure);

        private Builder(Broker broker) {
            this.broker = Given.broker(broker);
        }

        /** Answers resolve requests for the paths of a template, {@code /game/{id}}, on the backend's executor: may block. Earlier templates come first. */
        public Builder resolve(String template, Function<ResolveRequest, Resolution> answer) {
            return resolve(RealmResolver.byPath(template, answer));
        }

        /** Answers resolve requests; called on the backend's executor. May abstain in favour of later ones. */
        public Builder resolve(RealmResolver resolver) {
            offers.resolver(resolver);
            return this;
        }

        /**
         * Makes the snapshots of a kind of realm, on the backend's executor: may block. To refuse one, throw a {@link RefusedException}: the
         * client is told, and the hub asks again. Tell the hubs of the kind, too: {@link HubBuilder#snapshots}.
         *
         * <p>In a realm that keeps a stream either name the position that the state stands for ({@link Snapshot#of(Payload, Position)}, from
         * {@link Backend#append}), or change the state before the event is published: then every event that the snapshot lacks comes after it,
         * and perhaps some that it holds. A state that lags a little is completed from the stream; but from a position of which the stream has
         * forgotten what followed, and that is named a second time when the hub asks again, the hub takes it that nothing did.
         *
         * @throws IllegalArgumentException if the kind has snapshots already
         */
        public Builder snapshot(String kind, BiFunction<Realm, Snapshot.Viewer, Snapshot> answer) {
            offers.snapshots(kind, answer);
            return this;
        }

        /**
         * Handles commands of a type.
         *
         * @throws IllegalArgumentException if the type has a handler already
         */
        public Builder on(String type, Handler handler) {
            offers.handler(type, handler);
            return this;
        }

        /**
         * Owns realms of a kind: all commands of such a realm come to the one backend that has it in memory, one after the
         * other. If nobody has, the bus asks any backend that owns the kind. Tell the hubs of the kind, too: {@link
         * HubBuilder#owned}. The bus must have {@link Broker#leases}.
         *
         * @throws IllegalArgumentException if the kind has games already
         */
        public Builder own(String kind, GameFactory factory) {
            offers.games(kind, factory);
            return this;
        }

        /** Sets how realms are owned. Default: {@link Owning#defaults()}. */
        public Builder owning(Owning settings) {
            owning = settings;
            return this;
        }

        /** Sets how many commands may be under way. Further ones are rejected as {@code busy}; if nobody waits for them the listener hears of each burst. Default 1,000. */
        public Builder concurrentCommands(int most) {
            concurrentCommands = Settings.positive("concurrentCommands", most);
            return this;
        }

        /** Sets where handlers run. Default: virtual threads where there are any, else threads made as needed. */
        public Builder executor(Executor where) {
            executor = where;
            return this;
        }

        /** Sets who hears of each handler that threw, and of commands that were dropped. Default: a log line. */
        public Builder onFailure(Consumer<RealmException> listener) {
            failures = listener;
            return this;
        }

        /** Sets what ties publications and handlers to traces. Default: {@link Tracing#none()}. */
        public Builder tracing(Tracing how) {
            tracing = how;
            return this;
        }

        /**
         * Sets what the backend knows of time: for tests with a virtual clock. Default: the JDK's own.
         *
         * @param nanoTime monotonic, nanoseconds
         * @param wallClock which deadlines are held against
         */
        public Builder time(ScheduledExecutorService scheduler, LongSupplier nanoTime, InstantSource wallClock) {
            timers = where -> Timers.of(scheduler, nanoTime, wallClock, where);
            return this;
        }

        /** Starts to serve. */
        public Backend start() {
            return new Backend(this);
        }
    }
}
