package dev.realmhub;

import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Says no: thrown (or completed with) by an {@link Authenticator}, a {@link RealmResolver}, a {@link ClientProtocol} or
 * the hub, with the reason that the client is told.
 */
public final class RefusedException extends RealmException {
    private static final long serialVersionUID = 1;

    private final transient CloseReason reason;

    /** Refuses for a reason; the client sees the reason's code and text. */
    public RefusedException(CloseReason reason) {
        this(reason, null);
    }

    /** Refuses for a reason; the cause is for the log only. */
    public RefusedException(CloseReason reason, @Nullable Throwable cause) {
        super(reason.code() + " " + reason.text(), cause);
        this.reason = reason;
    }

    /** Returns what a client is told of a failure: the reason of a refusal, else that it was the hub's own. */
    static CloseReason reasonOf(@Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof RefusedException refused ? refused.reason() : CloseReason.INTERNAL;
    }

    /** Returns what the client is told. */
    public CloseReason reason() {
        return reason;
    }
}
