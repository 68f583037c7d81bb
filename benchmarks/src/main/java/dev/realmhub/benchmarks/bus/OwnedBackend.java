package dev.realmhub.benchmarks.bus;

import dev.realmhub.Backend;
import dev.realmhub.Command;
import dev.realmhub.GameFactory;
import dev.realmhub.Ownership;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.RealmKind;
import dev.realmhub.nats.NatsBroker;
import java.io.File;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import picocli.CommandLine.Option;

/** A game server in a process of its own, which keeps its games in one of several ways; a way's realms are a kind. */
@picocli.CommandLine.Command(name = "owned-backend", hidden = true, description = "Handles moves.")
final class OwnedBackend implements Callable<Integer> {
    static final RealmKind APPENDED = RealmKind.kept("appended", 1_000, Duration.ofMinutes(5));

    /** What a game is: a move changes one character of it. */
    static final String STATE = ".".repeat(1_000);

    @Option(names = "--url", required = true)
    private String url = "";

    @Option(names = "--way", required = true)
    private String way = "";

    @Option(names = "--store", defaultValue = "")
    private String store = "";

    private final Map<Realm, String> inMemory = new ConcurrentHashMap<>();

    /** Starts one beside this process and waits until it serves. */
    static Process start(String url, String way, String store) throws IOException {
        String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
        Process process = new ProcessBuilder(List.of(
                        java,
                        "-Xmx512m",
                        "-XX:+UseParallelGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BusFigures.class.getName(),
                        "owned-backend",
                        "--url=" + url,
                        "--way=" + way,
                        "--store=" + store))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.getInputStream().read() < 0) {
            throw new IOException("the backend did not start");
        }
        return process;
    }

    @Override
    public Integer call() throws Exception {
        try (NatsBroker broker = NatsBroker.builder(url).kind(APPENDED).connect();
                Backend backend = backend(Backend.builder(broker))) {
            System.out.println("serves, and owns " + backend.ownedRealms());
            System.in.read(); // until whoever started it ends it
        }
        return 0;
    }

    private Backend backend(Backend.Builder builder) throws SQLException {
        switch (way) {
            case "nothing" -> builder.on("move", (command, reply) -> reply.ok());
            case "memory" -> builder.on("move", this::inMemory);
            case "owned" -> builder.own(way, OwnedBackend::owned);
            case "appended" -> builder.own(way, OwnedBackend::appended);
            case "stored" -> {
                Saves saves = Saves.in(store);
                builder.on("move", (command, reply) -> stored(saves, command, reply));
            }
            case "owned-stored" -> {
                Saves saves = Saves.in(store);
                builder.own(way, ownership -> ownedStored(saves, ownership));
            }
            default -> throw new IllegalArgumentException("no such way: " + way);
        }
        return builder.start();
    }

    private static String moved(String state, Command command) {
        int at = Math.floorMod(command.id(), state.length());
        return state.substring(0, at) + command.payload().text() + state.substring(at + 1);
    }

    private void inMemory(Command command, Backend.Reply reply) {
        inMemory.compute(command.realm(), (realm, state) -> moved(state == null ? STATE : state, command));
        reply.ok();
    }

    private static GameFactory.Game owned(Ownership ownership) {
        String[] state = {STATE};
        return (command, reply) -> {
            state[0] = moved(state[0], command);
            reply.ok();
        };
    }

    private static GameFactory.Game appended(Ownership ownership) {
        String[] state = {STATE};
        return (command, reply) -> {
            state[0] = moved(state[0], command);
            ownership.append(Publication.of(command.payload())).thenAccept(position -> reply.ok());
        };
    }

    private static void stored(Saves saves, Command command, Backend.Reply reply) throws Exception {
        boolean saved = false;
        while (!saved) {
            Saves.Saved now = saves.load(command.realm());
            saved = saves.save(command.realm(), now.version(), moved(now.state(), command));
        }
        reply.ok();
    }

    private static GameFactory.Game ownedStored(Saves saves, Ownership ownership) throws Exception {
        Saves.Saved[] now = {saves.load(ownership.realm())};
        return (command, reply) -> {
            Saves.Saved next = new Saves.Saved(now[0].version() + 1, moved(now[0].state(), command));
            if (!saves.save(command.realm(), now[0].version(), next.state())) {
                throw new IllegalStateException("somebody else wrote");
            }
            now[0] = next;
            reply.ok();
        };
    }
}
