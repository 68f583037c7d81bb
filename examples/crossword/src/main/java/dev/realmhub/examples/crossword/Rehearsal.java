package dev.realmhub.examples.crossword;

import dev.realmhub.Address;
import dev.realmhub.Broker;
import dev.realmhub.Command;
import dev.realmhub.FencedException;
import dev.realmhub.Leases;
import dev.realmhub.Membership;
import dev.realmhub.Outcome;
import dev.realmhub.Realm;
import dev.realmhub.examples.crossword.store.MemoryStore;
import dev.realmhub.examples.crossword.store.RealmStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What a new virtual machine does for the first time it does slowly. So a backend plays some games by itself, on a bus and in a
 * store of its own, before it takes those of others, who wait: a dead backend's games come all at once.
 */
final class Rehearsal {
    static final int GAMES = 30;
    static final int TURNS = 4; // with 6 that score nothing a game is over
    private static final List<Person> PLAYERS = List.of(new Person("rehearsal~1", "1"), new Person("rehearsal~2", "2"));
    private static final Realm NO_GAME = Realm.of(Table.KIND.name(), "rehearsal");

    private final Broker bus = Broker.local(Table.KIND);
    private final RealmStore store = new MemoryStore();

    private Rehearsal() {}

    /** Takes about a second; changes nothing in the store where games are kept. Returns how many turns were made. */
    static int with(RealmStore kept) {
        int made = new Rehearsal().play();
        IntStream.range(0, GAMES).forEach(again -> knock(kept));
        return made;
    }

    private int play() {
        Random random = new Random();
        GameBackend backend = GameBackend.start(bus, store, random);
        Tables tables = new Tables(store, random);
        int made = IntStream.range(0, GAMES)
                .mapToObj(i -> tables.open(PLAYERS.get(0), PLAYERS.get(1)))
                .mapToInt(this::play)
                .sum();
        new Thread(() -> close(backend), "rehearsal").start(); // it waits a second for late commands
        return made;
    }

    private void close(GameBackend backend) {
        backend.close();
        bus.close();
    }

    private int play(Table table) {
        Leases.Lease lease = bus.request(new Broker.Claim(table.realm(), 0))
                .toCompletableFuture()
                .join();
        return (int) IntStream.rangeClosed(1, TURNS)
                .mapToObj(turn -> new Broker.ToOwner(pass(table, turn), lease.epoch()))
                .map(command -> bus.request(command).toCompletableFuture().join())
                .filter(Outcome.Ok.class::isInstance)
                .count();
    }

    private static Command pass(Table table, int turn) {
        return new Command(
                "pass",
                Json.payload(new Pass(turn, "pass " + turn)),
                table.players().get((turn - 1) % 2).user(),
                new Address.OfClient("rehearsal", "client"),
                Optional.of(Membership.of(table.realm(), Table.PLAYER)),
                Instant.now().plus(Duration.ofMinutes(1)),
                true);
    }

    private record Pass(int turn, String id) {}

    /** Asks a store for a game that it does not have. */
    private static void knock(RealmStore kept) {
        kept.take(NO_GAME, 1);
        try {
            kept.save(NO_GAME, 1, 0, "rehearsal", "");
        } catch (FencedException noGame) {
            // as it should be
        }
    }
}
