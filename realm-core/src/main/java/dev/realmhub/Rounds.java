package dev.realmhub;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/**
 * What a lane of the fan-out does: takes all that waits to the round of its audience, and goes round so many receivers at a
 * turn that no other lane waits for long.
 *
 * <p>Not thread-safe: one lane's.
 */
final class Rounds implements Lane.Worker<Delivery> {
    /** Receivers at a turn: a few hundred microseconds; a game of two need not wait longer for a lobby. */
    private static final int RECEIVERS = 64;

    private final Round.Hall hall;
    private final Map<Object, Round> byAudience = new HashMap<>();

    /** The same, in the order of their turns. */
    private final Queue<Map.Entry<Object, Round>> rounds = new ArrayDeque<>();

    private boolean wantsRest;

    Rounds(Round.Hall hall) {
        this.hall = hall;
    }

    @Override
    public int turn(Queue<Delivery> waiting) {
        take(waiting);
        int done = 0;
        int left = RECEIVERS;
        int ahead = 0;
        while (left > 0 && ahead < rounds.size()) {
            Map.Entry<Object, Round> next = rounds.remove();
            if (next.getValue().isAhead()) {
                ahead++;
            } else {
                left -= Math.max(1, next.getValue().goOn(left));
                done += next.getValue().takeDone();
            }
            queueOrForget(next);
        }
        wantsRest = left > 0 && ahead > 0;
        return done;
    }

    /** While the sockets are behind all that there is to do. */
    @Override
    public boolean wantsRest() {
        return wantsRest;
    }

    private void queueOrForget(Map.Entry<Object, Round> round) {
        if (round.getValue().isOver()) {
            byAudience.remove(round.getKey());
        } else {
            rounds.add(round);
        }
    }

    private void take(Queue<Delivery> waiting) {
        for (Delivery next = waiting.poll(); next != null; next = waiting.poll()) {
            byAudience.computeIfAbsent(next.audience(), this::begin).add(next);
        }
    }

    private Round begin(Object audience) {
        Round round = new Round(hall);
        rounds.add(Map.entry(audience, round));
        return round;
    }
}
