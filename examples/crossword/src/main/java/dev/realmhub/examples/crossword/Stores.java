package dev.realmhub.examples.crossword;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.realmhub.examples.crossword.store.MemoryStore;
import dev.realmhub.examples.crossword.store.PostgresStore;
import dev.realmhub.examples.crossword.store.RealmStore;

/** Opens the store that an option names. */
final class Stores {
    private static final int CONNECTIONS = 8;
    private static final long PATIENCE_MILLIS = 3_000;

    private Stores() {}

    /** A store that is open, and what closes it. */
    record Open(RealmStore store, Runnable closing) implements AutoCloseable {
        @Override
        public void close() {
            closing.run();
        }
    }

    /**
     * Opens one; makes its tables if need be.
     *
     * @throws IllegalArgumentException if the option names none, or its database does not answer
     */
    static Open open(String option) {
        if (option.equals("memory")) {
            return new Open(new MemoryStore(), () -> {});
        }
        if (!option.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("--store is 'memory' or jdbc:postgresql://HOST/DATABASE?user=NAME");
        }
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(option);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(PATIENCE_MILLIS);
        HikariDataSource pool;
        try {
            pool = new HikariDataSource(config);
        } catch (RuntimeException refused) {
            throw new IllegalArgumentException(
                    "--store: the database does not answer: " + refused.getMessage(), refused);
        }
        return new Open(new PostgresStore(pool), pool::close);
    }
}
