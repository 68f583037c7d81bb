package dev.realmhub;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/**
 * Whatever order answers of the resolver, navigations and the end of a connection meet in: what the registry knows is
 * what the client has, and a closed client is nowhere.
 */
@Param(name = "realm", gen = IntGen.class, conf = "0:1")
public class MembershipsLincheckTest {
    private static final List<Realm> REALMS = List.of(Realm.of("a"), Realm.of("b"));
    private static final List<List<Membership>> GRANTS =
            REALMS.stream().map(realm -> List.of(Membership.of(realm))).toList();

    private final RealmRegistry registry = new RealmRegistry();
    private final Memberships memberships = memberships();
    private final Client client = new Client(
            "n",
            User.of("alice"),
            Handshake.of("/"),
            ClientProtocol.raw("raw"),
            new FakeSocket(),
            c -> new Outbox(
                    c.transport(),
                    new Backlog(HubConfig.defaults(), c.protocol(), new Budget(Long.MAX_VALUE)),
                    HubConfig.defaults(),
                    new VirtualTime().timers(),
                    failure -> {}),
            0);
    private final AtomicBoolean entered = new AtomicBoolean();
    private final int entering = client.nextGeneration();

    public MembershipsLincheckTest() {
        registry.addClient(client);
    }

    private Memberships memberships() {
        Timers timers = new VirtualTime().timers();
        ContinuityConfig continuity = ContinuityConfig.defaults();
        Tickets tickets = new Tickets(Seal.Key.random(), continuity.resumeLimit(), timers);
        return new Memberships(
                registry,
                new Interest(Broker.local(), "n", continuity, timers),
                realm -> false,
                new HubEvents(new HubListener() {}, Runnable::run),
                new Welcomes(tickets, timers, HubConfig.defaults()),
                Comings.UNHEARD);
    }

    @Operation
    public void enter(@Param(name = "realm") int realm) {
        if (entered.compareAndSet(false, true)) { // as a hub does: once per connection
            memberships.enter(client, entering, GRANTS.get(realm));
        }
    }

    @Operation
    public void navigate(@Param(name = "realm") int realm) {
        memberships.navigate(client, client.nextGeneration(), 1, "/", GRANTS.get(realm));
    }

    @Operation
    public void close() {
        memberships.close(client, CloseReason.GONE);
    }

    @Validate
    public void whatTheRegistryKnowsIsWhatTheClientHas() {
        List<Membership> known = REALMS.stream()
                .flatMap(realm -> registry.members(realm).stream())
                .map(member -> member.membership)
                .toList();
        boolean closed = client.state() == Client.State.CLOSED;
        if (!known.equals(client.memberships()) || (closed && !(known.isEmpty() && isNowhere()))) {
            throw new IllegalStateException(client.state() + ", has " + client.memberships() + ", known " + known);
        }
    }

    private boolean isNowhere() {
        return registry.clients().isEmpty() && registry.users() == 0 && registry.realms() == 0;
    }

    @Test
    void noRaceLeavesAMembershipBehind() {
        new StressOptions()
                .iterations(25)
                .actorsBefore(1)
                .actorsAfter(0)
                .invocationsPerIteration(1_000)
                .threads(3)
                .actorsPerThread(2)
                .check(MembershipsLincheckTest.class);
    }
}
