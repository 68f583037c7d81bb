package dev.realmhub;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A bus in front of a local one that loses, holds and repeats what it is told to, and whose streams answer or do not. */
final class Wire implements Broker {
    private final Broker local;
    private @Nullable Node node;
    private final Queue<Runnable> held = new ArrayDeque<>();
    private final List<String> attended = new ArrayList<>();

    /** Loses all publications. */
    boolean losing;

    /** Keeps all publications until {@link #releaseBackwards}. */
    boolean holding;

    /** Brings each publication twice. */
    boolean doubling;

    /** Streams do not answer. */
    boolean logDown;

    /** Streams answer when {@link #answerAll} says so. */
    boolean logSlow;

    private final Queue<Runnable> answers = new ArrayDeque<>();

    /** Streams have lost what was. */
    boolean logEmpty;

    /** Attendance begins when the test completes it; at once if there is none. */
    @Nullable
    CompletableFuture<Void> begun;

    int reads;
    int looks;

    Wire(Broker local) {
        this.local = local;
    }

    @Override
    public void publish(Address address, Publication publication) {
        local.publish(address, publication);
    }

    @Override
    public void order(Address address, Order order) {
        local.order(address, order);
    }

    @Override
    public <R> CompletionStage<R> request(Request<R> request) {
        return local.request(request);
    }

    @Override
    public Subscription subscribe(Subscriber subscriber) {
        if (!(subscriber instanceof Node heard)) {
            return local.subscribe(subscriber);
        }
        node = heard;
        return local.subscribe(new Node(heard.id(), this::carry, heard.order(), heard.missed(), heard.linked()));
    }

    @Override
    public Attendance attend(String id, Address address) {
        CompletableFuture<Void> when = begun;
        if (when == null) {
            return Attendance.ALWAYS;
        }
        attended.add(address.toString());
        return new Attendance(when, () -> attended.remove(address.toString()));
    }

    List<String> attended() {
        return attended;
    }

    private void carry(Address address, Publication publication) {
        if (losing) {
            return;
        }
        for (int i = 0; i < (doubling ? 2 : 1); i++) {
            if (holding) {
                held.add(() -> bring(address, publication));
            } else {
                bring(address, publication);
            }
        }
    }

    void bring(Address address, Publication publication) {
        node().deliver().accept(address, publication);
    }

    /** Brings what was held, the last first. */
    void releaseBackwards() {
        holding = false;
        List<Runnable> all = new ArrayList<>(held);
        held.clear();
        for (int i = all.size() - 1; i >= 0; i--) {
            all.get(i).run();
        }
    }

    void answerAll() {
        logSlow = false;
        for (Runnable answer = answers.poll(); answer != null; answer = answers.poll()) {
            answer.run();
        }
    }

    void missed() {
        node().missed().run();
    }

    void linked(boolean up) {
        node().linked().accept(up);
    }

    private Node node() {
        if (node == null) {
            throw new IllegalStateException("no hub has subscribed yet");
        }
        return node;
    }

    @Override
    public Optional<EventLog> eventLog(Realm realm) {
        return local.eventLog(realm).map(Log::new);
    }

    private final class Log implements EventLog {
        private final EventLog real;

        Log(EventLog real) {
            this.real = real;
        }

        @Override
        public CompletionStage<Position> append(Realm realm, Publication event, @Nullable Position expectedLast) {
            return real.append(realm, event, expectedLast);
        }

        @Override
        public CompletionStage<Position> last(Realm realm) {
            looks++;
            return answer(() -> real.last(realm));
        }

        @Override
        public CompletionStage<Slice> read(Realm realm, Position after, int most) {
            reads++;
            return logEmpty
                    ? CompletableFuture.completedStage(Slice.incomplete())
                    : answer(() -> real.read(realm, after, most));
        }

        private <T> CompletionStage<T> answer(Supplier<CompletionStage<T>> question) {
            if (logSlow) {
                CompletableFuture<T> later = new CompletableFuture<>();
                answers.add(() -> question.get().thenAccept(later::complete));
                return later;
            }
            return logDown
                    ? CompletableFuture.failedStage(
                            new BrokerException(BrokerException.Fault.NOT_CONNECTED, "the test says so", null))
                    : question.get();
        }
    }
}
