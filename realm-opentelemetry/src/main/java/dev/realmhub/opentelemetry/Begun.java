package dev.realmhub.opentelemetry;

import dev.realmhub.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/** A span that is under way. Thread-safe. */
record Begun(Span span) implements Tracing.Span {
    @Override
    public @Nullable String context() {
        return TraceParent.textOf(Context.root().with(span));
    }

    @Override
    public void run(Runnable code) {
        Context.current().with(span).wrap(code).run();
    }

    @Override
    public void end() {
        span.end();
    }
}
