package dev.realmhub.examples.crossword.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresStoreTest implements RealmStoreContract {
    private static PostgresServer server;

    @BeforeAll
    static void start() throws Exception {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Override
    public RealmStore store() {
        try (Connection connection = server.database().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop table if exists realm_state, realm_command");
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
        return new PostgresStore(server.database());
    }
}
