package dev.realmhub.opentelemetry;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Contexts as the text of a W3C {@code traceparent}, and back. */
final class TraceParent {
    private static final String HEADER = "traceparent";

    private TraceParent() {}

    /** Returns the text; null if the context is in no trace. */
    static @Nullable String textOf(Context context) {
        Map<String, String> headers = new HashMap<>();
        W3CTraceContextPropagator.getInstance().inject(context, headers, Map::put);
        return headers.get(HEADER);
    }

    /** Returns the context that a text stands for; one in no trace if there is none, or it is malformed. */
    static Context contextOf(@Nullable String text) {
        return text == null
                ? Context.root()
                : W3CTraceContextPropagator.getInstance().extract(Context.root(), text, OnlyHeader.GETTER);
    }

    /** Reads a text as if it were headers with that one alone. */
    private enum OnlyHeader implements TextMapGetter<String> {
        GETTER;

        @Override
        public Iterable<String> keys(String text) {
            return List.of(HEADER);
        }

        @Override
        public @Nullable String get(@Nullable String text, String key) {
            return key.equals(HEADER) ? text : null;
        }
    }
}
