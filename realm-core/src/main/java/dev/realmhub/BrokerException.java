package dev.realmhub;

import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** The bus could not carry a message. */
public final class BrokerException extends RealmException {
    private static final long serialVersionUID = 1;

    /** What went wrong, as far as the sender must tell apart. */
    public enum Fault {
        /** Nobody serves the request; it was not run. */
        NOBODY_THERE,
        /** The link is down, or the broker is closed; the message was not sent. */
        NOT_CONNECTED,
        /** The message is larger than the bus carries; it was not sent. */
        TOO_LARGE,
        /** The realm had events, or may have had, after the one that was expected to be its last; it was not stored. */
        STALE,
        /** Anything else; the message may or may not have arrived. */
        FAILED
    }

    private final Fault fault;

    /** Makes one; the message names the address or request that was refused. */
    public BrokerException(Fault fault, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.fault = fault;
    }

    /** Returns what went wrong, if it was a bus that failed: it may stand behind what futures wrap it in. */
    static @Nullable Fault faultOf(@Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof BrokerException known ? known.fault : null;
    }

    /** Returns what went wrong. */
    public Fault fault() {
        return fault;
    }
}
