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
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * liwords' own subjects as a hub's bus: what comes on them goes where {@link Routes} says, what clients say goes to {@code
 * ipc.pb.…}. Connects by itself, for ever, and says meanwhile that it is not connected. Thread-safe.
 */
final class NatsBus implements Broker, ErrorListener {
    private static final Logger log = LoggerFactory.getLogger(SocketServer.class);

    private static final List<String> LISTENED_TO = List.of(
            "lobby.>", "game.>", "gametv.>", "usertv.>", "tournament.>", "channel.>", "user.>", "connid.>", "chat.>");

    /** What may wait for the fan-out, and for a server that does not read: a burst of seconds. */
    private static final int PENDING_MESSAGES = 1 << 20;

    private static final long PENDING_BYTES = 256L << 20;

    private static final Node NOBODY = new Node("nobody", (address, publication) -> {});

    private final Visitors visitors;
    private final Counts counts;
    private volatile @Nullable Connection connection;
    private volatile @Nullable Dispatcher inOrder;
    private volatile boolean up;
    private volatile Node hub = NOBODY;

    NatsBus(String url, Visitors visitors, Counts counts) {
        this.visitors = visitors;
        this.counts = counts;
        SocketServer.wrapped(() -> Nats.connectAsynchronously(options(url), true));
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
                .maxMessagesInOutgoingQueue(1 << 16)
                .discardMessagesWhenOutgoingQueueFull()
                .noEcho()
                .connectionListener(this::changed)
                .errorListener(this)
                .build();
    }

    private void changed(Connection now, Events event) {
        boolean isUp = event == Events.CONNECTED || event == Events.RECONNECTED;
        if (isUp) {
            listenOnce(now);
        }
        if (isUp || event == Events.DISCONNECTED || event == Events.CLOSED) {
            up = isUp;
            hub.linked().accept(isUp);
        }
    }

    private synchronized void listenOnce(Connection now) {
        if (connection == null) {
            Dispatcher dispatcher = now.createDispatcher(this::received);
            dispatcher.setPendingLimits(PENDING_MESSAGES, PENDING_BYTES);
            LISTENED_TO.forEach(dispatcher::subscribe);
            inOrder = dispatcher;
            now.createDispatcher(this::answer).subscribe(Visitors.WHO + "*");
            connection = now;
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
        Routes.of(message.getSubject(), visitors).forEach(address -> publish(address, publication));
    }

    /** To the clients of this node: all else that there is to say to others is said in liwords' own way. */
    @Override
    public void publish(Address address, Publication publication) {
        hub.deliver().accept(address, publication);
    }

    /** Of a hub: the game server is not one of ours. */
    @Override
    public Subscription subscribe(Subscriber subscriber) {
        hub = (Node) subscriber;
        return () -> hub = NOBODY;
    }

    /** Of a hub whose resolver does not ask its backend: so it is a command. */
    @Override
    @SuppressWarnings("unchecked") // whose answer is an outcome
    public <R> CompletionStage<R> request(Request<R> request) {
        return (CompletionStage<R>) CompletableFuture.completedStage(carry((Command) request));
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
    void tell(String what, User user, byte... body) {
        String subject =
                String.join(".", "ipc.pb", what, user.anonymous() ? "anon" : "auth", user.id(), Admission.cidOf(user));
        try {
            connected().publish(subject, body);
        } catch (RuntimeException refused) {
            counts.add(Trouble.LOST_TO_NATS);
        }
    }

    /**
     * Asks; fails at once if nobody listens to the subject.
     *
     * @param deadline kept here: jnats' own timeouts come late, and for none it takes 5 s
     */
    CompletionStage<byte[]> ask(String subject, byte[] body, Duration deadline) {
        try {
            return connected()
                    .requestWithTimeout(subject, body, deadline.plusSeconds(1))
                    .orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
                    .thenApply(Message::getData);
        } catch (RuntimeException refused) {
            return CompletableFuture.failedStage(refused);
        }
    }

    /** Another node asks for a user. */
    private void answer(Message question) {
        if (visitors.isKnown(question)) {
            connected().publish(question.getReplyTo(), question.getData());
        }
    }

    private Connection connected() {
        Connection known = connection;
        if (known == null) {
            throw new BrokerException(BrokerException.Fault.NOT_CONNECTED, "not connected to NATS yet", null);
        }
        return known;
    }

    /** Returns how many messages came faster than they could be taken, and are lost. */
    long lost() {
        Dispatcher known = inOrder;
        return known == null ? 0 : known.getDroppedCount();
    }

    /** jnats keeps the count, and tells once each time that it begins to drop. */
    @Override
    public void slowConsumerDetected(Connection from, Consumer consumer) {
        log.warn("behind NATS: {} messages lost so far", consumer.getDroppedCount());
    }

    @Override
    public void messageDiscarded(Connection to, Message message) {
        counts.add(Trouble.LOST_TO_NATS);
    }

    /** Sends what waits, then ends the link. */
    @Override
    public void close() {
        try {
            connected().flush(Duration.ofSeconds(2));
            connected().close();
        } catch (RuntimeException | TimeoutException away) {
            log.debug("nothing to close", away);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
