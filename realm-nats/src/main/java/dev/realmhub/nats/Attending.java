package dev.realmhub.nats;

import dev.realmhub.Broker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The subjects that a node listens to for as long as it attends to them, each counted.
 *
 * <p>Thread-safe. Nothing here waits: whether the server knows is told by a canary sent after it was told.
 */
final class Attending {
    private final Link link;
    private final Listening listening;
    private final Canary canary;

    private static final class Subject {
        private final String name;
        private final CompletableFuture<Boolean> begun = new CompletableFuture<>();
        private int attendances;

        Subject(String name) {
            this.name = name;
        }
    }

    // Guarded by this.
    private final Map<String, Subject> subjects = new HashMap<>();

    /**
     * What the server could not be told, because there is none, or too much waited for it. jnats would remember what is
     * subscribed while there is none, but not if that happens at the moment when there is one again.
     */
    private final Set<Subject> untold = new LinkedHashSet<>();

    private boolean closed;

    /** Makes what adds to a node's listening. */
    Attending(Link link, Listening listening, Canary canary) {
        this.link = link;
        this.listening = listening;
        this.canary = canary;
    }

    /** Begins, or counts one more. */
    Broker.Attendance attend(String name) {
        Subject subject;
        synchronized (this) {
            if (closed) {
                return new Broker.Attendance(CompletableFuture.failedStage(Canary.brokerClosed()), () -> {});
            }
            subject = subjects.computeIfAbsent(name, Subject::new);
            if (subject.attendances++ == 0) {
                begin(subject);
            }
        }
        AtomicBoolean open = new AtomicBoolean(true);
        return new Broker.Attendance(subject.begun.minimalCompletionStage(), () -> {
            if (open.getAndSet(false)) {
                end(subject);
            }
        });
    }

    private void begin(Subject subject) {
        if (!link.isConnected() || !link.add(listening, subject.name)) {
            untold.add(subject);
            return;
        }
        canary.roundTrip().whenComplete((back, failure) -> {
            if (failure == null) {
                subject.begun.complete(true);
            } else {
                subject.begun.completeExceptionally(failure);
            }
        });
    }

    private synchronized void end(Subject subject) {
        if (--subject.attendances == 0) {
            subjects.remove(subject.name, subject);
            untold.remove(subject);
            listening.remove(subject.name);
        }
    }

    /** Tells the server what it could not be told before. */
    synchronized void tellAgain() {
        if (!untold.isEmpty()) {
            List<Subject> again = new ArrayList<>(untold);
            untold.clear();
            again.forEach(this::begin);
        }
    }

    /** Fails what has not begun. The listening ends all. */
    void close() {
        List<Subject> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(subjects.values());
            subjects.clear();
            untold.clear();
        }
        left.forEach(subject -> subject.begun.completeExceptionally(Canary.brokerClosed()));
    }
}
