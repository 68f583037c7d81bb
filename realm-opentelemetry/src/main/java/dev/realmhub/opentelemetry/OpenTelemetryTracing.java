package dev.realmhub.opentelemetry;

import dev.realmhub.Tracing;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * Makes OpenTelemetry's spans of what hubs and backends do: give one to {@code Hub.builder(...).tracing(...)} and to {@code
 * Backend.builder(...).tracing(...)}.
 *
 * <p>The first word of RealmHub's name for it is the span's name, of which there are three; what follows, a command's type or a realm's kind,
 * is the attribute {@code realmhub.of}: a client may say any type, and names must stay few. The context goes over the bus as a {@code
 * traceparent}, so sampling is decided where the trace began; {@code tracestate} and baggage stay behind.
 *
 * <p>Thread-safe. Blocks as little as the SDK's span processors do.
 */
public final class OpenTelemetryTracing implements Tracing {
    private static final AttributeKey<String> OF = AttributeKey.stringKey("realmhub.of");

    private final Tracer tracer;

    /** Makes spans with a tracer of this, called {@code dev.realmhub}. */
    public OpenTelemetryTracing(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("dev.realmhub");
    }

    @Override
    public @Nullable String current() {
        return TraceParent.textOf(Context.current());
    }

    @Override
    public Span begin(@Nullable String parent, String name) {
        int space = name.indexOf(' ');
        String what = space < 0 ? name : name.substring(0, space);
        SpanBuilder span = tracer.spanBuilder(what).setSpanKind(kindOf(what)).setParent(TraceParent.contextOf(parent));
        if (space >= 0) {
            span.setAttribute(OF, name.substring(space + 1));
        }
        return new Begun(span.startSpan());
    }

    private static SpanKind kindOf(String what) {
        return switch (what) {
            case "realmhub.command" -> SpanKind.CLIENT;
            case "realmhub.handle" -> SpanKind.SERVER;
            case "realmhub.deliver" -> SpanKind.CONSUMER;
            default -> SpanKind.INTERNAL;
        };
    }
}
