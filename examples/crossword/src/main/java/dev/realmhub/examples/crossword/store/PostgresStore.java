package dev.realmhub.examples.crossword.store;

import dev.realmhub.FencedException;
import dev.realmhub.Realm;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Games in PostgreSQL. Each method is one statement and so one transaction; bring a pool.
 *
 * <p>Thread-safe.
 */
public final class PostgresStore implements RealmStore {
    /** SQL state: there is such a row already. */
    private static final String EXISTS = "23505";

    private static final String TABLES = """
            create table if not exists realm_state (
                realm text primary key, kind text not null, epoch bigint not null default 0,
                version bigint not null default 0, state text not null, made bigserial);
            create index if not exists realm_state_newest on realm_state (kind, made);
            create table if not exists realm_command (
                realm text, command text, version bigint not null, at timestamptz not null default clock_timestamp(),
                primary key (realm, command));
            """;

    private static final String CREATE =
            "insert into realm_state (realm, kind, state) values (?, ?, ?) on conflict do nothing returning version";

    private static final String READ = "select version, state from realm_state where realm = ?";

    private static final String NEWEST = "select realm from realm_state where kind = ? order by made desc limit ?";

    private static final String TAKE = """
            with taken as (
                update realm_state set epoch = ? where realm = ? and epoch <= ? returning version, state)
            select version, state, true from taken
            union all
            select version, state, false from realm_state
            where realm = ? and not exists (select from taken)
            """;

    /** The game and the command, both or neither: a command that is there already undoes the whole statement. */
    private static final String SAVE = """
            with wrote as (
                update realm_state set version = version + 1, state = ?
                where realm = ? and epoch = ? and version = ? returning realm, version)
            insert into realm_command (realm, command, version) select realm, ?, version from wrote returning version
            """;

    private static final String WAS_RUN = "select version from realm_command where realm = ? and command = ?";

    private final DataSource database;

    /** Opens the store, and makes its tables if they are missing. */
    public PostgresStore(DataSource database) {
        this.database = database;
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(TABLES);
        } catch (SQLException failed) {
            throw new StoreException("could not make the tables", failed);
        }
    }

    @Override
    public boolean create(Realm realm, String state) {
        return finds(CREATE, realm.toString(), realm.kind(), state);
    }

    @Override
    public Optional<Saved> read(Realm realm) {
        try (Connection connection = database.getConnection();
                PreparedStatement reading = prepared(connection, READ, realm.toString());
                ResultSet row = reading.executeQuery()) {
            return row.next() ? Optional.of(new Saved(row.getLong(1), row.getString(2))) : Optional.empty();
        } catch (SQLException failed) {
            throw new StoreException("could not read " + realm, failed);
        }
    }

    @Override
    public List<Realm> newest(String kind, int most) {
        List<Realm> realms = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement reading = prepared(connection, NEWEST, kind, most);
                ResultSet row = reading.executeQuery()) {
            while (row.next()) {
                realms.add(Realm.parse(row.getString(1)));
            }
            return realms;
        } catch (SQLException failed) {
            throw new StoreException("could not read the newest of " + kind, failed);
        }
    }

    @Override
    public Optional<Saved> take(Realm realm, long epoch) {
        String id = realm.toString();
        try (Connection connection = database.getConnection();
                PreparedStatement taking = prepared(connection, TAKE, epoch, id, epoch, id);
                ResultSet row = taking.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            if (!row.getBoolean(3)) {
                throw new FencedException(realm + " is of a later epoch than " + epoch, null);
            }
            return Optional.of(new Saved(row.getLong(1), row.getString(2)));
        } catch (SQLException failed) {
            throw new StoreException("could not take " + realm, failed);
        }
    }

    @Override
    public boolean save(Realm realm, long epoch, long version, String command, String state) {
        try {
            if (finds(SAVE, state, realm.toString(), epoch, version, command)) {
                return true;
            }
        } catch (StoreException failed) {
            if (!failed.isState(EXISTS)) {
                throw failed;
            }
            return false;
        }
        if (finds(WAS_RUN, realm.toString(), command)) {
            return false;
        }
        throw new FencedException(realm + " is not of epoch " + epoch + " and version " + version, null);
    }

    private boolean finds(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepared(connection, sql, values);
                ResultSet row = statement.executeQuery()) {
            return row.next();
        } catch (SQLException failed) {
            throw new StoreException("the database refused", failed);
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
