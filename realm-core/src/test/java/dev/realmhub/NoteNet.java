package dev.realmhub;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A bus whose notes take time, get lost, or do not come through at all, as a seed will have it; in virtual time. */
final class NoteNet {
    private final VirtualTime time;
    private final Random chance;
    private final Broker local;
    private final List<Port> ports = new ArrayList<>();

    /** How many of a hundred notes are lost. */
    int lost;

    /** How long one takes at most. */
    Duration slowest = Duration.ofMillis(2);

    NoteNet(VirtualTime time, long seed) {
        this.time = time;
        this.chance = new Random(seed);
        this.local = new LocalBroker(time::nanoTime);
    }

    Port port() {
        Port port = new Port();
        ports.add(port);
        return port;
    }

    /** One process's end. */
    final class Port implements Broker {
        private final Map<Port, Long> lastArrival = new HashMap<>();
        private final List<Notes> listeners = new ArrayList<>();

        /** Nothing passes. */
        boolean cut;

        int sent;

        @Override
        public void note(Note note) {
            sent++;
            for (Port port : ports) {
                port.listeners.forEach(listener -> bring(note, port, listener));
            }
        }

        @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it
        private void bring(Note note, Port port, Notes listener) {
            boolean isFor = note.to() == null
                    ? !listener.id().equals(note.from())
                    : listener.id().equals(note.to());
            if (!isFor || cut || chance.nextInt(100) < lost) {
                return;
            }
            long lag = 20_000 + (long) (chance.nextDouble() * slowest.toNanos());
            long at = Math.max(lastArrival.getOrDefault(port, 0L), time.nanoTime() + lag);
            lastArrival.put(port, at);
            time.schedule(() -> arrive(note, port, listener), at - time.nanoTime(), TimeUnit.NANOSECONDS);
        }

        private void arrive(Note note, Port port, Notes listener) {
            if (!port.cut && port.listeners.contains(listener)) {
                listener.hear().accept(note);
            }
        }

        /** As after a link that was lost has come back. */
        void heal() {
            cut = false;
            listeners.forEach(listener -> listener.linked().accept(true));
        }

        void cutAndTell() {
            cut = true;
            listeners.forEach(listener -> listener.linked().accept(false));
        }

        @Override
        public Subscription subscribe(Subscriber subscriber) {
            if (subscriber instanceof Notes listener) {
                listeners.add(listener);
                return () -> listeners.remove(listener);
            }
            return local.subscribe(subscriber);
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
    }
}
