package dev.realmhub.jakarta;

import dev.realmhub.Client;
import dev.realmhub.ClientProtocol;
import dev.realmhub.CloseReason;
import dev.realmhub.Handshake;
import dev.realmhub.Hub;
import dev.realmhub.Payload;
import dev.realmhub.Transport;
import dev.realmhub.User;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A socket that knows whose it is, and looks at each byte that it is sent for secrets of others. Thread-safe. */
final class MarkedSocket implements Transport {
    private static final ClientProtocol JSON = new JsonProtocol();
    private static final Pattern MARK = Pattern.compile("SECRET-OF-(\\w+)");
    private static final Pattern TICKET = Pattern.compile("\"ticket\":\"([^\"]+)\"");
    private static final Pattern POSITION = Pattern.compile("\"position\":\"([^\"]+):(\\d+)\"|\"sequence\":(\\d+)");

    private final String owner;
    private final Hub hub;
    private final Client client;
    private final Queue<String> leaks;
    private final AtomicLong own;
    private volatile String ticket = "";
    private volatile String epoch = "";
    private volatile String sequence = "";
    private volatile boolean closed;

    /**
     * Connects.
     *
     * @param leaks hears of each secret that is another's
     * @param own counts those that are the owner's
     */
    MarkedSocket(Hub hub, String owner, String path, boolean resumes, Queue<String> leaks, AtomicLong own) {
        this.owner = owner;
        this.hub = hub;
        this.leaks = leaks;
        this.own = own;
        Map<String, List<String>> query = resumes ? Map.of("resume", List.of("1")) : Map.of();
        client = hub.connect(new Handshake(path, query, Map.of(), "", ""), User.of(owner), JSON, this);
    }

    static Queue<String> leaks() {
        return new ConcurrentLinkedQueue<>();
    }

    @Override
    public void send(Payload frame, Consumer<@Nullable Throwable> done) {
        String text = frame.text();
        Matcher marks = MARK.matcher(text);
        while (marks.find()) {
            if (!marks.group(1).equals(owner)) {
                leaks.add(owner + " was sent " + text);
            } else {
                own.incrementAndGet();
            }
        }
        remember(text);
        done.accept(null);
    }

    private void remember(String text) {
        Matcher tickets = TICKET.matcher(text);
        while (tickets.find()) {
            ticket = tickets.group(1);
        }
        Matcher positions = POSITION.matcher(text);
        while (positions.find()) {
            boolean whole = positions.group(3) == null;
            epoch = whole ? positions.group(1) : epoch;
            sequence = whole ? positions.group(2) : positions.group(3);
        }
    }

    String ticket() {
        return ticket;
    }

    /** Returns the text form of the position up to which it knows its game; empty if it knows nothing. */
    String position() {
        return epoch.isEmpty() ? "" : epoch + ':' + sequence;
    }

    /** Says a line of JSON. */
    void says(String json) {
        if (!closed) {
            hub.receive(client, Payload.text(json));
        }
    }

    boolean isOn(Hub other) {
        return hub.equals(other);
    }

    boolean isClosed() {
        return closed;
    }

    void vanish() {
        closed = true;
        hub.disconnected(client, CloseReason.GONE);
    }

    @Override
    public void ping() {
        // it lives
    }

    @Override
    public void close(CloseReason reason) {
        closed = true;
    }
}
