package dev.realmhub.test;

import dev.realmhub.Command;
import dev.realmhub.ResolveRequest;
import dev.realmhub.Snapshot;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** What goes wrong in a simulation, and when: each fault as its own part of the seed has it. For one thread. */
final class Weather {
    private static final Duration FAULTY = Duration.ofSeconds(10);

    private final Simulation.World world;
    private final SimulatedBus bus;
    private final Set<Fault> faults;

    Weather(Simulation.World world, SimulatedBus bus, Set<Fault> without) {
        this.world = world;
        this.bus = bus;
        this.faults = EnumSet.noneOf(Fault.class);
        for (Fault fault : Fault.values()) {
            if (world.chance().of("has " + fault).oneIn(2) && !without.contains(fault)) {
                faults.add(fault);
            }
        }
    }

    Set<Fault> faults() {
        return faults;
    }

    /** Plans all that goes wrong. */
    void begin() {
        for (Fault fault : faults) {
            Chance chance = world.chance().of("fault " + fault);
            int times = chance.between(1, chance.oneIn(3) ? 12 : 4);
            for (int i = 0; i < times; i++) {
                Duration longest = chance.oneIn(4) ? Duration.ofSeconds(6) : Duration.ofMillis(800);
                long at = chance.nanosBetween(Duration.ofMillis(100), FAULTY);
                long length = chance.nanosBetween(Duration.ofMillis(5), longest);
                world.time().at(at, () -> strike(fault, chance, length));
            }
        }
    }

    private void strike(Fault fault, Chance chance, long length) {
        switch (fault) {
            case SLOW -> during(length, () -> bus.slow(true), () -> bus.slow(false));
            case DROP -> drop(world.anyLink(chance), chance, length);
            case DUPLICATE -> doubling(world.anyLink(chance), length);
            case PARTITION -> cut(world.anyLink(chance), true, length);
            case DARK -> cut(world.anyLink(chance), false, length);
            case LOG -> log(world.anyLink(chance), chance, length);
            case NEW_STREAM -> bus.streams.begin();
            case ALARM -> world.anyLink(chance).sayMissed();
            case FREEZE -> world.anyLink(chance).process().freeze(length);
            case STALL -> world.anyClient(chance).stall(chance.oneIn(3) ? 3 * length : length);
            case BREAK -> world.anyClient(chance).lose(!chance.oneIn(3), chance.oneIn(10));
            case RESOLVER ->
                during(length, () -> failing(ResolveRequest.class, 0.4), () -> failing(ResolveRequest.class, 0));
            case SNAPSHOT ->
                during(length, () -> failing(Snapshot.Request.class, 0.5), () -> failing(Snapshot.Request.class, 0));
            case COMMAND -> during(length, () -> failing(Command.class, 0.4), () -> failing(Command.class, 0));
            case CLOCK -> world.anyLink(chance).process().jump(Duration.ofSeconds(chance.between(-3600, 3600)));
            case KILL -> world.kill(chance);
        }
    }

    private void during(long length, Runnable begin, Runnable end) {
        begin.run();
        world.time().after(length, end);
    }

    private void drop(SimulatedLink link, Chance chance, long length) {
        boolean seen = chance.oneIn(2);
        double rate = chance.between(5, 60) / 100.0;
        during(
                length,
                () -> {
                    link.dropping = rate;
                    link.droppingNoticed = seen;
                },
                () -> link.dropping = 0);
    }

    private void doubling(SimulatedLink link, long length) {
        during(length, () -> link.doubling = 0.3, () -> link.doubling = 0);
    }

    private void cut(SimulatedLink link, boolean seen, long length) {
        if (!link.isCut()) {
            during(length, () -> link.cut(seen), link::heal);
        }
    }

    private void log(SimulatedLink link, Chance chance, long length) {
        double rate = chance.between(10, 90) / 100.0;
        during(length, () -> link.log.failing = rate, () -> link.log.failing = 0);
    }

    private void failing(Class<?> sort, double rate) {
        bus.failing.put(sort, rate);
        if (sort == ResolveRequest.class) {
            world.resolver().failing = rate / 2;
        }
    }

    /** All is well again, and stays so. */
    void clear() {
        bus.slow(false);
        bus.failing.clear();
        world.resolver().failing = 0;
        for (SimulatedLink link : bus.links()) {
            link.dropping = 0;
            link.doubling = 0;
            link.log.failing = 0;
            link.heal();
        }
    }
}
