package dev.realmhub.examples.crossword;

import dev.realmhub.Broker;
import dev.realmhub.nats.NatsBroker;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the crossword example: everything in one process, or hub and backend apart with NATS between. */
@Command(
        name = "./run crossword",
        description = "A two-player crossword game in the browser.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class Crossword implements Callable<Integer> {
    /** What this process is. */
    enum Role {
        /** Hub and backend in one process. */
        all,
        /** Pages and WebSockets only. */
        hub,
        /** The game server only. */
        backend
    }

    @Option(
            names = "--port",
            defaultValue = "${PORT:-8080}",
            description = "Where the pages are; default: the environment's PORT, or 8080.")
    int port;

    @Option(names = "--nats", paramLabel = "URL", description = "The NATS server; without it all is in one process.")
    @Nullable
    String nats;

    @Option(names = "--role", defaultValue = "all", description = "One of ${COMPLETION-CANDIDATES}; default all.")
    Role role = Role.all;

    @Option(
            names = "--origin",
            paramLabel = "ORIGIN",
            description = "Where pages come from besides http://127.0.0.1:PORT and http://localhost:PORT, like"
                    + " https://crossword.example; may be repeated.")
    List<String> origins = new ArrayList<>();

    @Option(
            names = "--store",
            paramLabel = "URL",
            defaultValue = "${CROSSWORD_STORE:-memory}",
            description =
                    "Where games are kept: a JDBC URL of PostgreSQL, like jdbc:postgresql://127.0.0.1/crossword?user=me,"
                            + " or memory: then games end with their backend; default: the environment's CROSSWORD_STORE, or memory.")
    String store = "memory";

    @Option(names = "--seed", hidden = true, description = "Makes each run's games the same: for tests.")
    @Nullable
    Long seed;

    /** Starts; see {@code --help}. */
    public static void main(String[] args) {
        CommandLine line = new CommandLine(new Crossword());
        line.setExecutionExceptionHandler((failure, command, result) -> {
            System.err.println("could not start: " + failure.getMessage());
            return 1;
        });
        System.exit(line.execute(args));
    }

    @Override
    public Integer call() throws Exception {
        if (role != Role.all && nats == null) {
            System.err.println("--role " + role + " needs --nats URL: hub and backend meet there");
            return 2;
        }
        Broker broker = nats == null
                ? Broker.local(Table.KIND)
                : NatsBroker.builder(nats).kind(Table.KIND).connect();
        List<AutoCloseable> parts = new ArrayList<>();
        if (role != Role.hub) {
            Stores.Open games = Stores.open(store);
            if (role == Role.backend) {
                System.out.println("rehearsed " + Rehearsal.with(games.store()) + " turns");
            }
            parts.add(GameBackend.start(broker, games.store(), seed == null ? new SecureRandom() : new Random(seed)));
            parts.add(games);
        }
        if (role != Role.backend) {
            parts.add(0, WebNode.start(broker, port, origins));
        }
        parts.add(broker);
        System.out.println(role == Role.backend ? "ready as backend on " + nats : "ready on http://127.0.0.1:" + port);
        runUntilStopped(parts);
        return 0;
    }

    private static void runUntilStopped(List<AutoCloseable> parts) throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            parts.forEach(Crossword::close);
                            stopped.countDown();
                        },
                        "stop"));
        stopped.await();
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            System.err.println("while stopping: " + e);
        }
    }
}
