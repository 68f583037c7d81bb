package dev.realmhub.test;

import dev.realmhub.Address;
import dev.realmhub.Broker.Attendance;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What a node has asked to be brought: from then on it comes, and from distant senders a moment later. For one thread. */
final class SimulatedInterest {
    private static final Duration DISTANCE = Duration.ofMillis(50);

    /** One address: how often it was asked for, and from when on it comes. */
    private static final class Wish {
        int count;
        long since = Long.MAX_VALUE;
    }

    private final SimulatedBus bus;
    private final SimulatedLink link;
    private final Map<Address, Wish> wishes = new HashMap<>();

    SimulatedInterest(SimulatedBus bus, SimulatedLink link) {
        this.bus = bus;
        this.link = link;
    }

    Attendance attend(Address address) {
        Wish wish = wishes.computeIfAbsent(address, a -> new Wish());
        wish.count++;
        CompletableFuture<Boolean> begun = new CompletableFuture<>();
        ask(wish, begun);
        boolean[] over = new boolean[1];
        return new Attendance(begun, () -> {
            if (!over[0]) {
                over[0] = true;
                end(address, wish);
            }
        });
    }

    /** Waits while the link is down. */
    private void ask(Wish wish, CompletableFuture<Boolean> begun) {
        if (link.isCut()) {
            bus.time.after(Duration.ofMillis(100).toNanos(), () -> ask(wish, begun));
            return;
        }
        link.out(() -> {
            wish.since = Math.min(wish.since, bus.time.now());
            link.answered(bus.lag(), () -> begun.complete(true));
        });
        bus.time.after(Duration.ofSeconds(2).toNanos(), () -> {
            if (!begun.isDone()) {
                ask(wish, begun);
            }
        });
    }

    private void end(Address address, Wish wish) {
        if (--wish.count == 0) {
            wishes.remove(address, wish);
        }
    }

    boolean covers(Address address, SimulatedLink from) {
        Address wanted = wanted(address);
        if (wanted == null) {
            return true;
        }
        Wish wish = wishes.get(wanted);
        long later = Math.floorMod(from.process().name().hashCode(), 3) == 0 ? DISTANCE.toNanos() : 0;
        return wish != null && wish.since < Long.MAX_VALUE && bus.time.now() >= wish.since + later;
    }

    @org.jspecify.annotations.Nullable
    private static Address wanted(Address address) {
        if (address instanceof Address.OfRealm) {
            return address;
        }
        if (address instanceof Address.OfUser) {
            return address;
        }
        return address instanceof Address.OfUserInRealm to ? Address.user(to.user()) : null;
    }
}
