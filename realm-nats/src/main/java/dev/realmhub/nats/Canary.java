package dev.realmhub.nats;

import dev.realmhub.BrokerException;
import dev.realmhub.BrokerException.Fault;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Numbered messages of a link to itself. One that comes back tells that the link lives, and that the server has taken all
 * that was sent before it: a round trip.
 *
 * <p>Thread-safe. Nothing here waits but {@link #awaitRoundTrip}.
 */
final class Canary {
    private final Link link;
    private final String subject;
    private final Runnable heard;

    private record Waiting(long number, CompletableFuture<Boolean> back) {}

    /** Whether one ever came back: if it may not be sent, or not be heard, its absence tells nothing. */
    private volatile boolean proven;

    // Guarded by this.
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private long sent;
    private boolean asked;
    private boolean closed;

    /**
     * Makes one that is not heard yet.
     *
     * @param subject that nobody else uses
     * @param heard called for each that comes back, on the canaries' thread
     */
    Canary(Link link, String subject, Runnable heard) {
        this.link = link;
        this.subject = subject;
        this.heard = heard;
    }

    boolean isProven() {
        return proven;
    }

    void listen() {
        link.listen(Link.Way.CANARIES, List.of(subject), null, message -> {
            long number = number(message.getData());
            return () -> back(number);
        });
    }

    /** Sends one, if there is a connection. */
    void send() {
        long number;
        synchronized (this) {
            number = ++sent;
        }
        link.sendIfPossible(
                subject, ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }

    /**
     * Completes, on the callbacks' thread, when the server has taken all that was sent before this call. If that is lost on
     * the way, the next one that is sent will do; whoever feels the pulse sends them for ever. Fails when it is closed.
     */
    CompletionStage<Boolean> roundTrip() {
        return awaited().thenApplyAsync(back -> back, link::onCallbacks);
    }

    /** Waits for a round trip, at most for so long, and not at all while there is no connection. */
    void awaitRoundTrip(Duration limit) {
        if (!link.isConnected()) {
            return;
        }
        try {
            awaited().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException broke) {
            // whatever was on its way is lost, or comes again with the next connection
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private CompletableFuture<Boolean> awaited() {
        CompletableFuture<Boolean> back = new CompletableFuture<>();
        boolean sendOne;
        synchronized (this) {
            if (closed) {
                return CompletableFuture.failedFuture(brokerClosed());
            }
            waiting.add(new Waiting(sent + 1, back));
            sendOne = !asked;
            asked = true;
        }
        if (sendOne) {
            send();
        }
        return back;
    }

    private void back(long number) {
        proven = true;
        heard.run();
        List<Waiting> done = new ArrayList<>();
        boolean sendOne;
        synchronized (this) {
            while (!waiting.isEmpty() && waiting.element().number() <= number) {
                done.add(waiting.remove());
            }
            asked = !waiting.isEmpty();
            sendOne = asked;
        }
        if (sendOne) {
            send();
        }
        done.forEach(one -> one.back().complete(true));
    }

    private static long number(byte[] body) {
        if (body.length != Long.BYTES) {
            throw new IllegalArgumentException("not a canary of ours");
        }
        return ByteBuffer.wrap(body).getLong();
    }

    /** Fails what waits. Idempotent. */
    void close() {
        List<Waiting> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(waiting);
            waiting.clear();
        }
        left.forEach(one -> one.back().completeExceptionally(brokerClosed()));
    }

    static BrokerException brokerClosed() {
        return new BrokerException(
                Fault.NOT_CONNECTED, "the broker is closed; close it after the hubs and backends on it", null);
    }
}
