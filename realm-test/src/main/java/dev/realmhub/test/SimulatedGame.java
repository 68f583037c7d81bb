package dev.realmhub.test;

import dev.realmhub.Address;
import dev.realmhub.Backend;
import dev.realmhub.BrokerException;
import dev.realmhub.CloseReason;
import dev.realmhub.Command;
import dev.realmhub.Membership;
import dev.realmhub.Position;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.Snapshot;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The application: backends that publish, make snapshots, run commands and move clients; they share a database. For one thread. */
final class SimulatedGame {
    private static final List<String> ROLE = List.of("player");
    private static final List<String> USER = List.of("u0");

    private final Simulation.World world;
    private final SimulatedBus bus;
    private final boolean namesPositions;
    private final Set<Realm> quiet = new HashSet<>();

    /** Whose last snapshots were not up to date. */
    private final Set<String> lagging = new HashSet<>();

    /** Of each publisher the last number, by realm: changed before it is published. */
    private final Map<Realm, Map<String, Integer>> database = new HashMap<>();

    SimulatedGame(Simulation.World world, SimulatedBus bus) {
        this.world = world;
        this.bus = bus;
        this.namesPositions = world.chance().of("positions").oneIn(2);
        Chance chance = world.chance().of("quiet");
        for (int i = chance.between(0, 3); i > 0; i--) {
            quiet.add(Places.realm(chance));
        }
    }

    /** Starts a backend, which publishes until all is calm. */
    void start(SimulatedProcess process, SimulatedLink link) {
        Chance chance = world.chance().of("backend " + process.name());
        Backend.Builder builder = Backend.builder(link)
                .executor(process::execute)
                .time(process.timers(), process::nanoTime, process)
                .onFailure(failure -> {})
                .resolve(world.resolver()::byBackend)
                .on("move", (command, reply) -> run(process, chance, command, reply));
        for (String kind : Places.SNAPSHOTS) {
            builder.snapshot(kind, (realm, viewer) -> snapshot(chance, realm, viewer));
        }
        Backend backend = builder.start();
        publishLater(new Desk(process, link, backend, chance));
    }

    /** A backend at work. */
    private record Desk(SimulatedProcess process, SimulatedLink link, Backend backend, Chance chance) {}

    private void publishLater(Desk desk) {
        Duration most = Duration.ofMillis(desk.chance.oneIn(8) ? 400 : 40);
        world.time().after(desk.chance.nanosBetween(Duration.ZERO, most), () -> {
            if (!world.isCalm()) {
                desk.process.run(() -> speak(desk));
                publishLater(desk);
            }
        });
    }

    private void speak(Desk desk) {
        switch (desk.chance.between(0, 30)) {
            case 0 -> toUser(desk);
            case 1 -> burst(desk);
            case 2 -> move(desk);
            default -> publish(desk, realm(desk));
        }
    }

    /** Where it is quiet for most of the time, little has to follow what was missed. */
    private Realm realm(Desk desk) {
        Realm realm = Places.realm(desk.chance);
        while (quiet.contains(realm) && !desk.chance.oneIn(25)) {
            realm = Places.realm(desk.chance);
        }
        return realm;
    }

    private void burst(Desk desk) {
        Realm realm = realm(desk);
        int many = desk.chance.between(2, 30);
        for (int i = 0; i < many; i++) {
            publish(desk, realm);
        }
    }

    private void publish(Desk desk, Realm realm) {
        Stamp stamp = world.history().stamp(desk.process.name(), realm.toString());
        database.computeIfAbsent(realm, r -> new HashMap<>()).put(stamp.publisher(), stamp.number());
        Publication publication = views(desk.chance, stamp);
        boolean kept = Places.KEPT.contains(realm.kind());
        if (!kept) {
            world.history().published(realm, publication);
        }
        try {
            if (kept && desk.chance.oneIn(3)) {
                desk.backend.append(realm, publication, null);
            } else {
                desk.backend.publish(realm, publication);
            }
        } catch (BrokerException notSent) {
            bus.lostByAll(Address.realm(realm), publication);
        }
    }

