package dev.realmhub.examples.crossword;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What the bots did, and what they were told. Thread-safe. */
final class Ledger {
    /** A turn that a bot wants to make: the same for all the times that he sends it. */
    record Attempt(String game, int turn, int seat, String type, String payload) {
        /** The same for all the times that it is sent, and no other's. */
        String id() {
            return game + "-" + seat + "-" + turn;
        }
    }

    /** A turn that a bot was told was made. */
    record Acknowledged(Attempt attempt, long firstSent, long answered) {}

    private static final long PATIENCE_NANOS = 60_000_000_000L;

    final Queue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
    final Map<String, Long> firstSent = new ConcurrentHashMap<>();
    final Map<String, Long> lastSent = new ConcurrentHashMap<>();
    final Queue<String> violations = new ConcurrentLinkedQueue<>();
    final Map<String, AtomicInteger> outcomes = new ConcurrentHashMap<>();
    final AtomicInteger retried = new AtomicInteger();
    final AtomicInteger cameAgain = new AtomicInteger();
    final AtomicInteger games = new AtomicInteger();
    final AtomicInteger worstClock = new AtomicInteger();
    private final Map<String, List<String>> told = new ConcurrentHashMap<>();

    /** Guarded by this. */
    private int turns;

    void sent(Attempt attempt, long now) {
        if (firstSent.putIfAbsent(attempt.id(), now) != null) {
            retried.incrementAndGet();
        }
        lastSent.put(attempt.id(), now);
    }

    void heard(Attempt attempt, String status, String code, long now) {
        String outcome = code.isEmpty() ? status : status + " " + code;
        outcomes.computeIfAbsent(outcome, first -> new AtomicInteger()).incrementAndGet();
        long first = Objects.requireNonNull(firstSent.get(attempt.id()));
        told.computeIfAbsent(attempt.id(), one -> new CopyOnWriteArrayList<>())
                .add(outcome + " after " + (now - first) + " ms");
        if (status.equals("ok")) {
            acknowledged.add(new Acknowledged(attempt, first, now));
            counted();
        }
    }

    private synchronized void counted() {
        turns++;
        notifyAll();
    }

    /** Waits until so many more turns are made. */
    synchronized void awaitTurns(int more) throws InterruptedException {
        int enough = turns + more;
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (turns < enough) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError(enough - turns + " of " + more + " turns were not made in time");
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    /** Returns what a bot was told until his turn was made. */
    String story(Acknowledged turn) {
        return turn.attempt().id() + " sent at " + turn.firstSent() + ": "
                + told.get(turn.attempt().id());
    }

    int count(String outcome) {
        AtomicInteger counted = outcomes.get(outcome);
        return counted == null ? 0 : counted.get();
    }

    /** Between two moments of a game that goes on, both clocks together lose what has passed. */
    void clocks(BotView before, BotView now) {
        long lost = sum(before.clocks()) - sum(now.clocks());
        worstClock.accumulateAndGet((int) Math.abs(now.at() - before.at() - lost), Math::max);
    }

    private static long sum(List<Long> clocks) {
        return clocks.get(0) + clocks.get(1);
    }

    /** What a bot knows of its game. */
    record BotView(int turn, int toMove, boolean over, List<Long> clocks, long at) {}
}
