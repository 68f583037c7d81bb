package dev.realmhub.nats;

import dev.realmhub.BrokerException;
import dev.realmhub.BrokerException.Fault;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.ForceReconnectOptions;
import io.nats.client.Options;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * One process's link to NATS: sends, and keeps what listens listening, on whatever connection there is.
 *
 * <p>Thread-safe. Nothing waits but {@link #awaitUp}, {@link #listen} (for one round trip) and {@link #close}.
 */
final class Link implements AutoCloseable {
    private static final Duration ROUND_TRIP_LIMIT = Duration.ofSeconds(2);
    private static final Duration LAST_WORDS_LIMIT = Duration.ofSeconds(1);

    /** What comes in, each on a thread of its own: a flood of one holds up no other. */
    enum Way {
        PUBLICATIONS,
        REQUESTS,
        REPLIES,
        CANARIES
    }

    private final Connector connector;
    private final News news;
    private final Incident malformed = new Incident("a message of NATS was dropped, it is malformed");
    private final List<Listening> listenings = new CopyOnWriteArrayList<>();
    private final RoundTrips roundTrips = new RoundTrips();
    private volatile @Nullable Up up;
    private volatile boolean closed;

    /** Of the pulse's thread. */
    private long dropsReported;

    /** Makes a link that is down until it is started. */
    Link(Options.Builder builder) {
        connector = new Connector(builder, new Watching());
        news = new News(callbacks(), this::isConnected);
    }

    private final class Watching implements Connector.Watcher {
        @Override
        public void connected(Connection connection) {
            begin(connection);
        }

        @Override
        public void lost() {
            news.down();
        }

        @Override
        public void reconnected() {
            news.upAgain();
        }

        @Override
        public void overrun() {
            news.missed();
        }
    }

    private final class Endings implements Listening.End {
        @Override
        public void leave(Dispatcher group) {
            roundTrips.last(group, ROUND_TRIP_LIMIT);
        }

        @Override
        public void ended(Listening listening) {
            listenings.remove(listening);
            Up now = up;
            if (now != null) {
                roundTrips.one(now.connection(), ROUND_TRIP_LIMIT);
            }
        }
    }

    /** Begins to connect; does not give up until it is closed. */
    void start() {
        connector.start();
    }

    /** Begins to connect, as {@link #start()}, and tells how it fares. */
    void start(News.Listener whoHears) {
        news.listener(whoHears);
        start();
    }

    /** Waits for the first connection, and checks what it is to; see {@link Connector#awaitFirst}. */
    void awaitUp(Duration limit) {
        connector.awaitFirst(limit);
        Optional.ofNullable(up).ifPresent(Up::checkServer);
    }

    /**
     * Sends a message, or throws. Never waits: what the server does not take is refused once too much waits for it.
     *
     * @throws BrokerException {@code NOT_CONNECTED}, {@code TOO_LARGE} or {@code FAILED}; the message was not sent
     */
    void send(String subject, @Nullable String replyTo, @Nullable Headers headers, byte[] body) {
        Up now = connected(subject);
        now.checkSize(subject, headers, body);
        boolean dropped;
        try {
            dropped = callbacks().drops(() -> now.publish(subject, replyTo, headers, body));
        } catch (IllegalStateException broke) {
            throw notConnected(subject, broke);
        } catch (IllegalArgumentException unlawful) {
            throw new BrokerException(Fault.FAILED, "NATS cannot carry a message to " + subject, unlawful);
        }
        if (dropped) {
            throw stalled(subject);
        }
    }

    /** As {@link #send}, for what is not worth a word if it is not sent. */
    void sendIfPossible(String subject, byte[] body) {
        try {
            send(subject, null, null, body);
        } catch (BrokerException notSent) {
            // whoever waits for it will notice
        }
    }

    /**
     * Begins to listen, now and on each later connection. Waits for the server to know, so that whatever is published
     * after the return arrives; closing it waits, too, so that no request comes here any more.
     *
     * @param queue the group of which one hears each message; null if all do. Whoever leaves one still gets what the server has
     *     sent him, because nobody else does
     * @throws BrokerException {@code NOT_CONNECTED} if the link is closed, or so much waits for the server that it cannot
     *     be told
     */
    Listening listen(Way way, List<String> subjects, @Nullable String queue, Listening.Reader reader) {
        if (closed) {
            throw notConnected(subjects.get(0), null);
        }
        Listening listening = new Listening(way, subjects, queue, reader, malformed, new Endings());
        listenings.add(listening);
        Up now = up;
        if (now != null) {
            if (callbacks().drops(() -> listening.begin(now))) {
                listening.close();
                throw stalled(subjects.get(0));
            }
            roundTrips.one(now.connection(), ROUND_TRIP_LIMIT);
        }
        return listening;
    }

    /** Adds a subject to what listens; returns false, and does not, if the server cannot be told now. Does not wait. */
    boolean add(Listening listening, String subject) {
        if (callbacks().drops(() -> listening.add(subject))) {
            listening.remove(subject);
            return false;
        }
        return true;
    }

    /** Runs something on the callbacks' thread, after what waits there. */
    void onCallbacks(Runnable what) {
        callbacks().execute(what);
    }

    News news() {
        return news;
    }

    /** Returns the beginning of the subjects that replies come to. */
    String inboxPrefix() {
        return connector.options().getInboxPrefix();
    }

    /** Counts and logs messages that could not be read. */
    Incident malformed() {
        return malformed;
    }

    LinkHealth health() {
        LinkEvents events = connector.events();
        return new LinkHealth(isConnected(), malformed.count(), events.refused(), events.overrun(), events.silences());
    }

    /** Returns the version of the server that we are connected to, or were last; empty if there was none yet. */
    String serverVersion() {
        Up now = up;
        return now == null ? "" : now.serverVersion();
    }

    boolean isServerOlderThan(String version) {
        Up now = up;
        return now != null && now.connection().getServerInfo().isOlderThanVersion(version);
    }

    /** jnats tells when it begins to drop, but not when it ends; called once a second, this tells of the last ones. */
    void reportDrops() {
        Up now = up;
        long drops = now == null ? 0 : now.dispatcher(Way.PUBLICATIONS).getDroppedCount();
        if (drops > dropsReported) {
            news.missed();
        }
        dropsReported = drops;
    }

    /** Gives up the connection, which seems to be up and is dead, and makes it again. Waits until it is there. */
    void makeAnew() {
        Up now = up;
        if (now == null || closed) {
            return;
        }
        connector.events().silent(now.connection().getConnectedUrl());
        news.down(); // jnats says so, too, but after it has waited for its own threads
        try {
            now.connection().forceReconnect(ForceReconnectOptions.FORCE_CLOSE_INSTANCE);
        } catch (IOException | IllegalStateException broke) {
            trouble(broke);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes note of what went wrong in a place that nobody waits for. */
    void trouble(Exception thrown) {
        connector.events().failed(thrown);
    }

    /** Sends what waits, within a second, and hangs up for good. Idempotent. */
    @Override
    public void close() {
        closed = true;
        news.close();
        Up now = up;
        if (now != null) {
            roundTrips.one(now.connection(), LAST_WORDS_LIMIT);
        }
        connector.close();
    }

    private void begin(Connection connection) {
        Up now = Up.on(connection);
        listenings.forEach(listening -> listening.begin(now));
        roundTrips.one(connection, ROUND_TRIP_LIMIT);
        boolean again = up != null;
        up = now; // not before: what is sent from now on reaches all that listens
        listenings.forEach(listening -> listening.begin(now)); // those that came meanwhile
        if (again) {
            news.upAgain();
        } else {
            news.up();
        }
    }

    private Callbacks callbacks() {
        return connector.events().callbacks();
    }

    boolean isConnected() {
        Up now = up;
        return now != null && now.isConnected();
    }

    private Up connected(String subject) {
        Up now = up;
        if (now == null || closed || !now.isConnected()) {
            throw notConnected(subject, null);
        }
        return now;
    }

    private BrokerException notConnected(String subject, @Nullable Throwable cause) {
        String why = closed ? "the broker is closed" : "no connection to NATS";
        return new BrokerException(Fault.NOT_CONNECTED, why + ": " + subject, cause);
    }

    private static BrokerException stalled(String subject) {
        return new BrokerException(Fault.NOT_CONNECTED, "too many messages wait for NATS already: " + subject, null);
    }
}
