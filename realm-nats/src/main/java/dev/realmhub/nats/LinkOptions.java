package dev.realmhub.nats;

import io.nats.client.Options;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What a link for live traffic asks of jnats, where jnats' own defaults are made for other work. Each value was measured
 * on nats-server 2.9 with jnats 2.26; {@code docs/subjects.md} lists them for other languages.
 */
final class LinkOptions {
    /** jnats gives up after two minutes by default and is a zombie from then on. */
    private static final int FOR_EVER = -1;

    /** How soon to try again. The jitter keeps a cluster's nodes from coming back all at once. */
    private static final Duration RECONNECT_WAIT = Duration.ofMillis(200);

    private static final Duration RECONNECT_JITTER = Duration.ofMillis(200);

    /** How long one attempt, from the socket to the server's first pong, may take. */
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);

    /** A link that went dark is found after about 6 s; by default after 6 minutes. */
    private static final Duration PING_INTERVAL = Duration.ofSeconds(2);

    private static final int PINGS_OUT = 2;

    /** What is published while there is no link fails at once, instead of arriving long after it was true. */
    private static final long NO_BUFFER = 0;

    /** What may wait for a server that does not read: a burst, and a second or two of heavy traffic. */
    private static final int OUTGOING_MESSAGES = 65_536;

    /** How long a sender waits for the lock of jnats' queue; jnats takes no less. */
    static final Duration QUEUE_LOCK_LIMIT = Options.MINIMUM_WRITE_QUEUE_PUSH_TIMEOUT;

    private LinkOptions() {}

    /**
     * Returns the options of a link to one of these servers.
     *
     * @throws IllegalArgumentException if they are no URLs; says no login
     */
    static Options.Builder of(String... urls) {
        try {
            return with(urls);
        } catch (IllegalArgumentException unreadable) {
            throw new IllegalArgumentException("not all of these are NATS URLs: " + names(urls));
        }
    }

    /** Returns the servers as they may stand in a message: without logins. */
    static String names(String... urls) {
        return Arrays.stream(urls)
                .map(url -> url.replaceFirst("//[^@/]*@", "//"))
                .collect(Collectors.joining(", "));
    }

    private static Options.Builder with(String... urls) {
        return new Options.Builder()
                .servers(urls)
                .maxReconnects(FOR_EVER)
                .reconnectWait(RECONNECT_WAIT)
                .reconnectJitter(RECONNECT_JITTER)
                .reconnectJitterTls(RECONNECT_JITTER)
                .connectionTimeout(CONNECT_LIMIT)
                .pingInterval(PING_INTERVAL)
                .maxPingsOut(PINGS_OUT)
                .reconnectBufferSize(NO_BUFFER)
                .maxMessagesInOutgoingQueue(OUTGOING_MESSAGES)
                .subjectValidationType(Options.SubjectValidationType.Strict);
    }

    /** What {@link Link} relies on, and so is set last. */
    static Options.Builder binding(Options.Builder builder, LinkEvents events) {
        return builder.discardMessagesWhenOutgoingQueueFull()
                .writeQueuePushTimeout(QUEUE_LOCK_LIMIT)
                .callbackExecutor(events.callbacks())
                .connectionListener(events::changed)
                .errorListener(events);
    }
}
