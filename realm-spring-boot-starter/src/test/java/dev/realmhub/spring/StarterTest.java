package dev.realmhub.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Broker;
import dev.realmhub.Handshake;
import dev.realmhub.Hub;
import dev.realmhub.jakarta.HubServlet;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class StarterTest {
    private final WebApplicationContextRunner application =
            new WebApplicationContextRunner().withConfiguration(AutoConfigurations.of(RealmHubAutoConfiguration.class));
    private final WebApplicationContextRunner allowed = application.withPropertyValues(
            "realmhub.allowed-origins=https://game.example", "realmhub.hub.drain-lead=1ms");

    @Test
    void originsNodePathAndSettingsComeFromProperties() {
        allowed.withPropertyValues(
                        "realmhub.node=hub-1",
                        "realmhub.path=/live",
                        "realmhub.hub.outbox-bytes=2MiB",
                        "realmhub.hub.heartbeat=5s")
                .run(started -> {
                    Hub hub = started.getBean(Hub.class);
                    assertThat(hub.id()).isEqualTo("hub-1");
                    assertThat(hub.config().outboxBytes()).isEqualTo(2 * 1024 * 1024);
                    assertThat(hub.config().heartbeat()).hasSeconds(5);
                    assertThat(hub.allowsOrigin(from("https://game.example"))).isTrue();
                    assertThat(hub.allowsOrigin(from("https://evil.example"))).isFalse();
                    assertThat(hub.allowsOrigin(from(""))).isFalse();
                    ServletRegistrationBean<?> servlet = started.getBean(ServletRegistrationBean.class);
                    assertThat(servlet.getUrlMappings()).containsExactly("/live/*");
                    assertThat(servlet.getServlet()).isInstanceOf(HubServlet.class);
                });
    }

    private static Handshake from(String origin) {
        return new Handshake(
                "/", Map.of(), origin.isEmpty() ? Map.of() : Map.of("origin", List.of(origin)), origin, "");
    }

    @Test
    void clientsWithoutAnOriginMayBeAllowed() {
        application
                .withPropertyValues("realmhub.allow-no-origin=true")
                .run(started -> assertThat(started.getBean(Hub.class).allowsOrigin(from("")))
                        .isTrue());
    }

    @Test
    void withoutAnyOriginItDoesNotStartAndSaysWhichPropertyToSet() {
        application.run(
                started -> assertThat(started).getFailure().rootCause().hasMessageContaining("no origin is allowed"));
        application.run(
                started -> assertThat(started).getFailure().hasStackTraceContaining("realmhub.allowed-origins"));
    }

    @Test
    void aWrongSettingStopsTheStartByItsWholeName() {
        allowed.withPropertyValues("realmhub.hub.lanes=many")
                .run(started -> assertThat(started)
                        .getFailure()
                        .hasStackTraceContaining("realmhub.hub.lanes is 'many': it must be a whole number"));
    }

    @Test
    void beansOfTheApplicationTakeTheirPlace() {
        allowed.withUserConfiguration(OwnBroker.class).run(started -> {
            assertThat(started).hasSingleBean(Broker.class);
            assertThat(started.getBean(Broker.class)).isSameAs(OwnBroker.BROKER);
        });
    }

    @Configuration
    static class OwnBroker {
        static final Broker BROKER = Broker.local();

        @Bean
        Broker own() {
            return BROKER;
        }
    }

    @Test
    void aCustomizerReachesWhatPropertiesDoNot() {
        allowed.withBean(HubCustomizer.class, () -> builder -> builder.node("by-code"))
                .run(started -> assertThat(started.getBean(Hub.class).id()).isEqualTo("by-code"));
    }

    @Test
    void theHubHasDrainedBeforeTheWebServerStops() {
        List<Server> servers = new ArrayList<>();
        allowed.withBean(Server.class).run(started -> servers.add(started.getBean(Server.class)));
        assertThat(servers).extracting(server -> server.hubWhenItStopped).containsExactly(List.of("it is closed"));
    }

    /** Stops when Spring Boot's own begins to. */
    static final class Server implements SmartLifecycle {
        private final Hub hub;
        private List<String> hubWhenItStopped = List.of("never stopped");
        private boolean running;

        Server(Hub hub) {
            this.hub = hub;
        }

        @Override
        public void start() {
            running = true;
        }

        @Override
        public void stop() {
            hubWhenItStopped = hub.health().reasons();
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        @Override
        public int getPhase() {
            return DEFAULT_PHASE - 1024;
        }
    }

    @Test
    void healthFollowsTheHub() {
        allowed.run(started -> {
            HealthIndicator health = started.getBean("realmHubHealthIndicator", HealthIndicator.class);
            assertThat(status(health)).isEqualTo(Status.UP);
            started.getBean(Hub.class).close();
            assertThat(status(health)).isEqualTo(Status.OUT_OF_SERVICE);
        });
    }

    private static Status status(HealthIndicator health) {
        return Objects.requireNonNull(health.health()).getStatus();
    }

    @Test
    void withoutActuatorThereIsNoHealthAndNothingIsMissing() {
        allowed.withClassLoader(new FilteredClassLoader(HealthIndicator.class))
                .run(started -> assertThat(started).hasNotFailed().doesNotHaveBean("realmHubHealthIndicator"));
    }

    @Test
    void aRegistryGetsTheHubsMeters() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        allowed.withBean(MeterRegistry.class, () -> registry).run(started -> {
            assertThat(registry.find("realmhub.deliveries").counter()).isNotNull();
            assertThat(registry.find("realmhub.clients").gauge()).isNotNull();
        });
    }

    @Test
    void withoutMicrometerNothingIsMissing() {
        allowed.withClassLoader(new FilteredClassLoader("io.micrometer"))
                .run(started -> assertThat(started).hasNotFailed().doesNotHaveBean("realmHubMeters"));
    }

    @Test
    void natsWithoutItsModuleSaysWhatToAdd() {
        allowed.withPropertyValues("realmhub.nats.urls=nats://127.0.0.1:1")
                .withClassLoader(new FilteredClassLoader("dev.realmhub.nats"))
                .run(started -> assertThat(started).getFailure().hasStackTraceContaining("dev.realmhub:realm-nats"));
    }

    @Test
    void natsThatIsNotThereStopsTheStartByItsAddress() {
        allowed.withPropertyValues("realmhub.nats.urls=nats://127.0.0.1:1", "realmhub.nats.connect-limit=100ms")
                .run(started -> assertThat(started).getFailure().hasStackTraceContaining("nats://127.0.0.1:1"));
    }
}
