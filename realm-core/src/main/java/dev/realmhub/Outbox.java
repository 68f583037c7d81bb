package dev.realmhub;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of one client: one send in flight, begun by whoever finds the outbox idle, then by the completion of the one
 * before. A client that is behind gets what waits for it in one message. The work counter flattens recursion: a completion that
 * comes before {@link Transport#send} returns, as on Jetty and Tyrus, only makes the loop go round once more.
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
    private final Backlog backlog;
    private boolean overflowed;
    private boolean closed;
    private @Nullable Runnable whenEmpty;

    // Written by the writer only; volatile because the writer changes threads and the watchdog reads.
    private volatile boolean inFlight;
    private volatile long sendBegan;
    private volatile boolean pingWanted;

    /** Makes one; {@code broken} hears that a send failed, and is called without a lock held. */
    Outbox(Transport transport, Backlog backlog, HubConfig config, Timers timers, Consumer<Throwable> broken) {
        this.transport = transport;
        this.config = config;
        this.timers = timers;
        this.broken = broken;
        this.backlog = backlog;
    }

    /** Queues a message of the hub's own; as {@link #add(Frame)} otherwise. */
    boolean add(@Nullable Payload message) {
        return message == null || add(Frame.of(message, timers.nanoTime()));
    }

    /** Queues a frame, or drops it if the client is closed. Returns false if it does not fit: the client is too slow. */
    synchronized boolean add(Frame frame) {
        if (closed) {
            return true;
        }
        overflowed = overflowed || !backlog.add(frame);
        return !overflowed;
    }

    /** As {@link #add(Frame)} for each, in one step, as far as the member, if any, hears them. */
    synchronized boolean add(List<Frame> frames, @Nullable Member member) {
        boolean all = true;
        for (int i = 0; i < frames.size(); i++) {
            Frame frame = frames.get(i);
            all = (member == null || member.hears(frame)) ? add(frame) : addAll(member.heardOf(frame, config));
        }
        return all;
    }

    private boolean addAll(List<Frame> frames) {
        frames.forEach(this::add);
        return !overflowed;
    }

    /**
     * Adds frames and sends them. A client that keeps up gets a frame straight from the caller, past its backlog.
     *
     * @return as {@link #add(Frame)}
     */
    boolean deliver(List<Frame> frames, @Nullable Member member) {
        if (!work.compareAndSet(0, 1)) {
            boolean fits = add(frames, member);
            flush();
            return fits;
        }
        boolean straight = frames.size() == 1 && mayGoStraight(frames.get(0), member);
        boolean fits = straight || add(frames, member);
        if (straight) {
            send(frames.get(0).payload);
        }
        write();
        return fits;
    }

    private synchronized boolean mayGoStraight(Frame frame, @Nullable Member member) {
        return !inFlight
                && !pingWanted
                && !closed
                && !overflowed
                && backlog.isEmpty()
                && (member == null || member.hears(frame));
    }

    /** Queues the notice that a membership begins, and behind it what came meanwhile, unless its gate is to stay closed. */
    synchronized void begin(Member member, @Nullable Payload joined, boolean gated) {
        add(joined);
        Gate gate = member.gate;
        if (gate != null && !gated) {
            member.gate = null;
            overflowed = overflowed || gate.overflowed();
            addAll(gate.held());
        }
    }

    /** Returns what keeps a member's events back now; null if nothing does. */
    synchronized @Nullable Gate gateOf(Member member) {
        return member.gate;
    }

    /**
     * Opens a member's gate, if it is its gate still: first comes what the client is told and has missed up to a sequence (0 if
     * there is no stream), then what the gate has held. Returns null; or, if that could not hold all, the gate that it has now:
     * then what the client is told must be made anew.
     */
    synchronized @Nullable Gate open(Member member, Gate gate, List<Frame> first, long after) {
        if (!isBehind(member, gate)) {
            return null;
        }
        if (gate.overflowed()) {
            member.gate = gate.anew();
            return member.gate;
        }
        member.gate = null;
        member.after = after;
        addAll(first);
        addAll(gate.held());
        return null;
    }

    /** Queues a notice for a member, if it is not over. */
    synchronized void tell(Member member, @Nullable Payload notice) {
        if (!member.over) {
            add(notice);
        }
    }

    /** As {@link #tell}, and lets nothing else through to it until the gate that is returned is opened. */
    synchronized Gate shut(Member member, @Nullable Payload notice) {
        Gate before = member.gate;
        Gate gate = before == null ? new Gate() : before.anew();
        gate.setAfterResync();
        member.gate = gate;
        tell(member, notice);
        return gate;
    }

    /** Returns whether a member waits behind a gate. */
    @SuppressWarnings("ReferenceEquality") // a gate is what it is
    synchronized boolean isBehind(Member member, Gate gate) {
        return !member.over && member.gate == gate;
    }

    /** As {@link #tell(Member, Payload)}, to a member that waits behind a gate. */
    synchronized void tell(Member member, Gate gate, @Nullable Payload notice) {
        if (isBehind(member, gate)) {
            add(notice);
        }
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
        if (work.getAndIncrement() == 0) {
            write();
        }
    }

    /** Called by whoever has raised the work counter from 0 to 1; one frame per turn. */
    private void write() {
        int seen = 1;
        do {
            while (!inFlight && sendNext()) {}
            seen = work.addAndGet(-seen);
        } while (seen != 0);
    }

    /** Pings as soon as no send is in flight. */
    void ping() {
        pingWanted = true;
        flush();
    }

    /** Returns whether a send is in flight since before a moment. */
    boolean isSendingSinceBefore(long nanos) {
        return inFlight && sendBegan - nanos < 0;
    }

    /** Returns whether a send is in flight since a moment or later. */
    boolean isSendingSinceAfter(long nanos) {
        return inFlight && sendBegan - nanos >= 0;
    }

    /** Drops what is best effort and older than a moment; returns whether something older that must be delivered waits. */
    synchronized boolean isBehindSinceBefore(long nanos) {
        return !closed && backlog.isOlderThan(nanos);
    }

    synchronized Backlog.Waiting waiting() {
        return backlog.waiting();
    }

    /** Returns how many messages each rule has dropped since the last call. */
    synchronized Map<Publication.Overflow, Integer> takeDropped() {
        return backlog.takeDropped();
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
        backlog.clear();
    }

    private boolean sendNext() {
        if (pingWanted) {
            pingWanted = false;
            pingNow();
        }
        try {
            Payload next = take();
            if (next == null) {
                idle();
                return false;
            }
            send(next);
        } catch (RuntimeException | Error thrown) { // a protocol that could not join
            sent(thrown);
        }
        return true;
    }

    private void send(Payload message) {
        sendBegan = timers.nanoTime();
        inFlight = true;
        try {
            transport.send(message, onSent);
        } catch (RuntimeException | Error thrown) { // errors too: the work counter would never go down again
            sent(thrown);
        }
    }

    private synchronized @Nullable Payload take() {
        return backlog.take();
    }

    private void idle() {
        Runnable then;
        synchronized (this) {
            then = whenEmpty;
            whenEmpty = null;
        }
        if (then != null) {
            then.run();
        }
    }

    private void pingNow() {
        try {
            transport.ping();
        } catch (RuntimeException | Error thrown) { // as above
            abandon();
            broken.accept(thrown);
        }
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
