package dev.realmhub.benchmarks.bus;

import dev.realmhub.Payload;
import dev.realmhub.Realm;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A {@link Comer} that sends commands, and that goes to the other hub when its own sends it away: after as long as it is told, and
 * with the jitter of {@code realm-js}. Thread-safe.
 */
final class Resident {
    private static final long FIRST_STEP_MILLIS = 200;

    /** What all of them did. */
    record Book(Set<Long> acknowledged, Set<Long> refused, Queue<Long> returns, AtomicLong ids) {
        static Book empty() {
            return new Book(
                    ConcurrentHashMap.newKeySet(),
                    ConcurrentHashMap.newKeySet(),
                    new ConcurrentLinkedQueue<>(),
                    new AtomicLong());
        }
    }

    private final Comer comer;
    private final Book book;
    private final Node next;

    /** Commands without an outcome, by the connection that they went out on. */
    private final Map<Long, Integer> open = new ConcurrentHashMap<>();

    private volatile Node at;
    private final AtomicInteger connection = new AtomicInteger();

    Resident(String user, Realm realm, Node first, Node next, Book book) {
        this.at = first;
        this.next = next;
        this.book = book;
        this.comer = new Comer(user, realm, this::told);
    }

    void come() {
        comer.come(at);
    }

    Comer comer() {
        return comer;
    }

    /** Sends a command, if it is live: a page without its connection does not either. */
    void act() {
        if (comer.isLive()) {
            long id = book.ids.incrementAndGet();
            open.put(id, connection.get());
            at.hub().receive(comer.client(), Payload.text("do " + id));
        }
    }

    private void told(String words) {
        if (words.startsWith("o")) {
            String[] answer = words.substring(1).split(" ", 2);
            long id = Long.parseLong(answer[0]);
            open.remove(id);
            (answer[1].equals("Ok") ? book.acknowledged : book.refused).add(id);
        } else {
            comer.leave();
            long pause = Long.parseLong(words.substring(1));
            long jitter = (long) (ThreadLocalRandom.current().nextDouble() * Math.max(FIRST_STEP_MILLIS, pause));
            CompletableFuture.delayedExecutor(pause + jitter, TimeUnit.MILLISECONDS)
                    .execute(this::goOn);
        }
    }

    private void goOn() {
        book.returns.add(System.nanoTime());
        at = next;
        connection.incrementAndGet();
        comer.comeBack(at);
    }

    /** Returns how many of its commands went out on a connection that ended before their outcome came. */
    long unknown() {
        return open.values().stream().filter(on -> on != connection.get()).count();
    }

    /** Returns how many of its commands wait for their outcome on a connection that is there. */
    long unanswered() {
        return open.size() - unknown();
    }

    /** Returns the most that came back within any second. */
    static int mostIn(Duration window, Book book) {
        long[] times = book.returns.stream().mapToLong(Long::longValue).sorted().toArray();
        int most = 0;
        int from = 0;
        for (int to = 0; to < times.length; to++) {
            while (times[to] - times[from] > window.toNanos()) {
                from++;
            }
            most = Math.max(most, to - from + 1);
        }
        return most;
    }
}
