package dev.realmhub;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one client, bounded, and the one writer that sends it: one send in flight, begun by whoever finds the
 * outbox idle, then by the completion of the one before. The work counter flattens recursion: a completion that comes
 * before {@link Transport#send} returns, as on Jetty and Tyrus, only makes the loop go round once more.
 *
 * <p>Thread-safe. No lock is held while sending: {@link #add} queues, {@link #flush} sends.
 */
final class Outbox {
    private final Transport transport;
    private final HubConfig config;
    private final Timers timers;
    private final Consumer<Throwable> broken;
    private final Consumer<@Nullable Throwable> onSent = this::sent;
    private final AtomicInteger work = new AtomicInteger();

    // Guarded by this.
    private final Queue<Payload> waiting = new ArrayDeque<>(4);
    private int waitingBytes;
    private boolean overflowed;
    private boolean closed;
    private @Nullable Runnable whenEmpty;

    // Written by the writer only; volatile because the writer changes threads and the watchdog reads.
    private volatile boolean inFlight;
    private volatile long sendBegan;
    private volatile boolean pingWanted;

    /**
     * Makes one.
     *
     * @param broken hears that a send failed; called without a lock held
     */
    Outbox(Transport transport, HubConfig config, Timers timers, Consumer<Throwable> broken) {
        this.transport = transport;
        this.config = config;
        this.timers = timers;
        this.broken = broken;
    }

    /** Queues a frame, or drops it if the client is closed. Returns false if it does not fit: the client is too slow. */
    synchronized boolean add(@Nullable Payload frame) {
        if (frame == null || closed) {
            return true;
        }
        if (overflowed || waiting.size() >= config.outboxMessages() || waitingBytes + frame.size() > roomFor(frame)) {
            overflowed = true;
            return false;
        }
        waiting.add(frame);
        waitingBytes += frame.size();
        return true;
    }

    /** As {@link #add(Payload)}, but drops the frame if the membership is over. */
    synchronized boolean add(@Nullable Payload frame, Member member) {
        return member.over || add(frame);
    }

    /** Ends a membership and queues the client's notice of it in one step: no event of the realm comes behind. */
    synchronized boolean end(Member member, @Nullable Payload left) {
        member.over = true;
        return add(left);
    }

    /** Returns whether a frame did not fit. From then on none does: what follows a lost one must not be sent. */
    synchronized boolean overflowed() {
        return overflowed;
    }

    /** Sends what waits, unless somebody is at it already. */
    void flush() {
        if (work.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            while (!inFlight && sendNext()) {
                // one frame per turn
            }
            seen = work.addAndGet(-seen);
        } while (seen != 0);
    }

    /** Pings as soon as no send is in flight. */
    void ping() {
        pingWanted = true;
        flush();
    }

    /** Returns since when a send is in flight, or null if none is. */
    @Nullable
    Long sendingSince() {
        return inFlight ? sendBegan : null;
    }

    /** Takes a last frame, then nothing more; runs the task when all is sent. */
    void finish(@Nullable Payload last, Runnable then) {
        synchronized (this) {
            add(last);
            closed = true;
            whenEmpty = then;
        }
        flush();
    }

    /** Drops what waits and takes nothing more. */
    synchronized void abandon() {
        closed = true;
        waiting.clear();
        waitingBytes = 0;
    }

    /** One frame always fits, however large: the bound is on what piles up. */
    private int roomFor(Payload frame) {
        return waiting.isEmpty() ? Math.max(frame.size(), config.outboxBytes()) : config.outboxBytes();
    }

    private boolean sendNext() {
        if (pingWanted) {
            pingWanted = false;
            pingNow();
        }
        Payload next = take();
        if (next == null) {
            idle();
            return false;
        }
        sendBegan = timers.nanoTime();
        inFlight = true;
        try {
            transport.send(next, onSent);
        } catch (RuntimeException thrown) {
            sent(thrown);
        }
        return true;
    }

    private synchronized @Nullable Payload take() {
        Payload next = waiting.poll();
        if (next != null) {
            waitingBytes -= next.size();
        }
        return next;
    }

    private void idle() {
        Runnable then = takeWhenEmpty();
        if (then != null) {
            then.run();
        }
    }

    private void pingNow() {
        try {
            transport.ping();
        } catch (RuntimeException thrown) {
            abandon();
            broken.accept(thrown);
        }
    }

    private synchronized @Nullable Runnable takeWhenEmpty() {
        Runnable then = whenEmpty;
        whenEmpty = null;
        return then;
    }

    private void sent(@Nullable Throwable failure) {
        inFlight = false;
        if (failure != null) {
            abandon();
            broken.accept(failure);
        }
        flush();
    }
}