    private static Publication views(Chance chance, Stamp stamp) {
        return switch (chance.between(0, 5)) {
            case 0 -> stamp.hiddenFromOthers(ROLE, List.of());
            case 1 -> stamp.hiddenFromOthers(List.of(), USER);
            case 2 -> stamp.publication(ROLE, USER);
            default -> stamp.publication(List.of(), List.of());
        };
    }

    private void toUser(Desk desk) {
        String user = Places.user(desk.chance).id();
        Realm realm = Places.realm(desk.chance);
        String audience = Stamp.EVERYONE;
        Address address = Address.everyone();
        if (desk.chance.oneIn(3)) {
            audience = Stamp.ofUser(user);
            address = Address.user(user);
        } else if (desk.chance.oneIn(2)) {
            audience = Stamp.ofUser(user) + '@' + realm;
            address = Address.userInRealm(user, realm);
        }
        Address to = address;
        Stamp stamp = world.history().stamp(desk.process.name(), audience);
        unlessDown(() -> desk.backend.publish(to, stamp.publication(List.of(), List.of())));
    }

    private void move(Desk desk) {
        Address who = world.someone(desk.chance);
        String path = Places.path(desk.chance);
        if (desk.chance.oneIn(6)) {
            unlessDown(() -> desk.backend.kick(who, CloseReason.RESTART));
        } else if (desk.chance.oneIn(2)) {
            unlessDown(() -> desk.backend.move(who, path));
        } else {
            List<Membership> memberships = Places.memberships(path);
            Places.users().forEach(user -> world.resolver().grant(user.id(), memberships));
            unlessDown(() -> desk.backend.move(who, path, memberships));
        }
    }

    private static void unlessDown(Runnable sending) {
        try {
            sending.run();
        } catch (BrokerException down) {
            // nobody was promised anything
        }
    }

    private void run(SimulatedProcess process, Chance chance, Command command, Backend.Reply reply) {
        world.history().executed(command.payload().text(), process.instant().isAfter(command.deadline()));
        switch (chance.between(0, 9)) {
            case 0 -> reply.rejected("no", "Not that.");
            case 1 -> {} // never
            case 2 ->
                world.time()
                        .after(chance.nanosBetween(Duration.ZERO, Duration.ofSeconds(6)), () -> process.run(reply::ok));
            default -> reply.ok();
        }
    }

    private Snapshot snapshot(Chance chance, Realm realm, Snapshot.Viewer viewer) {
        boolean kept = Places.KEPT.contains(realm.kind());
        if (kept && namesPositions) {
            return exact(chance, realm, viewer);
        }
        Map<String, Integer> known = database.getOrDefault(realm, Map.of());
        return Snapshot.of(state(realm, viewer, "", known).payload());
    }

    /** A state that is up to date, or was a moment ago; but not twice in a row: hubs take that for the last word. */
    private Snapshot exact(Chance chance, Realm realm, Snapshot.Viewer viewer) {
        List<Publication> all = bus.streams.ever(realm);
        String who = realm + " " + viewer.client();
        boolean lags = chance.oneIn(3) && !lagging.contains(who);
        if (lags) {
            lagging.add(who);
        } else {
            lagging.remove(who);
        }
        int upTo = Math.max(0, all.size() - (lags ? chance.between(1, 6) : 0));
        Map<String, Integer> known = new HashMap<>();
        for (Publication event : all.subList(0, upTo)) {
            Stamp stamp = Stamp.of(event);
            known.put(stamp.publisher(), stamp.number());
        }
        Position at = upTo == 0
                ? new Position(bus.streams.epoch(), 0)
                : all.get(upTo - 1).position().orElseThrow();
        return Snapshot.of(state(realm, viewer, at.toString(), known).payload(), at);
    }

    private static State state(Realm realm, Snapshot.Viewer viewer, String upto, Map<String, Integer> known) {
        return new State(realm.toString(), viewer.user().id(), viewer.role(), upto, known);
    }
}
