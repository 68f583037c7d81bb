package dev.realmhub.test;

import dev.realmhub.Address;
import dev.realmhub.Backend;
import dev.realmhub.Broker;
import dev.realmhub.Handshake;
import dev.realmhub.Hub;
import dev.realmhub.HubBuilder;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.RealmKind;
import dev.realmhub.RealmResolver;
import dev.realmhub.User;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real hub on a bus in this process, for the tests of resolvers, backends and games: clients are fake, time passes when the
 * test says so, and links can be cut. A JUnit extension that closes everything after the test.
 *
 * <pre>{@code
 * @RegisterExtension
 * final TestHub hub = TestHub.of(new GamesResolver(games));
 *
 * @Test
 * void whoPlaysIsAPlayer() {
 *     TestClient alice = hub.connect("alice", "/game/1").expectJoined("game:1", "player");
 *     hub.publish("game:1", "e4");
 *     alice.expectEvent("game:1", "e4");
 * }
 * }</pre>
 *
 * <p>All runs on the test's thread, while it waits, but for what the application does on threads of its own. For the test's
 * thread, one test at a time.
 */
public final class TestHub implements AfterEachCallback, AutoCloseable {
    private final TestTime time;
    private final Broker bus;
    private final TestLink link;
    private final Hub hub;
    private final RealmResolver resolver;
    private final Deque<Runnable> begun;

    private TestHub(
            TestTime time,
            Broker bus,
            RealmResolver resolver,
            UnaryOperator<HubBuilder> change,
            Deque<Runnable> begun) {
        this.time = time;
        this.bus = bus;
        this.link = new TestLink(bus);
        this.resolver = resolver;
        this.begun = begun;
        this.hub = change.apply(Hub.builder(link)
                        .allowNoOrigin()
                        .resolver(resolver)
                        .executor(time)
                        .time(time, time::nanoTime, time))
                .build();
        begun.push(hub::close);
    }

    /**
     * Returns a hub with a resolver.
     *
     * @param kinds the kinds of realms that keep streams
     */
    public static TestHub of(RealmResolver resolver, RealmKind... kinds) {
        return of(resolver, builder -> builder, kinds);
    }

    /** Returns a hub with a resolver, and with whatever else is told to its builder. */
    public static TestHub of(RealmResolver resolver, UnaryOperator<HubBuilder> change, RealmKind... kinds) {
        return new TestHub(new TestTime(), Broker.local(kinds), resolver, change, new ArrayDeque<>());
    }

    /** Returns a hub that asks backends, and one backend, of what is told to its builder. */
    public static TestHub ofBackend(UnaryOperator<Backend.Builder> what, RealmKind... kinds) {
        TestHub made = of(RealmResolver.askBackend(), kinds);
        made.backend(what);
        return made;
    }

    /** Starts a backend on the bus; its handlers run on the test's thread. */
    public Backend backend(UnaryOperator<Backend.Builder> what) {
        Backend backend = what.apply(Backend.builder(bus).executor(time).time(time, time::nanoTime, time))
                .start();
        begun.push(backend::close);
        return backend;
    }

    /** Returns another node of the same cluster, with the same resolver, time and backends, closed together with this. */
    public TestHub beside(UnaryOperator<HubBuilder> change) {
        return new TestHub(time, bus, resolver, change, begun);
    }

    /** Connects a user at a path; see {@link TestClient} for what to expect. */
    public TestClient connect(String user, String path) {
        return connect(User.of(user), Handshake.of(path));
    }

    /** Connects a user with a handshake of the test's own making. */
    public TestClient connect(User user, Handshake handshake) {
        return TestClient.connect(hub, user, handshake, time);
    }

    /** Publishes a text to a realm, given by its text form. */
    public void publish(String realm, String text) {
        publish(Address.realm(Realm.parse(realm)), Publication.of(text));
    }

    /** Publishes to an address, as a backend does. */
    public void publish(Address address, Publication publication) {
        bus.publish(address, publication);
    }

    /** Lets time pass: deadlines, heartbeats and whatever else falls due runs, in order. */
    public void pass(Duration duration) {
        time.pass(duration);
    }

    /** Cuts this hub's link to the bus: what comes meanwhile is lost, and what its clients ask is unavailable. */
    public void cut() {
        link.cut();
        time.settle();
    }

    /** Mends the link. */
    public void heal() {
        link.heal();
        time.settle();
    }

    /** Returns the hub itself. */
    public Hub hub() {
        return hub;
    }

    /** Returns the bus, for parts of the application that speak to it. */
    public Broker broker() {
        return bus;
    }

    @Override
    public void afterEach(ExtensionContext test) {
        close();
    }

    /** Closes hubs and backends; those made with {@link #beside} too. */
    @Override
    public void close() {
        while (!begun.isEmpty()) {
            begun.pop().run();
        }
        time.settle();
    }
}
