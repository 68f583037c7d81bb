package dev.realmhub.test;

import dev.realmhub.Client;
import dev.realmhub.ClientProtocol;
import dev.realmhub.CloseReason;
import dev.realmhub.Handshake;
import dev.realmhub.Hub;
import dev.realmhub.Payload;
import dev.realmhub.User;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A client of a hub without a socket or a wire format: says and hears the words of {@link ClientProtocol} as objects.
 *
 * <p>Thread-safe, but for {@link #say}: one thread at a time, as a socket has it.
 */
public final class TestClient {
    private final Hub hub;
    private final ObjectProtocol protocol = new ObjectProtocol();
    private final FakeTransport transport;
    private final BlockingQueue<ClientProtocol.FromHub> unread = new LinkedBlockingQueue<>();
    private final Queue<ClientProtocol.FromHub> history = new ConcurrentLinkedQueue<>();
    private final @Nullable Account account;
    private final Client client;

    private TestClient(Hub hub, User user, Handshake handshake, FakeTransport transport, @Nullable Account account) {
        this.hub = hub;
        this.transport = transport;
        this.account = account;
        this.client = hub.connect(handshake, user, protocol, new Listening(transport, this::hear));
    }

    /** Connects a user at a path; returns before the realms are known. */
    public static TestClient connect(Hub hub, String user, String path) {
        return connect(hub, User.of(user), Handshake.of(path), new FakeTransport());
    }

    /** Connects over a transport of the test's own making. */
    public static TestClient connect(Hub hub, User user, Handshake handshake, FakeTransport transport) {
        return new TestClient(hub, user, handshake, transport, null);
    }

    /** Connects over a transport of the test's own making; all that is said and heard is written down in an account. */
    public static TestClient connect(
            Hub hub, User user, Handshake handshake, FakeTransport transport, Account account) {
        return new TestClient(hub, user, handshake, transport, account);
    }

    private void hear(Payload frame) {
        for (ClientProtocol.FromHub message : protocol.heard(frame)) {
            history.add(message);
            if (account != null) {
                account.heard(message);
            }
            unread.add(message);
        }
    }

    /** Says something to the hub, as a message on the socket. */
    public void say(ClientProtocol.ToHub message) {
        if (account != null) {
            account.said(message);
        }
        hub.receive(client, protocol.said(message));
    }

    /** Sends a command that wants an answer. */
    public void command(long id, String type, String text) {
        say(new ClientProtocol.Send(id, type, "", Payload.text(text)));
    }

    /** Asks for another path. */
    public void navigate(long id, String path) {
        say(new ClientProtocol.Navigate(id, path));
    }

    /** Breaks the connection, as a peer that goes away. */
    public void vanish() {
        if (account != null) {
            account.ended();
        }
        hub.disconnected(client, CloseReason.GONE);
    }

    /** Waits for the next message of the hub; fails after half a minute. */
    public ClientProtocol.FromHub next() {
        return Patience.take(unread);
    }

    /** Waits for the next message of a type, and forgets those before it; fails after half a minute. */
    public <T extends ClientProtocol.FromHub> T next(Class<T> type) {
        return next(type, message -> true);
    }

    /** Waits for the next message of a type that fits, and forgets those before it; fails after half a minute. */
    public <T extends ClientProtocol.FromHub> T next(Class<T> type, Predicate<T> fits) {
        while (true) {
            ClientProtocol.FromHub message = next();
            if (type.isInstance(message) && fits.test(type.cast(message))) {
                return type.cast(message);
            }
        }
    }

    /** Waits for the next event and returns its text. */
    public String nextText() {
        return next(ClientProtocol.Event.class).payload().text();
    }

    /** Waits until the hub has closed the socket, and returns why; fails after half a minute. */
    public CloseReason awaitClose() {
        return transport.awaitClose();
    }

    /** Returns all that the hub has said so far, read or not, in order. */
    public List<ClientProtocol.FromHub> history() {
        return List.copyOf(history);
    }

    /** Returns the hub's view of it. */
    public Client client() {
        return client;
    }

    /** Returns its socket. */
    public FakeTransport transport() {
        return transport;
    }
}
