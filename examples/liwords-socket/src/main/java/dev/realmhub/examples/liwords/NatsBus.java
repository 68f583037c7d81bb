package dev.realmhub.examples.liwords;

import dev.realmhub.Address;
import dev.realmhub.Broker;
import dev.realmhub.BrokerException;
import dev.realmhub.Command;
import dev.realmhub.Outcome;
import dev.realmhub.Payload;
import dev.realmhub.Publication;
import dev.realmhub.User;
import dev.realmhub.examples.liwords.Counts.Trouble;
import io.nats.client.Connection;
import io.nats.client.ConnectionListener.Events;
import io.nats.client.Consumer;
import io.nats.client.Dispatcher;
import io.nats.client.ErrorListener;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * liwords' own subjects as a hub's bus: what comes on them goes where {@link Routes} says, what clients say goes to {@code
 * ipc.pb.…}. Connects by itself, for ever, and says meanwhile that it is not connected. Thread-safe.
 */
final class NatsBus implements Broker, ErrorListener {
    private static final String[] LISTENED_TO = {
        "lobby.>", "game.>", "gametv.>", "usertv.>", "tournament.>", "channel.>", "user.>", "connid.>", "chat.>"
    };

    /** What may wait for the fan-out, and for a server that does not read: a burst of seconds. */
    private static final int PENDING_MESSAGES = 1 << 20;

    private static final long PENDING_BYTES = 256L << 20;
    private static final int OUTGOING_MESSAGES = 1 << 16;

    private final Counts counts;
    private final Function<String, List<Address>> routes;
    private volatile @Nullable Connection connection;
    private volatile boolean up;
    private volatile @Nullable Node hub;

    /** Asks who else is there: a subject of our own, among our nodes; see {@link Visitors}. */
    private final Function<Message, Boolean> isKnown;

    private static final String WHO = "liwords-socket.who.";

    NatsBus(String url, Counts counts, Function<String, List<Address>> routes, Function<Message, Boolean> isKnown)
            throws InterruptedException {
        this.counts = counts;
        this.routes = routes;
        this.isKnown = isKnown;
        Nats.connectAsynchronously(options(url), true);
    }

    /** One order for all that comes, and nothing kept for later: what was said while the link was down is not said afterwards. */
    private Options options(String url) {
        return new Options.Builder()
                .server(url)
                .maxReconnects(-1)
                .reconnectWait(Duration.ofMillis(200))
                .connectionTimeout(Duration.ofSeconds(2))
                .pingInterval(Duration.ofSeconds(2))
                .maxPingsOut(2)
                .reconnectBufferSize(0)
                .maxMessagesInOutgoingQueue(OUTGOING_MESSAGES)
                .discardMessagesWhenOutgoingQueueFull()
                .noEcho()
                .connectionListener(this::changed)
                .errorListener(this)
                .build();
    }

    private void changed(Connection now, Events event) {
        if (event == Events.CONNECTED || event == Events.RECONNECTED) {
            listenOnce(now);
            tellWhetherUp(true);
        } else if (event == Events.DISCONNECTED || event == Events.CLOSED) {
            tellWhetherUp(false);
        }
    }

    private synchronized void listenOnce(Connection now) {
        if (connection == null) {
            Dispatcher inOrder = now.createDispatcher(this::received);
            inOrder.setPendingLimits(PENDING_MESSAGES, PENDING_BYTES);
            for (String subject : LISTENED_TO) {
                inOrder.subscribe(subject);
            }
            now.createDispatcher(this::answer).subscribe(WHO + "*");
            connection = now;
        }
    }

    private void tellWhetherUp(boolean now) {
        up = now;
        Node told = hub;
        if (told != null) {
            told.linked().accept(now);
        }
    }

    boolean isUp() {
        return up;
    }

    private void received(Message message) {
        if (message.getData().length < Frames.HEADER) {
            counts.add(Trouble.PAYLOADS_TOO_SHORT);
            return;
        }
        Publication publication = Publication.of(Payload.wrap(message.getData()));
        routes.apply(message.getSubject()).forEach(address -> publish(address, publication));
    }

