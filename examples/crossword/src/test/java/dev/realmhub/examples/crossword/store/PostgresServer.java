package dev.realmhub.examples.crossword.store;

import dev.realmhub.test.NatsServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL on a loopback port of its own, with a fresh database. Needs its programs where Debian has them, or on the
 * PATH. It refuses to run as root, so then it runs as the system's user {@code postgres}.
 */
public final class PostgresServer implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final Path folder;
    private final Process process;
    private final String url;
    private final PGSimpleDataSource database = new PGSimpleDataSource();

    private PostgresServer(Path folder, int port, Process process) {
        this.folder = folder;
        this.process = process;
        url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=test";
        database.setURL(url);
    }

    /** Starts one. */
    public static PostgresServer start() throws Exception {
        Path folder = Files.createTempDirectory("postgres");
        if (isRoot()) {
            run(List.of("chown", "postgres", folder.toString()));
        }
        Path data = folder.resolve("data");
        run(asOwner(program("initdb"), "-D", data.toString(), "-A", "trust", "-U", "test", "--no-sync"));
        int port = NatsServer.freePort();
        List<String> command = asOwner(
                program("postgres"), "-D", data.toString(), "-p", Integer.toString(port), "-h", "127.0.0.1", "-k", "");
        PostgresServer server = new PostgresServer(folder, port, started(command));
        server.awaitReady();
        return server;
    }

    /** Returns its database. */
    public DataSource database() {
        return database;
    }

    /** Returns the database's JDBC URL. */
    public String url() {
        return url;
    }

    private void awaitReady() {
        long began = System.nanoTime();
        while (!accepts()) {
            if (!process.isAlive() || System.nanoTime() - began > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                throw new AssertionError("PostgreSQL did not start");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private boolean accepts() {
        try (Connection connection = database.getConnection()) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static List<String> asOwner(String... command) {
        List<String> all =
                new ArrayList<>(isRoot() ? List.of("setpriv", "--reuid=postgres", "--clear-groups") : List.of());
        all.addAll(List.of(command));
        return all;
    }

    private static String program(String name) throws IOException {
        Path debian = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(debian)) {
            return name;
        }
        try (Stream<Path> versions = Files.list(debian)) {
            return versions.map(version -> version.resolve("bin").resolve(name))
                    .filter(Files::isExecutable)
                    .max(Comparator.naturalOrder())
                    .map(Path::toString)
                    .orElse(name);
        }
    }

    private static Process started(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void run(List<String> command) throws Exception {
        try {
            if (started(command).waitFor() != 0) {
                throw new AssertionError("failed: " + command);
            }
        } catch (IOException missing) {
            throw new AssertionError("these tests need PostgreSQL: 'apt-get install postgresql'", missing);
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
