package dev.realmhub.examples.liwords;

import dev.realmhub.Address;
import dev.realmhub.Client;
import dev.realmhub.CloseReason;
import dev.realmhub.Command;
import dev.realmhub.HubListener;
import dev.realmhub.Outcome;
import dev.realmhub.Payload;
import dev.realmhub.Publication;
import dev.realmhub.User;
import dev.realmhub.examples.liwords.wire.Liwords.InitRealmInfo;
import dev.realmhub.examples.liwords.wire.Liwords.LagMeasurement;
import dev.realmhub.nats.SubjectBroker;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is connected to this node: tells the game server who comes, what he says, whether he still answers, and that he goes; knows
 * whom cids stand for. Each client's coming is told before its going. Thread-safe.
 */
final class Visitors implements HubListener {
    private static final Logger log = LoggerFactory.getLogger(SocketServer.class);

    final SubjectBroker bus;
    final AtomicLong framesTooShort = new AtomicLong();
    final AtomicLong clientsTooSlow = new AtomicLong();
    private final Map<String, Client> byCid = new ConcurrentHashMap<>();
    private final Map<String, Set<Client>> byUser = new ConcurrentHashMap<>();

    /** Users who have gone from here while the other nodes are asked; guarded by this. */
    private int leaving;

    Visitors(String natsUrl) {
        bus = SubjectBroker.builder(natsUrl)
                .hear(Routes.HEARD, this::read)
                .commands(command -> CompletableFuture.completedStage(carry(command)))
                .holds("liwords-socket.who.", this::isHere) // the only subject that is not the original's
                .connectInBackground();
    }

    private void read(String subject, byte[] body, BiConsumer<Address, Publication> deliver) {
        if (body.length < Frames.HEADER) {
            throw new IllegalArgumentException("a payload under three bytes");
        }
        Publication publication = Publication.of(Payload.wrap(body));
        Routes.of(subject, this).forEach(address -> deliver.accept(address, publication));
    }

    private Outcome carry(Command command) {
        if (command.type().equals(Frames.TOO_SHORT)) {
            count(framesTooShort, "frames too short");
            return Outcome.rejected(Frames.TOO_SHORT, "A message has three bytes at least.");
        }
        tell(command.type(), command.user(), command.payload().toByteArray());
        return Outcome.ok();
    }

    /** Says {@code ipc.pb.<what>.<auth|anon>.<uid>.<cid>}; what cannot be sent, the bus counts. */
    private void tell(String what, User user, byte... body) {
        String login = user.anonymous() ? "anon" : "auth";
        bus.say(String.join(".", "ipc.pb", what, login, user.id(), Admission.cidOf(user)), body);
    }

    /** Logged at each power of two, so that a flood of it does not become a flood of lines. */
    private static void count(AtomicLong counter, String what) {
        long times = counter.incrementAndGet();
        if (Long.bitCount(times) == 1) {
            log.warn("{}: {} so far", what, times);
        }
    }

    /** The hub's greeter: the client is in its realms, and nothing that it says has been acted on. */
    synchronized void greet(Client client) {
        User user = client.user();
        byUser.computeIfAbsent(user.id(), id -> ConcurrentHashMap.newKeySet()).add(client);
        bus.nowHolds(user.id());
        byCid.put(Admission.cidOf(user), client);
        InitRealmInfo.Builder info =
                InitRealmInfo.newBuilder().setUserId(user.id()).addAllRealms(Admission.realmsOf(user));
        tell("initRealmInfo", user, info.build().toByteArray());
        if (client.state() == Client.State.CLOSED) {
            leave(client); // it was closed before it was known here
        }
    }

    @Override
    public void closed(Client client, CloseReason reason) {
        if (reason.code() == CloseReason.TOO_SLOW.code()) {
            count(clientsTooSlow, "clients closed because they read too slowly");
        }
        leave(client);
    }

    /** Does nothing for a client that was never greeted, or has left. */
    private synchronized void leave(Client client) {
        User user = client.user();
        Set<Client> his = byUser.get(user.id());
        if (his == null || !his.remove(client)) {
            return;
        }
        byCid.remove(Admission.cidOf(user), client);
        tell("leaveTab", user);
        if (his.isEmpty()) {
            byUser.remove(user.id());
            leaving++;
            bus.wasLastOf(user.id()).thenAccept(wasLast -> leaveSite(user, wasLast));
        }
    }

    private synchronized void leaveSite(User user, boolean wasLast) {
        if (wasLast && !isHere(user.id())) {
            tell("leaveSite", user);
        }
        leaving--;
        notifyAll();
    }

    private synchronized boolean isHere(String uid) {
        return byUser.containsKey(uid);
    }

    /** Waits until all have left and the game server has been told, but not for long. */
    synchronized void awaitAllGone(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (System.nanoTime() - end < 0 && !(byUser.isEmpty() && leaving == 0)) {
                wait(100);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the newest client with a cid. */
    Stream<Address> withCid(String cid) {
        return Stream.ofNullable(byCid.get(cid)).map(Client::address);
    }

    /** Returns a user's clients that have a realm of a channel. */
    Stream<Address> hearing(String uid, String channel) {
        return byUser.getOrDefault(uid, Set.of()).stream()
                .filter(client -> client.memberships().stream()
                        .anyMatch(membership -> Routes.isWithin(channel, membership.realm())))
                .map(Client::address);
    }

    @Override
    public void ponged(Client client, Duration roundTrip) {
        Lag lag = (Lag) client.attributes().computeIfAbsent("lag", key -> new Lag());
        LagMeasurement measured =
                LagMeasurement.newBuilder().setLagMs(lag.add(roundTrip)).build();
        Payload frame = Frames.frame(Frames.LAG_MEASUREMENT, measured.toByteArray());
        bus.publish(client.address(), Publication.of(frame).latest("lag"));
        if (lag.isTimeToRenew()) {
            tell("pongReceived", client.user());
        }
    }
}
