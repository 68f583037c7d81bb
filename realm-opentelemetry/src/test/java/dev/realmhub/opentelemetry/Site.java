package dev.realmhub.opentelemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A process's own OpenTelemetry SDK, which keeps the spans that have ended. */
final class Site {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

    final List<SpanData> spans = new CopyOnWriteArrayList<>();
    final OpenTelemetry telemetry;
    final OpenTelemetryTracing tracing;

    Site() {
        this(Sampler.alwaysOn());
    }

    Site(Sampler sampler) {
        telemetry = OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .setSampler(sampler)
                        .addSpanProcessor(SimpleSpanProcessor.create(new Keeping()))
                        .build())
                .build();
        tracing = new OpenTelemetryTracing(telemetry);
    }

    /** Waits for a span of a name to end: whoever hears what it was about may hear it before. */
    synchronized SpanData ended(String name) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE;
        Optional<SpanData> found = find(name);
        while (found.isEmpty()) {
            long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("no span " + name + " ended, but " + spans);
            }
            wait(left);
            found = find(name);
        }
        return found.get();
    }

    private Optional<SpanData> find(String name) {
        return spans.stream().filter(span -> span.getName().equals(name)).findFirst();
    }

    private synchronized CompletableResultCode keep(Collection<SpanData> ended) {
        spans.addAll(ended);
        notifyAll();
        return CompletableResultCode.ofSuccess();
    }

    /** Keeps them, and wakes whoever waits. */
    private final class Keeping implements SpanExporter {
        @Override
        public CompletableResultCode export(Collection<SpanData> ended) {
            return keep(ended);
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
