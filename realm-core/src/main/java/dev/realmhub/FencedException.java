package dev.realmhub;

import org.jspecify.annotations.Nullable;

/**
 * This backend does not own the realm any more, and nothing was written: thrown by a game whose store refused the epoch or
 * the version, and by {@link Ownership#append}. The backend drops its copy; the command goes to the new owner.
 */
public final class FencedException extends RealmException {
    private static final long serialVersionUID = 1;

    /** Makes one; the message names the realm and what was refused. */
    public FencedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
