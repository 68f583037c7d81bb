package dev.realmhub;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * What a lane of the fan-out does: takes all that waits, makes one round for each audience of it, and goes round so many
 * receivers at a turn that no other lane waits for long.
 *
 * <p>Not thread-safe: one lane's.
 */
final class Rounds implements Lane.Worker<Delivery> {
    /** Receivers at a turn: half a millisecond or two, by container; a game of two need not wait longer for a lobby. */
    private static final int RECEIVERS = 128;

    /** Most publications that one turn takes, so that memory stays bounded by what waits. */
    private static final int PUBLICATIONS = 1024;

    private final Round.Hall hall;
    private final Timers timers;
    private final Queue<Round> rounds = new ArrayDeque<>();
    private int taken;

    Rounds(Round.Hall hall, Timers timers) {
        this.hall = hall;
        this.timers = timers;
    }

    @Override
    public int turn(Queue<Delivery> waiting) {
        if (rounds.isEmpty()) {
            begin(waiting);
        }
        int left = RECEIVERS;
        while (left > 0 && !rounds.isEmpty()) {
            left -= goOn(rounds.element(), left);
        }
        return rounds.isEmpty() ? taken : 0;
    }

    private int goOn(Round round, int most) {
        int served = round.goOn(most);
        if (round.isOver()) {
            rounds.remove();
        }
        return served;
    }

    private void begin(Queue<Delivery> waiting) {
        Map<Object, List<Delivery>> byAudience = new LinkedHashMap<>();
        taken = 0;
        for (Delivery next = waiting.poll(); next != null; next = taken < PUBLICATIONS ? waiting.poll() : null) {
            byAudience
                    .computeIfAbsent(next.audience(), audience -> new ArrayList<>())
                    .add(next);
            taken++;
        }
        long now = timers.nanoTime();
        byAudience.values().forEach(deliveries -> rounds.add(new Round(hall, deliveries, now)));
    }
}
