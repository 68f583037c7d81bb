package dev.realmhub;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/**
 * The rounds of one lane: those of the audiences that fall to it and have something to be delivered. Each goes a little way in
 * its turn, so that a game does not wait for a lobby that shares its lane.
 *
 * <p>Not thread-safe: its lane works on it.
 */
final class Rounds implements Lane.Worker<Task>, Streams.Audiences {
    /** Receivers at a turn: a few hundred microseconds; a game of two need not wait longer for a lobby. */
    private static final int RECEIVERS = 64;

    /** The one audience that all share where there is one order. */
    private static final Object ALL = "all";

    private final Round.Hall hall;
    private final boolean oneOrder;
    private final Streams streams;
    private final Map<Object, Round> byAudience = new HashMap<>();

    /** The same, in the order of their turns. */
    private final Queue<Map.Entry<Object, Round>> rounds = new ArrayDeque<>();

    /** While there are rounds one task counts as open, whichever it was. */
    private boolean busy;

    private boolean wantsRest;

    Rounds(Round.Hall hall, Streams.Surroundings around, boolean oneOrder) {
        this.hall = hall;
        this.oneOrder = oneOrder;
        this.streams = new Streams(around, this);
    }

    @Override
    public int turn(Queue<Task> waiting) {
        int done = take(waiting);
        serve();
        boolean wasBusy = busy;
        busy = !rounds.isEmpty();
        return done + (wasBusy ? 1 : 0) - (busy ? 1 : 0);
    }

    private void serve() {
        int left = RECEIVERS;
        int ahead = 0;
        while (left > 0 && ahead < rounds.size()) {
            Map.Entry<Object, Round> next = rounds.remove();
            if (next.getValue().isAhead()) {
                ahead++;
            } else {
                left -= Math.max(1, next.getValue().goOn(left));
            }
            queueOrForget(next);
        }
        wantsRest = left > 0 && ahead > 0;
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

    private int take(Queue<Task> waiting) {
        int taken = 0;
        for (Task next = waiting.poll(); next != null; next = waiting.poll()) {
            take(next);
            taken++;
        }
        return taken;
    }

    private void take(Task next) {
        if (next instanceof Delivery delivery) {
            if (delivery.publication().isPlaced()) {
                streams.take(delivery);
            } else {
                serve(delivery);
            }
        } else {
            streams.take((Task.Step) next);
        }
    }

    @Override
    public void serve(Delivery next) {
        Object line = oneOrder && !next.publication().isPlaced() ? ALL : next.audience();
        byAudience.computeIfAbsent(line, this::begin).add(next);
    }

    @Override
    public void forget(Realm realm) {
        Round round = byAudience.get(realm);
        if (round != null) {
            round.forgetPlaced();
        }
    }

    private Round begin(Object audience) {
        Round round = new Round(hall);
        rounds.add(Map.entry(audience, round));
        return round;
    }
}
