package dev.realmhub;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Goes round an audience, again and again while there is something to deliver. A publication gets on where the round is just
 * then and gets off when all have been served, so nobody waits for a round to end, and each receiver gets, in one message, all
 * that was published since it was last served. Where the audience changes, what is published next waits for the others to get
 * off: it is for those who are there now.
 *
 * <p>Publications to several audiences may stand in one line: then those to the next wait until those to the one before have got
 * off.
 *
 * <p>Not thread-safe: its lane works on it, a part of the audience at a turn.
 */
final class Round {
    /** The hub, as far as a round knows it. */
    record Hall(
            RealmRegistry registry,
            Timers timers,
            Consumer<RealmException> failures,
            BiConsumer<Client, CloseReason> close,
            @Nullable HubMeter meter,
            Tracing tracing) {}

    /** A publication that is on, and when it gets off. */
    private record Passenger(Delivery delivery, Frames frames, long until, Tracing.Span span) {}

    /** Most publications that are on at once: memory stays bounded by what waits. */
    private static final int PASSENGERS = 1024;

    /** Receivers whose sends the container may have before it. */
    private static final int AHEAD = 128;

    /** A send that takes longer, nanoseconds, is the client's own doing, or its network's. */
    private static final long STALL = 10_000_000;

    private final Hall hall;
    private final Queue<Delivery> waiting = new ArrayDeque<>();
    private final List<Passenger> passengers = new ArrayList<>();
    private Audience audience = Audience.nobody();
    private int next;

    /** How often somebody was served. */
    private long served;

    /** How often it was when the round last waited, and until how often it does not wait: see {@link #isAhead}. */
    private long waitedAt = -1;

    private long impatientUntil;

    /** Whether what waits shares a frame, as it did for whoever was served last. */
    private boolean joins = true;

    private Sequence nothing = Sequence.empty();

    Round(Hall hall) {
        this.hall = hall;
    }

    /** Adds a publication to this audience. */
    void add(Delivery delivery) {
        waiting.add(delivery);
    }

    /** Drops what has come through a stream and is not served yet. */
    void forgetPlaced() {
        waiting.removeIf(delivery -> delivery.publication().isPlaced());
        passengers.removeIf(Round::isForgotten);
        nothing = Sequence.empty();
    }

    private static boolean isForgotten(Passenger passenger) {
        boolean forgotten = passenger.delivery.publication().isPlaced();
        if (forgotten) {
            passenger.span.end();
        }
        return forgotten;
    }

    boolean isOver() {
        return waiting.isEmpty() && passengers.isEmpty();
    }

    /**
     * Returns whether the container, which has taken the sends, has not got so far with them: going on would only make its
     * queues longer, and what is published meanwhile would go out in frames of its own. Waits for a client that stalls at most
     * once in a round, and not at all where each message has a frame of its own anyhow.
     */
    boolean isAhead() {
        if (!joins || audience.size() <= AHEAD || served < impatientUntil) {
            return false;
        }
        long recent = hall.timers.nanoTime() - STALL;
        Client past = audience.client(Math.floorMod(next - AHEAD, audience.size()));
        if (past.outbox().isSendingSinceAfter(recent)) {
            waitedAt = served;
            return true;
        }
        if (waitedAt == served && past.outbox().isSendingSinceBefore(recent)) {
            impatientUntil = served + audience.size();
        }
        return false;
    }

    /** Serves the next of the audience; returns how many they were. */
    int goOn(int most) {
        letOn();
        int count = 0;
        int messages = 0;
        long oldest = passengers.isEmpty() ? 0 : passengers.get(0).delivery.arrived();
        while (count < most && !passengers.isEmpty()) {
            messages += serve(next);
            next = next + 1 < audience.size() ? next + 1 : 0;
            count++;
            served++;
            letOff();
        }
        if (hall.meter != null && messages > 0) {
            hall.meter.delivered(messages, hall.timers.nanoTime() - oldest);
        }
        return count;
    }

    private void letOn() {
        Delivery first = waiting.peek();
        if (first == null || !isAudienceOf(first)) {
            return;
        }
        long now = hall.timers.nanoTime();
        Object audienceOfFirst = first.audience();
        while (first != null && first.audience().equals(audienceOfFirst) && passengers.size() < PASSENGERS) {
            letOn(waiting.remove(), now);
            first = waiting.peek();
        }
        nothing = Sequence.empty();
    }

    private void letOn(Delivery delivery, long now) {
        if (audience.size() > 0) {
            Frames frames = new Frames(delivery.publication(), delivery.realm(), now, hall.failures);
            passengers.add(new Passenger(delivery, frames, served + audience.size(), spanOf(delivery)));
        }
    }

    /** Only what belongs to a trace begins one. */
    private Tracing.Span spanOf(Delivery delivery) {
        String trace = delivery.publication().trace();
        return trace == null ? NoTracing.INSTANCE : hall.tracing.begin(trace, "realmhub.deliver" + kindOf(delivery));
    }

    private static String kindOf(Delivery delivery) {
        Realm realm = delivery.realm();
        return realm == null ? "" : " " + realm.kind();
    }

    /** Whoever is there now is whom the round goes round, or will from now on. */
    private boolean isAudienceOf(Delivery delivery) {
        Audience now = Audience.of(delivery.address(), hall.registry);
        if (now.isSame(audience)) {
            return true;
        }
        if (!passengers.isEmpty()) {
            return false;
        }
        audience = now;
        next = 0;
        return true;
    }

    private void letOff() {
        if (passengers.get(0).until > served) {
            return;
        }
        int off = 1;
        while (off < passengers.size() && passengers.get(off).until <= served) {
            off++;
        }
        List<Passenger> gone = passengers.subList(0, off);
        gone.forEach(passenger -> passenger.span.end());
        gone.clear();
        nothing = Sequence.empty();
    }

    /** One receiver's protocol must not cost the others behind it. */
    private int serve(int i) {
        Client client = audience.client(i);
        try {
            return give(client, audience.member(i));
        } catch (RuntimeException | Error thrown) {
            hall.failures.accept(new RealmException("could not deliver to " + client, thrown));
            return 0;
        }
    }

    /** Returns how many messages there were for it. */
    private int give(Client client, @Nullable Member member) {
        if (member == null && client.state() != Client.State.JOINED) {
            return 0;
        }
        Sequence seen = seenBy(client, member == null ? "" : member.membership.role());
        if (seen == nothing) {
            return 0;
        }
        List<Frame> frames = seen.joined(client.protocol());
        joins = frames.size() == 1;
        if (!client.outbox().deliver(frames, member)) {
            hall.close.accept(client, CloseReason.TOO_SLOW);
        }
        return seen.length;
    }

    private Sequence seenBy(Client client, String role) {
        Sequence seen = nothing;
        for (int i = 0; i < passengers.size(); i++) {
            Frame frame = seenBy(client, role, passengers.get(i));
            seen = frame == null ? seen : seen.then(frame);
        }
        return seen;
    }

    private static @Nullable Frame seenBy(Client client, String role, Passenger passenger) {
        return passenger.delivery.isFor(client)
                ? passenger.frames.seenBy(client.user(), role, client.protocol())
                : null;
    }
}
