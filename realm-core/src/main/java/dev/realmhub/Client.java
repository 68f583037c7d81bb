package dev.realmhub;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One live connection known to a hub. Its id is made by the hub, 128 random bits; no two connections share one.
 *
 * <p>Thread-safe. Its state goes CONNECTING, JOINED, CLOSED, or straight to CLOSED, and never back.
 */
public final class Client {
    /** Where a connection is in its life. */
    public enum State {
        /** Its realms are being resolved; nothing is delivered. */
        CONNECTING,
        /** Live. */
        JOINED,
        /** Over; nothing is delivered any more. */
        CLOSED
    }

    private final String id = Ids.unguessable();
    private final String node;
    private final Handshake handshake;
    private final ClientProtocol protocol;
    private final Transport transport;
    private final Outbox outbox;
    private volatile @Nullable ConcurrentMap<String, Object> attributes;
    private final AtomicInteger commandsInFlight = new AtomicInteger();
    private volatile State state = State.CONNECTING;
    private volatile User user;
    private volatile String path;
    private volatile List<Membership> memberships = List.of();
    private volatile long heardAt;
    private volatile long pingedAt;
    private volatile long askedAt;
    private volatile boolean isAsked;
    private volatile long lagMillis;
    private volatile long ticketAt;
    private volatile boolean expectsGreeting;
    private final Visit visit;
    private volatile @Nullable Long stayUntil;

    // Guarded by this: see Memberships and Inbound.
    private int generation;
    private Map<Realm, Member> members = Map.of();
    private @Nullable Queue<Payload> held = new ArrayDeque<>(2);

    Client(
            String node,
            User user,
            Handshake handshake,
            ClientProtocol protocol,
            Transport transport,
            Function<Client, Outbox> outbox,
            long now) {
        this.node = node;
        this.user = user;
        this.handshake = handshake;
        this.protocol = protocol;
        this.transport = transport;
        this.path = handshake.path();
        this.outbox = outbox.apply(this);
        this.visit = new Visit(now);
        this.heardAt = now;
        this.pingedAt = now;
    }

    /** Returns its id, unguessable and unique, of {@code A-Z a-z 0-9 _ -}. */
    public String id() {
        return id;
    }

    /** Returns the id of its node. */
    public String node() {
        return node;
    }

    /** Returns where a backend reaches this client and no other. */
    public Address.OfClient address() {
        return new Address.OfClient(node, id);
    }

    /** Returns whose it is: another's after a login on the same connection. */
    public User user() {
        return user;
    }

    /** Returns how it connected. */
    public Handshake handshake() {
        return handshake;
    }

    /** Returns the path that its memberships are for: the handshake's, or that of the last navigation done. */
    public String path() {
        return path;
    }

    /** Returns where it is in its life. */
    public State state() {
        return state;
    }

    /** Returns its memberships of this moment, in the resolver's order; empty before JOINED and after CLOSED. */
    public List<Membership> memberships() {
        return memberships;
    }

    /** Returns the client's own last measured round trip, milliseconds; 0 while there is none. */
    public long lagMillis() {
        return lagMillis;
    }

    /** Returns a map for the application's own notes on this connection, gone with it. */
    public ConcurrentMap<String, Object> attributes() {
        ConcurrentMap<String, Object> known = attributes;
        return known != null ? known : beginAttributes();
    }

    private synchronized ConcurrentMap<String, Object> beginAttributes() {
        if (attributes == null) {
            attributes = new ConcurrentHashMap<>(2);
        }
        return attributes;
    }

    ClientProtocol protocol() {
        return protocol;
    }

    Transport transport() {
        return transport;
    }

    Outbox outbox() {
        return outbox;
    }

    AtomicInteger commandsInFlight() {
        return commandsInFlight;
    }

    long heardAt() {
        return heardAt;
    }

    void heardAt(long nanos) {
        heardAt = nanos;
    }

    long pingedAt() {
        return pingedAt;
    }

    void pingedAt(long nanos) {
        pingedAt = nanos;
    }

    /** Returns whether a ping is open, of those that are measured. */
    boolean isAsked() {
        return isAsked;
    }

    /** Returns when the first ping was sent that is open. */
    long askedAt() {
        return askedAt;
    }

    void askedAt(long nanos) {
        askedAt = nanos;
        isAsked = true;
    }

    void answered() {
        isAsked = false;
    }

    long ticketAt() {
        return ticketAt;
    }

    /** Notes when the client was given its last ticket. */
    void ticketAt(long nanos) {
        ticketAt = nanos;
    }

    /** Returns whether it is to stay where it is at a moment. */
    boolean staysAfter(long nanos) {
        Long until = stayUntil;
        return until != null && until - nanos > 0;
    }

    void stayUntil(long nanos) {
        stayUntil = nanos;
    }

    /** Returns whether the client is still to say who it is, or what it knows; its realms wait for that. */
    boolean expectsGreeting() {
        return expectsGreeting;
    }

    void expectsGreeting(boolean expected) {
        expectsGreeting = expected;
    }

    /** Returns what it is held to its bounds by. */
    Visit visit() {
        return visit;
    }

    /** Makes it another user's. Called with the client's lock held, if it is live. */
    void becomeOf(User other) {
        user = other;
    }

    void lagMillis(long millis) {
        lagMillis = millis;
    }

    /** Begins a resolution; all earlier ones are out of date. */
    synchronized int nextGeneration() {
        return ++generation;
    }

    /** Holds with the client's lock: is the resolution still wanted? */
    boolean awaits(int asked) {
        return generation == asked && state != State.CLOSED;
    }

    Map<Realm, Member> members() {
        return members;
    }

    void become(State next, String at, Map<Realm, Member> now) {
        state = next;
        path = at;
        members = now.size() > 1 ? now : Map.copyOf(now); // most have one: a third of the memory
        memberships = now.values().stream().map(member -> member.membership).collect(Collectors.toUnmodifiableList());
    }

    static Map<Realm, Member> inOrder() {
        return new LinkedHashMap<>();
    }

    /**
     * Keeps a message for later if the client's realms are not known yet, or if earlier ones are still kept.
     *
     * @return whether it is kept; false means that it is its turn
     */
    synchronized boolean hold(Payload frame, int most) {
        if (held == null) {
            return false;
        }
        if (held.size() >= most) {
            throw new RefusedException(CloseReason.TOO_MANY_MESSAGES);
        }
        held.add(frame);
        return true;
    }

    /** Returns the next kept message; null, from then on for ever, if there is none. */
    synchronized @Nullable Payload nextHeld() {
        Payload next = held == null ? null : held.poll();
        if (next == null) {
            held = null;
        }
        return next;
    }

    @Override
    public String toString() {
        return "client " + id + " of " + user;
    }
}
