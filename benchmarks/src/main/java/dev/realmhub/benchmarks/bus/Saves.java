package dev.realmhub.benchmarks.bus;

import dev.realmhub.Realm;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Games in a database, saved behind their version. A connection for each command at a time; thread-safe, blocks. */
final class Saves {
    private static final int CONNECTIONS = 8;

    private final BlockingQueue<Connection> free = new LinkedBlockingQueue<>();

    /** A game as it is stored. */
    record Saved(long version, String state) {}

    private interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /** Connects; the driver has to be on the class path. */
    static Saves in(String jdbcUrl) throws SQLException {
        Saves saves = new Saves();
        for (int i = 0; i < CONNECTIONS; i++) {
            saves.free.add(DriverManager.getConnection(jdbcUrl));
        }
        return saves;
    }

    /** Makes the table anew, with games of a kind. */
    void begin(String kind, int games, String state) throws SQLException, InterruptedException {
        borrowed(connection -> {
            try (Statement make = connection.createStatement()) {
                make.execute("drop table if exists figures");
                make.execute("create table figures (realm text primary key, version bigint, state text)");
            }
            for (int i = 0; i < games; i++) {
                try (PreparedStatement insert = connection.prepareStatement("insert into figures values (?, 0, ?)")) {
                    insert.setString(1, Realm.of(kind, Integer.toString(i)).toString());
                    insert.setString(2, state);
                    insert.execute();
                }
            }
            return true;
        });
    }

    Saved load(Realm realm) throws SQLException, InterruptedException {
        return borrowed(connection -> {
            try (PreparedStatement read =
                    connection.prepareStatement("select version, state from figures where realm = ?")) {
                read.setString(1, realm.toString());
                try (ResultSet row = read.executeQuery()) {
                    if (!row.next()) {
                        throw new SQLException("there is no " + realm);
                    }
                    return new Saved(row.getLong(1), row.getString(2));
                }
            }
        });
    }

    /** Returns whether it was saved: not if it is not of that version any more. */
    boolean save(Realm realm, long version, String state) throws SQLException, InterruptedException {
        return borrowed(connection -> {
            try (PreparedStatement write = connection.prepareStatement(
                    "update figures set version = version + 1, state = ? where realm = ? and version = ?")) {
                write.setString(1, state);
                write.setString(2, realm.toString());
                write.setLong(3, version);
                return write.executeUpdate() == 1;
            }
        });
    }

    private <T> T borrowed(Work<T> work) throws SQLException, InterruptedException {
        Connection connection = free.take();
        try {
            return work.with(connection);
        } finally {
            free.add(connection);
        }
    }
}
