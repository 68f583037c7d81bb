package dev.realmhub.examples.crossword.store;

import java.sql.SQLException;

/** The database could not be asked; it is not known whether it did anything. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String state;

    StoreException(String message, SQLException cause) {
        super(message, cause);
        this.state = String.valueOf(cause.getSQLState());
    }

    boolean isState(String sqlState) {
        return state.equals(sqlState);
    }
}
