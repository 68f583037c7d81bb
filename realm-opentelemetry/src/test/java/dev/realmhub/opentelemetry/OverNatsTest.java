package dev.realmhub.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Backend;
import dev.realmhub.ClientProtocol;
import dev.realmhub.Hub;
import dev.realmhub.Membership;
import dev.realmhub.Outcome;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.RealmKind;
import dev.realmhub.Resolution;
import dev.realmhub.nats.NatsBroker;
import dev.realmhub.test.NatsServer;
import dev.realmhub.test.TestClient;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hub and a backend, each with an SDK and a connection of its own: only a real nats-server is between them. */
class OverNatsTest {
    private static final RealmKind KEPT = RealmKind.kept("match", 100, Duration.ofMinutes(1));

    @TempDir
    Path folder;

    private final Site hubSite = new Site();
    private final Site backendSite = new Site();
    private NatsServer server;
    private NatsBroker hubBus;
    private NatsBroker backendBus;
    private Backend backend;
    private Hub hub;

    @BeforeEach
    void start() {
        server = NatsServer.startKeeping(folder);
        hubBus = NatsBroker.builder(server.url()).kind(KEPT).connect();
        backendBus = NatsBroker.builder(server.url()).kind(KEPT).connect();
        backend = Backend.builder(backendBus)
                .tracing(backendSite.tracing)
                .on("move", (command, reply) -> {
                    backend.publish(command.realm(), Publication.of("moved"));
                    reply.ok();
                })
                .start();
        hub = Hub.builder(hubBus)
                .allowNoOrigin()
                .tracing(hubSite.tracing)
                .resolver(request -> CompletableFuture.completedStage(
                        Resolution.of(Membership.of(Realm.parse(request.path().substring(1))))))
                .build();
    }

    @AfterEach
    void stop() {
        hub.close();
        backend.close();
        hubBus.close();
        backendBus.close();
        server.close();
    }

    private TestClient arrives(String path) {
        return TestClient.connect(hub, "alice", path).expectJoined(path.substring(1), "");
    }

    private static void inside(Span span, Runnable work) {
        Context.current().with(span).wrap(work).run();
    }

    @Test
    void theTraceOfWhoeverPublishesReachesTheHubsWrite() throws InterruptedException {
        TestClient alice = arrives("/game:1");
        Span tick = backendSite.telemetry.getTracer("test").spanBuilder("tick").startSpan();
        inside(tick, () -> backend.publish(Realm.of("game", "1"), Publication.of("tick")));
        alice.expectEvent("game:1", "tick");
        assertIsPartOf(tick, hubSite.ended("realmhub.deliver"), "game");
    }

    @Test
    void theTraceGoesThroughAStream() throws InterruptedException {
        arrives("/match:1").next(ClientProtocol.Live.class);
        Span tick = backendSite.telemetry.getTracer("test").spanBuilder("tick").startSpan();
        inside(tick, () -> backend.append(Realm.of("match", "1"), Publication.of("tick"), null));
        assertIsPartOf(tick, hubSite.ended("realmhub.deliver"), "match");
    }

    @Test
    void theTraceOfACommandReachesItsHandlerAndWhatThatPublishes() throws InterruptedException {
        TestClient alice = arrives("/game:1");
        alice.command(1, "move", "e4");
        alice.expectOutcome(Outcome.ok());
        SpanData command = hubSite.ended("realmhub.command");
        SpanData handled = backendSite.ended("realmhub.handle");
        SpanData delivered = hubSite.ended("realmhub.deliver");
        assertThat(command.getParentSpanContext().isValid()).isFalse();
        assertThat(command.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(command.getAttributes().get(AttributeKey.stringKey("realmhub.of")))
                .isEqualTo("move");
        assertThat(handled.getTraceId()).isEqualTo(command.getTraceId());
        assertThat(handled.getParentSpanId()).isEqualTo(command.getSpanId());
        assertThat(handled.getKind()).isEqualTo(SpanKind.SERVER);
        assertThat(delivered.getTraceId()).isEqualTo(command.getTraceId());
        assertThat(delivered.getParentSpanId()).isEqualTo(handled.getSpanId());
    }

    private static void assertIsPartOf(Span publisher, SpanData delivered, String kind) {
        assertThat(delivered.getTraceId()).isEqualTo(publisher.getSpanContext().getTraceId());
        assertThat(delivered.getParentSpanId())
                .isEqualTo(publisher.getSpanContext().getSpanId());
        assertThat(delivered.getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(delivered.getAttributes().get(AttributeKey.stringKey("realmhub.of")))
                .isEqualTo(kind);
    }
}
