package dev.realmhub.examples.liwords;

import dev.realmhub.Address;
import dev.realmhub.Client;
import dev.realmhub.CloseReason;
import dev.realmhub.HubListener;
import dev.realmhub.Publication;
import dev.realmhub.RealmException;
import dev.realmhub.User;
import dev.realmhub.examples.liwords.Counts.Trouble;
import io.nats.client.Message;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is connected to this node: tells the game server who comes, goes and still answers, and knows whom cids stand for.
 * Each client's coming is told before its going. Thread-safe.
 */
final class Visitors implements HubListener {
    private static final Logger log = LoggerFactory.getLogger(SocketServer.class);

    /** Begins the subject on which our nodes ask each other for a user: the only one that is not the original's. */
    static final String WHO = "liwords-socket.who.";

    /** How long our other nodes may take to say that they have a user. */
    private static final Duration TO_ANSWER = Duration.ofMillis(500);

    private final Counts counts;
    private final NatsBus bus;
    private final String node = UUID.randomUUID().toString();
    private final Map<String, Client> byCid = new ConcurrentHashMap<>();
    private final Map<String, Set<Client>> byUser = new ConcurrentHashMap<>();
    private final Map<Client, Lag> lags = new ConcurrentHashMap<>();

    /** Users who have gone from here, as long as the other nodes are asked. */
    private final Set<String> leaving = new HashSet<>();

    Visitors(String natsUrl, Counts counts) {
        this.counts = counts;
        this.bus = new NatsBus(natsUrl, this, counts);
    }

    NatsBus bus() {
        return bus;
    }

    /** The hub's greeter: the client is in its realms, and nothing that it says has been acted on. */
    synchronized void greet(Client client) {
        User user = client.user();
        byUser.computeIfAbsent(user.id(), id -> ConcurrentHashMap.newKeySet()).add(client);
        byCid.put(Admission.cidOf(user), client);
        bus.tell("initRealmInfo", user, Messages.initRealmInfo(user.id(), Admission.realmsOf(user)));
        if (client.state() == Client.State.CLOSED) {
            leave(client); // it was closed before it was known here
        }
    }

    @Override
    public void closed(Client client, CloseReason reason) {
        if (reason.code() == CloseReason.TOO_SLOW.code()) {
            counts.add(Trouble.CLIENTS_TOO_SLOW);
        }
        lags.remove(client);
        leave(client);
    }

    /** Does nothing for a client that was never greeted, or has left. */
    private synchronized void leave(Client client) {
        User user = client.user();
        Set<Client> his = byUser.getOrDefault(user.id(), Set.of());
        if (!his.contains(client)) {
            return;
        }
        his.remove(client);
        byCid.remove(Admission.cidOf(user), client);
        bus.tell("leaveTab", user);
        if (his.isEmpty()) {
            byUser.remove(user.id());
            leaveSite(user);
        }
        notifyAll();
    }

    /** The other nodes first: he may be there. */
    private void leaveSite(User user) {
        leaving.add(user.id());
        bus.ask(WHO + user.id(), node.getBytes(StandardCharsets.UTF_8), TO_ANSWER)
                .whenComplete((found, failure) -> settle(user, found != null));
    }

    private synchronized void settle(User user, boolean isElsewhere) {
        leaving.remove(user.id());
        if (!isElsewhere && !byUser.containsKey(user.id())) {
            bus.tell("leaveSite", user);
        }
        notifyAll();
    }

    /** Another node asks. Of two that ask at once the one with the greater name is answered by nobody. */
    synchronized boolean isKnown(Message question) {
        String user = question.getSubject().substring(WHO.length());
        String asker = new String(question.getData(), StandardCharsets.UTF_8);
        return byUser.containsKey(user) || (leaving.contains(user) && node.compareTo(asker) > 0);
    }

    /** Waits until all have left and the game server has been told, but not for long. */
    synchronized void awaitAllGone(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() - end < 0 && !(byUser.isEmpty() && leaving.isEmpty())) {
            wait(100);
        }
    }

    /** Returns the newest client with a cid. */
    List<Address> withCid(String cid) {
        return Stream.ofNullable(byCid.get(cid)).<Address>map(Client::address).toList();
    }

    /** Returns a user's clients that have a realm of a channel. */
    List<Address> hearing(String user, String channel) {
        return byUser.getOrDefault(user, Set.of()).stream()
                .filter(client -> client.memberships().stream()
                        .anyMatch(membership -> Routes.isWithin(channel, membership.realm())))
                .<Address>map(Client::address)
                .toList();
    }

    @Override
    public void ponged(Client client, Duration roundTrip) {
        Lag lag = lags.computeIfAbsent(client, key -> new Lag());
        byte[] measured = Messages.lagMeasurement(lag.add(roundTrip));
        bus.publish(
                client.address(),
                Publication.of(Frames.frame(Frames.LAG_MEASUREMENT, measured)).latest("lag"));
        if (lag.isTimeToRenew()) {
            bus.tell("pongReceived", client.user());
        }
    }

    @Override
    public void failed(RealmException failure) {
        log.warn("{}", failure.getMessage(), failure);
    }
}
