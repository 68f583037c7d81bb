package dev.realmhub;

import org.jspecify.annotations.Nullable;

/**
 * Ties what hubs and backends do to an application's traces, whatever makes them. A context is the text of a W3C {@code
 * traceparent}; it goes with publications and commands over the bus.
 *
 * <p>Implementations must be thread-safe, must not block, and must not throw. Called per publication and per command, not per client.
 */
public interface Tracing {
    /** Returns the context of the calling thread, for what it publishes; null if it is in none. */
    @Nullable
    String current();

    /**
     * Begins a span.
     *
     * @param parent the context that it belongs to; null if it is the first of its trace
     * @param name {@code realmhub.command move}, {@code realmhub.handle move} or {@code realmhub.deliver game}
     */
    Span begin(@Nullable String parent, String name);

    /** Something that takes time. Thread-safe; ended once. */
    interface Span {
        /** Returns the context of what belongs to it; null if the trace is not to be carried on. */
        @Nullable
        String context();

        /** Runs code for which this is the {@linkplain #current current} context. What it throws is thrown. */
        void run(Runnable code);

        /** It is done. */
        void end();
    }

    /** Returns the one that traces nothing. */
    static Tracing none() {
        return NoTracing.INSTANCE;
    }
}
