package dev.realmhub.spring;

import dev.realmhub.Authenticator;
import dev.realmhub.Broker;
import dev.realmhub.Hub;
import dev.realmhub.HubBuilder;
import dev.realmhub.HubListener;
import dev.realmhub.RealmResolver;
import dev.realmhub.jakarta.HubServlet;
import dev.realmhub.micrometer.HubMeters;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the beans. Found by Spring Boot; applications do not name it. Called on the thread that starts the application. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(RealmHubProperties.class)
public class RealmHubAutoConfiguration {
    /** Made by Spring. */
    public RealmHubAutoConfiguration() {}

    /** Returns the bus: over NATS if {@code realmhub.nats.urls} says where, else in this process. */
    @Bean
    @ConditionalOnMissingBean
    Broker realmHubBroker(RealmHubProperties properties, ApplicationContext application) {
        return Brokers.of(properties, application.getClassLoader());
    }

    /** Returns the hub; without a resolver of the application the backends are asked. */
    @Bean
    @ConditionalOnMissingBean
    Hub realmHub(
            RealmHubProperties properties,
            Broker broker,
            ObjectProvider<RealmResolver> resolver,
            ObjectProvider<Authenticator> authenticator,
            ObjectProvider<HubListener> listener,
            ObjectProvider<HubCustomizer> customizers) {
        HubBuilder builder = Hub.builder(broker)
                .config(properties.hubSettings().hubConfig())
                .resolver(resolver.getIfAvailable(RealmResolver::askBackend))
                .snapshots(properties.snapshots().toArray(String[]::new));
        properties.allowedOrigins().forEach(builder::allowOrigin);
        if (properties.allowNoOrigin()) {
            builder.allowNoOrigin();
        }
        if (properties.node() != null) {
            builder.node(properties.node());
        }
        authenticator.ifAvailable(builder::authenticator);
        listener.ifAvailable(builder::listener);
        customizers.orderedStream().forEach(change -> change.customize(builder));
        return build(builder);
    }

    private static Hub build(HubBuilder builder) {
        try {
            return builder.build();
        } catch (IllegalStateException noOrigin) {
            throw new IllegalStateException(
                    "set realmhub.allowed-origins, or realmhub.allow-no-origin=true: " + noOrigin.getMessage(),
                    noOrigin);
        }
    }

    /** Returns the hub's way in. */
    @Bean
    @ConditionalOnMissingBean
    ServletRegistrationBean<HubServlet> realmHubServlet(RealmHubProperties properties, Hub hub) {
        return new ServletRegistrationBean<>(new HubServlet(hub), properties.path() + "/*");
    }

    /** Returns what empties the hub before the web server stops. */
    @Bean
    SmartLifecycle realmHubLifecycle(Hub hub) {
        return new HubLifecycle(hub);
    }

    /** For applications with Actuator. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(HealthIndicator.class)
    static class Health {
        @Bean
        @ConditionalOnMissingBean(name = "realmHubHealthIndicator")
        HealthIndicator realmHubHealthIndicator(Hub hub) {
            return new HubHealth(hub);
        }
    }

    /** For applications with {@code realm-micrometer} and a registry. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({HubMeters.class, MeterRegistry.class})
    static class Meters {
        private @Nullable HubMeters meters;

        @Bean
        HubCustomizer realmHubMeters(ObjectProvider<MeterRegistry> registry) {
            registry.ifUnique(known -> meters = new HubMeters(known));
            return builder -> {
                if (meters != null) {
                    builder.meter(meters);
                }
            };
        }

        @Bean
        SmartInitializingSingleton realmHubGauges(Hub hub) {
            return () -> {
                if (meters != null) {
                    meters.watch(hub);
                }
            };
        }
    }
}
