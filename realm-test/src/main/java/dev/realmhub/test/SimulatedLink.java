package dev.realmhub.test;

import dev.realmhub.Address;
import dev.realmhub.Broker;
import dev.realmhub.BrokerException;
import dev.realmhub.BrokerException.Fault;
import dev.realmhub.EventLog;
import dev.realmhub.Order;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One process's connection to the simulated bus, which can be cut, with or without the bus noticing. For one thread. */
final class SimulatedLink implements Broker {
    private final SimulatedBus bus;
    private final SimulatedProcess process;
    private final SimulatedInterest interest;
    private final List<Subscriber> services = new ArrayList<>();
    private final Map<SimulatedLink, Long> lastFrom = new HashMap<>();
    private @Nullable Node node;
    private long lastOut;
    private boolean cut;
    private boolean noticed;
    private boolean down;
    private boolean missedSoon;
    private int cuts;

    /** How many of what comes are lost, and whether that is noticed, and how many of the kept come twice. */
    double dropping;

    boolean droppingNoticed;
    double doubling;

    /** What is wrong with the streams, seen from here. */
    final SimulatedLog log;

    SimulatedLink(SimulatedBus bus, SimulatedProcess process) {
        this.bus = bus;
        this.process = process;
        this.interest = new SimulatedInterest(bus, this);
        this.log = new SimulatedLog(bus, this);
    }

    SimulatedProcess process() {
        return process;
    }

    boolean isCut() {
        return cut;
    }

    boolean isDown() {
        return down;
    }

    Iterable<Subscriber> services() {
        return services;
    }

    // What the process says.

    @Override
    public void publish(Address address, Publication publication) {
        checkUp("publish to " + address);
        if (cut) {
            bus.lostByAll(address, publication);
        } else {
            out(() -> bus.arrived(this, address, publication));
        }
    }

    @Override
    public void order(Address address, Order order) {
        checkUp("order to " + address);
        out(() -> bus.links().forEach(link -> link.comes(this, () -> link.ordered(address, order))));
    }

    @Override
    public <R> CompletionStage<R> request(Request<R> request) {
        if (down) {
            return CompletableFuture.failedStage(notConnected(request.toString()));
        }
        return new SimulatedRequest<>(bus, this, request).begin();
    }

    @Override
    public Optional<EventLog> eventLog(Realm realm) {
        return bus.streams.keep(realm) ? Optional.of(log) : Optional.empty();
    }

    @Override
    public Attendance attend(String id, Address address) {
        return bus.onlyWanted ? interest.attend(address) : Attendance.ALWAYS;
    }

    @Override
    public Subscription subscribe(Subscriber subscriber) {
        if (subscriber instanceof Node own) {
            node = own;
            return () -> node = null;
        }
        services.add(subscriber);
        return () -> services.remove(subscriber);
    }

    /** Sends something to the server, behind all that was sent before. */
    void out(Runnable then) {
        if (!cut) {
            lastOut = Math.max(lastOut, bus.time.now() + bus.lag());
            bus.time.at(lastOut, then);
        }
    }

    // What comes to the process.

    /** Takes something from the server, behind all that came from there before. */
    void comes(SimulatedLink from, Runnable then) {
        long at = Math.max(lastFrom.getOrDefault(from, 0L), bus.time.now() + bus.lag());
        lastFrom.put(from, at);
        bus.time.at(at, () -> {
            if (!cut) {
                process.run(then);
            }
        });
    }

    /** Brings an answer, which overtakes whatever it will. */
    void answered(long lag, Runnable then) {
        bus.time.after(lag, () -> {
            if (!cut) {
                process.run(then);
            }
        });
    }

    void fanIn(SimulatedLink from, Address to, Publication publication) {
        if (node == null || !isHere(to)) {
            return;
        }
        if (bus.onlyWanted && !interest.covers(to, from)) {
            lost(to, publication, false);
            return;
        }
        long at = Math.max(lastFrom.getOrDefault(from, 0L), bus.time.now() + bus.lag());
        lastFrom.put(from, at);
        bus.time.at(at, () -> delivered(to, publication));
    }

    private void delivered(Address to, Publication publication) {
        if (cut) {
            lost(to, publication, noticed);
        } else if (bus.chance.with(dropping)) {
            lost(to, publication, droppingNoticed);
            if (droppingNoticed) {
                sayMissed();
            }
        } else {
            deliver(to, publication);
            if (publication.position().isPresent() && bus.chance.with(doubling)) {
                bus.time.after(20 * bus.lag(), () -> deliver(to, publication));
            }
        }
    }

    private void deliver(Address to, Publication publication) {
        Node own = node;
        if (own != null && !cut) {
            process.run(() -> own.deliver().accept(to, publication));
        }
    }

    private void ordered(Address to, Order order) {
        Node own = node;
        if (own != null && isHere(to)) {
            own.order().accept(to, order);
        }
    }

    private boolean isHere(Address to) {
        return node != null
                && (!(to instanceof Address.OfClient one) || one.node().equals(node.id()));
    }

    void lost(Address to, Publication publication, boolean known) {
        if (node != null
                && to instanceof Address.OfRealm
                && publication.position().isEmpty()) {
            bus.history.lost(node.id(), Stamp.of(publication), known);
        }
    }

    // What becomes of the link.

    /**
     * Lets nothing pass any more.
     *
     * @param seen whether the bus notices, within three seconds
     */
    void cut(boolean seen) {
        cut = true;
        noticed = seen;
        int which = ++cuts;
        if (seen) {
            bus.time.after(bus.chance.nanosBetween(Duration.ZERO, Duration.ofSeconds(3)), () -> notice(which));
        }
    }

    private void notice(int which) {
        if (cut && cuts == which) {
            down = true;
            linked(false);
        }
    }

    void heal() {
        if (!cut) {
            return;
        }
        cut = false;
        if (down) {
            down = false;
            linked(true);
        }
        if (noticed) {
            sayMissed();
        }
    }

    private void linked(boolean up) {
        Node own = node;
        if (own != null) {
            process.run(() -> own.linked().accept(up));
        }
    }

    /** After the fact, and not in order with anything. */
    void sayMissed() {
        if (missedSoon) {
            return;
        }
        missedSoon = true;
        bus.time.after(bus.chance.nanosBetween(Duration.ZERO, Duration.ofMillis(500)), () -> {
            missedSoon = false;
            Node own = node;
            if (own != null) {
                process.run(own.missed());
            }
        });
    }

    private void checkUp(String what) {
        if (down) {
            throw notConnected(what);
        }
    }

    static BrokerException notConnected(String what) {
        return new BrokerException(Fault.NOT_CONNECTED, "the link is down: " + what, null);
    }
}
