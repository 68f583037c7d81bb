package dev.realmhub.benchmarks;

import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * As {@link Plain} for Tomcat, which throws if a send begins before the one before has ended: an unbounded queue and one
 * send in flight, the least that is correct there. Thread-safe.
 */
final class PlainQueue extends Plain implements SendHandler {
    private final Queue<Object> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unsent = new AtomicInteger();

    PlainQueue(Session session) {
        super(session);
    }

    @Override
    void send(String text) {
        add(text);
    }

    @Override
    void send(byte[] bytes) {
        add(bytes);
    }

    private void add(Object message) {
        waiting.add(message);
        if (unsent.getAndIncrement() == 0) {
            sendNext();
        }
    }

    /** Tomcat calls this on a thread of its pool, never within the send. */
    @Override
    public void onResult(SendResult result) {
        if (unsent.decrementAndGet() != 0) {
            sendNext();
        }
    }

    private void sendNext() {
        Object next = waiting.poll();
        if (next != null) {
            transmit(next, this);
        }
    }
}
