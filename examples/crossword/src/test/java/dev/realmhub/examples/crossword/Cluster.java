package dev.realmhub.examples.crossword;

import dev.realmhub.examples.crossword.store.PostgresServer;
import dev.realmhub.examples.crossword.store.PostgresStore;
import dev.realmhub.test.NatsServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** Two hubs and some backends, each a process of its own, on a nats-server and a PostgreSQL. */
final class Cluster implements AutoCloseable {
    private final NatsServer nats;
    private final PostgresServer postgres;
    private final List<CrosswordProcess> backends = new ArrayList<>();
    private final List<CrosswordProcess> hubs = new ArrayList<>();
    final List<Integer> ports = List.of(NatsServer.freePort(), NatsServer.freePort());

    /** Starts one with three backends. */
    Cluster(Path folder) throws Exception {
        this(folder, 3);
    }

    Cluster(Path folder, int many) throws Exception {
        nats = NatsServer.startKeeping(folder);
        postgres = PostgresServer.start();
        for (int i = 0; i < many; i++) {
            backends.add(startBackend());
        }
        for (int port : ports) {
            hubs.add(startHub(port));
        }
    }

    private CrosswordProcess startHub(int port) throws Exception {
        return CrosswordProcess.start("--nats", nats.url(), "--role", "hub", "--port", String.valueOf(port));
    }

    private CrosswordProcess startBackend() throws Exception {
        return CrosswordProcess.start("--nats", nats.url(), "--role", "backend", "--store", postgres.url());
    }

    CrosswordProcess backend(int index) {
        return backends.get(index % backends.size());
    }

    /** Starts another beside one, then asks that one to go. */
    void rollBackend(int index) throws Exception {
        CrosswordProcess old = backend(index);
        replaceBackend(index);
        old.terminate();
    }

    /** Starts another hub beside one, has new connections go there, then asks the old one to go. */
    void rollHub(int index, IntConsumer newPort) throws Exception {
        CrosswordProcess old = hubs.get(index);
        int port = NatsServer.freePort();
        hubs.set(index, startHub(port));
        newPort.accept(port);
        old.terminate();
    }

    /** Starts another in the place of one that is dead. */
    void replaceBackend(int index) throws Exception {
        backends.set(index % backends.size(), startBackend());
    }

    PostgresStore store() {
        return new PostgresStore(postgres.database());
    }

    /** Returns the epoch of each game that has, or had, an owner. */
    Map<String, Long> epochs() throws SQLException {
        return query("select realm, epoch from realm_state where kind = 'game' and epoch > 0");
    }

    /** Returns by its name when each command was stored, in milliseconds since 1970. */
    Map<String, Long> stored() throws SQLException {
        return query("select command, (extract(epoch from at) * 1000)::bigint from realm_command");
    }

    private Map<String, Long> query(String sql) throws SQLException {
        Map<String, Long> found = new HashMap<>();
        try (Connection connection = postgres.database().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                found.put(row.getString(1), row.getLong(2));
            }
        }
        return found;
    }

    @Override
    public void close() throws IOException {
        hubs.forEach(CrosswordProcess::close);
        backends.forEach(CrosswordProcess::close);
        postgres.close();
        nats.close();
    }
}
