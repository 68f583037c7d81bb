package dev.realmhub.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.realmhub.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spans by themselves, without a bus. */
class OpenTelemetryTracingTest {
    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final Site site = new Site(Sampler.parentBased(Sampler.alwaysOn()));

    private SpanData ended(Tracing.Span span, String name) throws InterruptedException {
        span.end();
        return site.ended(name);
    }

    @Test
    void whoeverIsInNoTracePublishesInNone() {
        assertThat(site.tracing.current()).isNull();
    }

    @Test
    void codeIsRunInsideItsSpanAndNotAfterIt() {
        Tracing.Span span = site.tracing.begin(PARENT, "realmhub.handle move");
        span.run(() -> assertThat(site.tracing.current()).isEqualTo(span.context()));
        assertThatThrownBy(() -> span.run(() -> {
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");
        assertThat(site.tracing.current()).isNull();
        assertThat(span.context()).startsWith("00-0af7651916cd43dd8448eb211c80319c-");
    }

    @Test
    void whatBeginsATraceIsNoPartOfThatOfTheThread() throws Exception {
        Span ofContainer =
                site.telemetry.getTracer("test").spanBuilder("GET /ws").startSpan();
        Callable<Tracing.Span> begin = () -> site.tracing.begin(null, "realmhub.command move");
        Tracing.Span command = Context.current().with(ofContainer).wrap(begin).call();
        assertThat(ended(command, "realmhub.command").getTraceId())
                .isNotEqualTo(ofContainer.getSpanContext().getTraceId());
    }

    @Test
    void whatIsNotSampledWhereItBeganIsSampledNowhere() {
        Tracing.Span span = site.tracing.begin(PARENT.replaceAll("01$", "00"), "realmhub.deliver game");
        assertThat(span.context())
                .startsWith("00-0af7651916cd43dd8448eb211c80319c-")
                .endsWith("-00");
        span.end();
        assertThat(site.spans).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "00-00000000000000000000000000000000-b7ad6b7169203331-01"})
    void aMalformedContextBeginsATraceOfItsOwn(String parent) throws InterruptedException {
        SpanData span = ended(site.tracing.begin(parent, "realmhub.deliver"), "realmhub.deliver");
        assertThat(span.getParentSpanContext().isValid()).isFalse();
        assertThat(span.getAttributes().isEmpty()).isTrue();
    }
}
