package dev.realmhub.nats;

import dev.realmhub.BrokerException;
import dev.realmhub.BrokerException.Fault;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Numbered messages of a link to itself. One that comes back tells that the link lives, and that the server has taken all
 * that was sent before it: a round trip that nobody's thread waits for.
 *
 * <p>Thread-safe. Nothing here waits.
 */
final class Canary {
    private final Link link;
    private final String subject;
    private final Runnable heard;

    private record Waiting(long number, CompletableFuture<Boolean> back) {}

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
        CompletableFuture<Boolean> back = new CompletableFuture<>();
        boolean sendOne;
        synchronized (this) {
            if (closed) {
                return CompletableFuture.failedStage(brokerClosed());
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
        if (!done.isEmpty()) {
            link.onCallbacks(() -> done.forEach(one -> one.back().complete(true)));
        }
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
