package dev.realmhub;

import org.jspecify.annotations.Nullable;

/** The root of what RealmHub throws and reports. Leaves carry what refused. */
public class RealmException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Makes one with words for people and, if there is one, its cause. */
    public RealmException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