    /** To the clients of this node: all else that there is to say to others is said in liwords' own way. */
    @Override
    public void publish(Address address, Publication publication) {
        Node told = hub;
        if (told != null) {
            told.deliver().accept(address, publication);
        }
    }

    @Override
    public Subscription subscribe(Subscriber subscriber) {
        if (!(subscriber instanceof Node node)) {
            throw new IllegalArgumentException("the game server is not one of ours: " + subscriber);
        }
        hub = node;
        return () -> hub = null;
    }

    @Override
    @SuppressWarnings("unchecked") // a command's answer is an outcome
    public <R> CompletionStage<R> request(Request<R> request) {
        if (!(request instanceof Command command)) {
            return CompletableFuture.failedStage(notConnected("no such request here: " + request));
        }
        return (CompletionStage<R>) CompletableFuture.completedStage(carry(command));
    }

    private Outcome carry(Command command) {
        if (command.type().equals(Frames.TOO_SHORT)) {
            counts.add(Trouble.FRAMES_TOO_SHORT);
            return Outcome.rejected(Frames.TOO_SHORT, "A message has three bytes at least.");
        }
        byte[] body = new byte[command.payload().size()];
        command.payload().bytes().get(body);
        tell(command.type(), command.user(), body);
        return Outcome.ok();
    }

    /** Publishes {@code ipc.pb.<what>.<auth|anon>.<uid>.<cid>}; what cannot be sent is counted. */
    void tell(String what, User user, byte[] body) {
        String subject =
                String.join(".", "ipc.pb", what, user.anonymous() ? "anon" : "auth", user.id(), Admission.cidOf(user));
        try {
            connected().publish(subject, body);
        } catch (RuntimeException refused) {
            counts.add(Trouble.LOST_TO_NATS);
        }
    }

    /** Asks the game server for the realms of a path; fails at once if there is none. */
    CompletionStage<byte[]> registerRealm(String path, String user, Duration deadline) {
        return ask("ipc.request.registerRealm", Messages.registerRealmRequest(path, user), deadline);
    }

    /** Asks our other nodes for a user; fails if none of them has him, at once if there are none. */
    CompletionStage<byte[]> whoHas(String user, byte[] asker, Duration deadline) {
        return ask(WHO + user, asker, deadline);
    }

    /** jnats' own timeouts come late, and for none it takes 5 s. */
    private CompletionStage<byte[]> ask(String subject, byte[] body, Duration deadline) {
        try {
            return connected()
                    .requestWithTimeout(subject, body, deadline.plusSeconds(1))
                    .orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
                    .thenApply(Message::getData);
        } catch (RuntimeException refused) {
            return CompletableFuture.failedStage(refused);
        }
    }

    private void answer(Message question) {
        if (isKnown.apply(question)) {
            connected().publish(question.getReplyTo(), question.getData());
        }
    }

    /** Returns whom a question of {@link #whoHas} is about. */
    static String whoIn(Message question) {
        return question.getSubject().substring(WHO.length());
    }

    private Connection connected() {
        Connection known = connection;
        if (known == null) {
            throw notConnected("not connected to NATS yet");
        }
        return known;
    }

    private static BrokerException notConnected(String why) {
        return new BrokerException(BrokerException.Fault.NOT_CONNECTED, why, null);
    }

    @Override
    public void slowConsumerDetected(Connection from, Consumer consumer) {
        counts.set(Trouble.LOST_FROM_NATS, consumer.getDroppedCount());
    }

    @Override
    public void messageDiscarded(Connection to, Message message) {
        counts.add(Trouble.LOST_TO_NATS);
    }

    /** Sends what waits, then ends the link. */
    @Override
    public void close() {
        Connection known = connection;
        if (known == null) {
            return;
        }
        try {
            known.flush(Duration.ofSeconds(2));
            known.close();
        } catch (Exception away) {
            Thread.currentThread().interrupt();
        }
    }
}
