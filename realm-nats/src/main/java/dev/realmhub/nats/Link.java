package dev.realmhub.nats;

import dev.realmhub.Broker;
import dev.realmhub.BrokerException;
import dev.realmhub.BrokerException.Fault;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Options;
import io.nats.client.impl.Headers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
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
        REPLIES
    }

    private record Up(Connection connection, Dispatcher publications, Dispatcher requests, Dispatcher replies) {
        static Up on(Connection connection) {
            return new Up(
                    connection,
                    connection.createDispatcher(),
                    connection.createDispatcher(),
                    connection.createDispatcher());
        }

        Dispatcher dispatcher(Way way) {
            return switch (way) {
                case PUBLICATIONS -> publications;
                case REQUESTS -> requests;
                case REPLIES -> replies;
            };
        }
    }

    private final Connector connector;
    private final Incident malformed = new Incident("a message of NATS was dropped, it is malformed");
    private final List<Listening> listenings = new CopyOnWriteArrayList<>();
    private final Object roundTrips = new Object();
    private volatile @Nullable Up up;
    private volatile boolean closed;

    /** Makes a link that is down until it is started. */
    Link(Options.Builder builder) {
        connector = new Connector(builder, this::begin);
    }

    /** Begins to connect; does not give up until it is closed. */
    void start() {
        connector.start();
    }

    /** Waits for the first connection; see {@link Connector#awaitFirst}. */
    void awaitUp(Duration limit) {
        connector.awaitFirst(limit);
    }

    /**
     * Sends a message, or throws. Never waits: what the server does not take is refused once too much waits for it.
     *
     * @throws BrokerException {@code NOT_CONNECTED}, {@code TOO_LARGE} or {@code FAILED}; the message was not sent
     */
    void send(String subject, @Nullable String replyTo, @Nullable Headers headers, byte[] body) {
        Connection connection = connected(subject);
        checkSize(connection, subject, headers, body);
        boolean dropped;
        try {
            dropped = callbacks().drops(() -> connection.publish(subject, replyTo, headers, body));
        } catch (IllegalStateException broke) {
            throw notConnected(subject, broke);
        } catch (IllegalArgumentException unlawful) {
            throw new BrokerException(Fault.FAILED, "NATS cannot carry a message to " + subject, unlawful);
        }
        if (dropped) {
            throw stalled(subject);
        }
    }

    /**
     * Begins to listen, now and on each later connection. Waits for the server to know, so that whatever is published
     * after the return arrives; closing it waits, too, so that no request comes here any more.
     *
     * @param queue the group of which one hears each message; null if all do
     * @throws BrokerException {@code NOT_CONNECTED} if the link is closed, or so much waits for the server that it cannot
     *     be told
     */
    Broker.Subscription listen(Way way, List<String> subjects, @Nullable String queue, Listening.Reader reader) {
        if (closed) {
            throw notConnected(subjects.get(0), null);
        }
        Listening listening = new Listening(way, subjects, queue, reader, malformed, this::ended);
        listenings.add(listening);
        Up now = up;
        if (now != null) {
            if (callbacks().drops(() -> begin(listening, now))) {
                listening.close();
                throw stalled(subjects.get(0));
            }
            roundTrip(now.connection(), ROUND_TRIP_LIMIT);
        }
        return listening;
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
        return new LinkHealth(isConnected(), malformed.count(), events.refused(), events.overrun());
    }

    /** Sends what waits, within a second, and hangs up for good. Idempotent. */
    @Override
    public void close() {
        closed = true;
        Up now = up;
        if (now != null) {
            roundTrip(now.connection(), LAST_WORDS_LIMIT);
        }
        connector.close();
    }

    private void begin(Connection connection) {
        Up now = Up.on(connection);
        listenings.forEach(listening -> begin(listening, now));
        roundTrip(connection, ROUND_TRIP_LIMIT);
        up = now; // not before: what is sent from now on reaches all that listens
        listenings.forEach(listening -> begin(listening, now)); // those that came meanwhile
    }

    private static void begin(Listening listening, Up up) {
        try {
            listening.begin(up.dispatcher(listening.way()));
        } catch (IllegalStateException connectionIsGone) {
            // the next one begins it
        }
    }

    private void ended(Listening listening) {
        listenings.remove(listening);
        Up now = up;
        if (now != null) {
            roundTrip(now.connection(), ROUND_TRIP_LIMIT);
        }
    }

    /** One at a time: each is a ping, and jnats hangs up when more than two are on their way. */
    private void roundTrip(Connection connection, Duration limit) {
        synchronized (roundTrips) {
            try {
                if (connection.getStatus() == Connection.Status.CONNECTED) {
                    connection.flush(limit);
                }
            } catch (TimeoutException | IllegalStateException broke) {
                // whatever was on its way is lost, or comes again with the next connection
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Callbacks callbacks() {
        return connector.events().callbacks();
    }

    private boolean isConnected() {
        Up now = up;
        return now != null && now.connection().getStatus() == Connection.Status.CONNECTED;
    }

    private Connection connected(String subject) {
        Up now = up;
        if (now == null || closed || now.connection().getStatus() != Connection.Status.CONNECTED) {
            throw notConnected(subject, null);
        }
        return now.connection();
    }

    private BrokerException notConnected(String subject, @Nullable Throwable cause) {
        String why = closed ? "the broker is closed" : "no connection to NATS";
        return new BrokerException(Fault.NOT_CONNECTED, why + ": " + subject, cause);
    }

    private static BrokerException stalled(String subject) {
        return new BrokerException(Fault.NOT_CONNECTED, "too many messages wait for NATS already: " + subject, null);
    }

    private static void checkSize(Connection connection, String subject, @Nullable Headers headers, byte[] body) {
        long most = connection.getMaxPayload();
        long size = body.length + (headers == null ? 0L : headers.serializedLength());
        if (most > 0 && size > most) {
            throw new BrokerException(
                    Fault.TOO_LARGE, size + " bytes to " + subject + "; the server takes " + most, null);
        }
    }
}
