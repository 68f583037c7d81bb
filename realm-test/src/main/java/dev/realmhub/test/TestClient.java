package dev.realmhub.test;

import dev.realmhub.Client;
import dev.realmhub.ClientProtocol;
import dev.realmhub.CloseReason;
import dev.realmhub.Handshake;
import dev.realmhub.Hub;
import dev.realmhub.Membership;
import dev.realmhub.Outcome;
import dev.realmhub.Payload;
import dev.realmhub.Realm;
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
    private final @Nullable TestTime time;
    private final Client client;

    private TestClient(
            Hub hub,
            User user,
            Handshake handshake,
            FakeTransport transport,
            @Nullable Account account,
            @Nullable TestTime time) {
        this.hub = hub;
        this.time = time;
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
        return new TestClient(hub, user, handshake, transport, null, null);
    }

    /** Connects over a transport of the test's own making; all that is said and heard is written down in an account. */
    public static TestClient connect(
            Hub hub, User user, Handshake handshake, FakeTransport transport, Account account) {
        return new TestClient(hub, user, handshake, transport, account, null);
    }

    /** Connects to a hub that works when the test waits. */
    static TestClient connect(Hub hub, User user, Handshake handshake, TestTime time) {
        return new TestClient(hub, user, handshake, new FakeTransport(), null, time);
    }

    private void hear(Payload frame) {
        for (ClientProtocol.FromHub message : protocol.heard(frame)) {
            history.add(message);
            if (account != null) {
                account.heard(message);
            }
            unread.add(message);
        }
        if (time != null) {
            time.execute(() -> {}); // wakes whoever waits
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
        if (time == null) {
            return Patience.take(unread);
        }
        ClientProtocol.FromHub next = time.first(unread);
        if (next == null) {
            throw new AssertionError("nothing more came to " + this + "; so far: " + lines());
        }
        return next;
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

    /** Expects to come into a realm, given by its text form, in a role; returns this. */
    public TestClient expectJoined(String realm, String role) {
        return expect(
                ClientProtocol.Joined.class,
                joined -> joined.membership().equals(Membership.of(Realm.parse(realm), role)),
                "joined(" + realm + " as " + role + ")");
    }

    /** Expects to come out of a realm; returns this. */
    public TestClient expectLeft(String realm) {
        return expect(
                ClientProtocol.Left.class, left -> left.realm().equals(Realm.parse(realm)), "left(" + realm + ")");
    }

    /** Expects the next event to be of a realm and to have this text; returns this. */
    public TestClient expectEvent(String realm, String text) {
        return expect(
                ClientProtocol.Event.class,
                event -> event.equals(
                        new ClientProtocol.Event(Realm.parse(realm), event.position(), Payload.text(text))),
                "event(" + realm + " " + text + ")");
    }

    /** Expects the next answer to a command to be this; returns this. */
    public TestClient expectOutcome(Outcome outcome) {
        return expect(ClientProtocol.Answer.class, answer -> answer.outcome().equals(outcome), outcome.toString());
    }

    /** Expects to be told, and to be closed, with this code; returns this. */
    public TestClient expectClosed(CloseReason reason) {
        return expect(
                ClientProtocol.Closing.class,
                closing -> closing.reason().code() == reason.code(),
                "closing(" + reason.code() + ")");
    }

    /** Expects the next message of a type to fit. What else the hub says before it is passed over, but not its last word. */
    private <T extends ClientProtocol.FromHub> TestClient expect(Class<T> type, Predicate<T> fits, String expected) {
        ClientProtocol.FromHub message = next();
        while (!type.isInstance(message) && !(message instanceof ClientProtocol.Closing)) {
            message = next();
        }
        if (!type.isInstance(message) || !fits.test(type.cast(message))) {
            throw new AssertionError(
                    this + " expected " + expected + " but heard " + Told.text(message) + "; so far: " + lines());
        }
        return this;
    }

    /**
     * Expects that nothing has come that was not expected yet. Of a client of a {@link TestHub} only: elsewhere something may
     * still be on its way.
     */
    public TestClient expectNothing() {
        if (time == null) {
            throw new IllegalStateException("only a client of a TestHub can know that nothing is on its way");
        }
        time.settle();
        if (!unread.isEmpty()) {
            throw new AssertionError(this + " expected nothing but heard "
                    + unread.stream().map(Told::text).toList());
        }
        return this;
    }

    private List<String> lines() {
        return history().stream().map(Told::text).toList();
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

    @Override
    public String toString() {
        return client.user().id() + " at " + client.path();
    }
}
