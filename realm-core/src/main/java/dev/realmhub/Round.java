package dev.realmhub;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One way round an audience, with all that waited for it: each receiver gets, joined, what he may see of it. The audience is
 * that of the instant when the round began; who has left since gets nothing.
 *
 * <p>Not thread-safe: its lane works on it, a part of the audience at a turn.
 */
final class Round {
    /** The hub, as far as a round knows it. */
    record Hall(RealmRegistry registry, Consumer<RealmException> failures, BiConsumer<Client, CloseReason> close) {}

    private final Hall hall;
    private final List<Delivery> deliveries;
    private final List<Frames> frames;
    private final Audience audience;
    private final Sequence nothing = Sequence.empty();
    private int next;

    /**
     * Begins one.
     *
     * @param deliveries of one {@link Delivery#audience()}, in order
     * @param now by {@link Timers#nanoTime}
     */
    Round(Hall hall, List<Delivery> deliveries, long now) {
        Delivery first = deliveries.get(0);
        Realm realm = first.realm();
        this.hall = hall;
        this.deliveries = deliveries;
        this.frames = deliveries.stream()
                .map(delivery -> new Frames(delivery.publication(), realm, now, hall.failures))
                .toList();
        this.audience = Audience.of(first.address(), hall.registry);
    }

    /** Serves the next of the audience; returns how many they were. */
    int goOn(int most) {
        int from = next;
        int end = Math.min(audience.size(), from + most);
        while (next < end) {
            serve(next++);
        }
        return end - from;
    }

    boolean isOver() {
        return next >= audience.size();
    }

    /** One receiver's protocol must not cost the others behind it. */
    private void serve(int i) {
        Client client = audience.client(i);
        try {
            give(client, audience.member(i));
        } catch (RuntimeException | Error thrown) {
            hall.failures.accept(new RealmException("could not deliver to " + client, thrown));
        }
    }

    private void give(Client client, @Nullable Member member) {
        if (member == null && client.state() != Client.State.JOINED) {
            return;
        }
        Sequence seen = seenBy(client, member == null ? "" : member.membership.role());
        if (seen == nothing) {
            return;
        }
        if (client.outbox().add(seen.joined(client.protocol()), member)) {
            client.outbox().flush();
        } else {
            hall.close.accept(client, CloseReason.TOO_SLOW);
        }
    }

    private Sequence seenBy(Client client, String role) {
        Sequence seen = nothing;
        for (int i = 0; i < frames.size(); i++) {
            Frame frame = deliveries.get(i).isFor(client)
                    ? frames.get(i).seenBy(client.user(), role, client.protocol())
                    : null;
            seen = frame == null ? seen : seen.then(frame);
        }
        return seen;
    }
}
