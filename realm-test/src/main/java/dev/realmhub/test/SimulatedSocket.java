package dev.realmhub.test;

import dev.realmhub.CloseReason;
import dev.realmhub.Payload;
import dev.realmhub.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A socket between a hub and a client, with a network that can stall, break or swallow. For one thread. */
final class SimulatedSocket implements Transport {
    /** The client's end. */
    interface Peer {
        void hears(Payload frame);

        void hearsPing();

        void hearsClose(CloseReason reason);
    }

    private static final Duration LEAST = Duration.ofNanos(30_000);

    private final SimulatedTime time;
    private final Chance chance;
    private final SimulatedProcess hub;
    private final Peer peer;
    private final Duration most;
    private final boolean completesAtOnce;
    private final Queue<Runnable> held = new ArrayDeque<>();
    private boolean stalled;
    private boolean swallowing;
    private boolean broken;
    private boolean sending;
    private long lastArrival;

    SimulatedSocket(SimulatedTime time, Chance chance, SimulatedProcess hub, Peer peer) {
        this.time = time;
        this.chance = chance;
        this.hub = hub;
        this.peer = peer;
        this.most = Duration.ofMillis(chance.between(1, 40));
        this.completesAtOnce = chance.oneIn(3);
    }

    @Override
    public void send(Payload frame, Consumer<@Nullable Throwable> done) {
        if (sending) {
            throw new IllegalStateException("a send began while another was under way");
        }
        sending = true;
        if (broken) {
            time.after(lag(), () -> finish(done, new IOException("broken")));
        } else {
            unlessStalled(() -> pass(frame, done));
        }
    }

    private void pass(Payload frame, Consumer<@Nullable Throwable> done) {
        arrive(() -> peer.hears(frame));
        if (completesAtOnce) {
            finish(done, null);
        } else {
            time.after(lag(), () -> finish(done, null));
        }
    }

    private void finish(Consumer<@Nullable Throwable> done, @Nullable Throwable failure) {
        sending = false;
        hub.run(() -> done.accept(failure));
    }

    @Override
    public void ping() {
        unlessStalled(() -> arrive(peer::hearsPing));
    }

    @Override
    public void close(CloseReason reason) {
        if (stalled) {
            time.after(lag(), () -> breakNow(reason));
        } else {
            arrive(() -> breakNow(reason));
        }
    }

    /** The client's end is over: what is under way is lost. */
    private void breakNow(CloseReason reason) {
        if (!broken) {
            broken = true;
            peer.hearsClose(reason);
        }
    }

    private void arrive(Runnable what) {
        lastArrival = Math.max(lastArrival, time.now() + lag());
        time.at(lastArrival, () -> {
            if (!broken && !swallowing) {
                what.run();
            }
        });
    }

    private void unlessStalled(Runnable what) {
        if (stalled) {
            held.add(what);
        } else {
            what.run();
        }
    }

    long lag() {
        return chance.nanosBetween(LEAST, most);
    }

    boolean isBroken() {
        return broken;
    }

    void stall() {
        stalled = true;
    }

    void goOn() {
        stalled = false;
        for (Runnable next = held.poll(); next != null; next = held.poll()) {
            next.run();
        }
    }

    /** The client goes away; the hub does not see it. */
    void swallow() {
        swallowing = true;
    }

    /** The client goes away. */
    void hangUp() {
        broken = true;
    }
}
