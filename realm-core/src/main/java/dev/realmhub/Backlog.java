package dev.realmhub;

import dev.realmhub.Publication.Overflow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The frames that wait for one client, in order, bounded in number, bytes and age; decides by each publication's rule what
 * becomes of it when they do not fit.
 *
 * <p>Not thread-safe: guarded by its {@link Outbox}.
 */
final class Backlog {
    /**
     * What waits at one moment.
     *
     * @param since when the oldest was queued, by {@link Timers#nanoTime}
     */
    record Waiting(int messages, int bytes, long since) {}

    private final HubConfig config;
    private final ClientProtocol protocol;
    private final Budget ofNode;
    private final ArrayDeque<Frame> waiting = new ArrayDeque<>(2);
    private int bytes;
    private boolean joins = true;

    /** Frames in here with parts that a rule may take out again; most backlogs have none. */
    private int withLatest;

    private int withBestEffort;
    private @Nullable Map<Overflow, Integer> dropped;

    /**
     * Makes one.
     *
     * @param ofNode shared by all clients
     */
    Backlog(HubConfig config, ClientProtocol protocol, Budget ofNode) {
        this.ofNode = ofNode;
        this.config = config;
        this.protocol = protocol;
    }

    /** Adds a frame, or as much of it as its rules demand; false if something that must be delivered does not fit. */
    boolean add(Frame frame) {
        if (frame.hasLatest() && withLatest > 0) {
            takeOutdated(frame);
        }
        if (fits(frame) || makeRoom(frame)) {
            push(frame);
            return true;
        }
        return frame.hasBestEffort() && addWhatMustBe(frame);
    }

    /** Returns what waits now. */
    Waiting waiting() {
        Frame oldest = waiting.peek();
        return new Waiting(waiting.size(), bytes, oldest == null ? 0 : oldest.since);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Takes the next message: what waits, joined as far as the protocol can; null if nothing does. */
    @Nullable
    Payload take() {
        Frame first = waiting.poll();
        if (first == null) {
            return null;
        }
        gone(first);
        return joins && !waiting.isEmpty() ? withFollowers(first) : first.payload;
    }

    private Payload withFollowers(Frame first) {
        List<Frame> followers = followers(first.size());
        if (followers.isEmpty()) {
            return first.payload;
        }
        Payload joint = first.with(followers, protocol);
        if (joint == null) {
            joins = false;
            return first.payload;
        }
        followers.forEach(follower -> gone(waiting.remove()));
        return joint;
    }

    private List<Frame> followers(int size) {
        List<Frame> followers = new ArrayList<>();
        int bytes = size;
        for (Frame next : waiting) {
            bytes += 1 + next.size();
            if (bytes > Frame.MOST_BYTES) {
                break;
            }
            followers.add(next);
        }
        return followers;
    }

    /** Drops what is best effort and older than a moment; returns whether something older that must be delivered waits. */
    boolean isOlderThan(long nanos) {
        Frame oldest = waiting.peek();
        if (oldest == null || oldest.since - nanos >= 0) {
            return false;
        }
        if (withBestEffort > 0) {
            takeOut(part -> isBestEffort(part) && part.since - nanos < 0, () -> false);
        }
        Frame left = waiting.peek();
        return left != null && left.since - nanos < 0;
    }

    void clear() {
        waiting.clear();
        ofNode.add(-bytes);
        bytes = 0;
        withLatest = 0;
        withBestEffort = 0;
    }

    /** Returns how many messages each rule has dropped since the last call; empty as a rule. */
    Map<Overflow, Integer> takeDropped() {
        Map<Overflow, Integer> taken = dropped;
        dropped = null;
        return taken == null ? Map.of() : taken;
    }

    /** One frame always fits, however large: the bound is on what piles up. */
    private boolean fits(Frame frame) {
        return waiting.isEmpty()
                || (waiting.size() < config.outboxMessages()
                        && bytes + frame.size() <= ofNode.roomOf(config.outboxBytes()));
    }

    private boolean makeRoom(Frame frame) {
        if (withBestEffort > 0) {
            takeOut(Backlog::isBestEffort, () -> fits(frame));
        }
        if (joins && waiting.size() >= config.outboxMessages()) {
            joinWhatWaits();
        }
        return fits(frame);
    }

    /** Many small messages must not cost a client its connection where a few large ones would not. */
    private void joinWhatWaits() {
        List<Frame> joined = Frame.join(List.copyOf(waiting), protocol);
        clear();
        joined.forEach(this::push);
    }

    private boolean addWhatMustBe(Frame frame) {
        frame.parts().stream().filter(Backlog::isBestEffort).forEach(this::count);
        return Frame.join(frame.without(Backlog::isBestEffort), protocol).stream()
                .allMatch(this::add);
    }

    private void takeOutdated(Frame newer) {
        takeOut(part -> part.key != null && newer.has(part.key), () -> false);
    }

    /** Takes unwanted parts out of what waits, oldest first, until that is enough: one round of the queue. */
    private void takeOut(Predicate<Frame> unwanted, BooleanSupplier enough) {
        int frames = waiting.size();
        for (int i = 0; i < frames; i++) {
            boolean keep = enough.getAsBoolean();
            Frame frame = waiting.remove();
            gone(frame);
            if (keep || frame.parts().stream().noneMatch(unwanted)) {
                push(frame);
            } else {
                frame.parts().stream().filter(unwanted).forEach(this::count);
                Frame.join(frame.without(unwanted), protocol).forEach(this::push);
            }
        }
    }

    private static boolean isBestEffort(Frame part) {
        return part.overflow == Overflow.BEST_EFFORT;
    }

    private void push(Frame frame) {
        waiting.add(frame);
        bytes += frame.size();
        ofNode.add(frame.size());
        withLatest += frame.hasLatest() ? 1 : 0;
        withBestEffort += frame.hasBestEffort() ? 1 : 0;
    }

    private void gone(Frame frame) {
        bytes -= frame.size();
        ofNode.add(-frame.size());
        withLatest -= frame.hasLatest() ? 1 : 0;
        withBestEffort -= frame.hasBestEffort() ? 1 : 0;
    }

    private void count(Frame lost) {
        if (dropped == null) {
            dropped = new EnumMap<>(Overflow.class);
        }
        dropped.merge(lost.overflow, 1, Integer::sum);
    }
}
