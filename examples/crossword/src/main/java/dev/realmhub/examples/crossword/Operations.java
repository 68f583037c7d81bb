package dev.realmhub.examples.crossword;

import dev.realmhub.Hub;
import dev.realmhub.HubBuilder;
import dev.realmhub.micrometer.HubMeters;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.List;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;

/** What those see who run the site: health, metrics, and the page {@code /admin/}. */
final class Operations {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final HubMeters meters = new HubMeters(registry);

    /** Has a hub that is being built counted. */
    HubBuilder count(HubBuilder builder) {
        return builder.meter(meters);
    }

    /** Adds the pages about a hub. */
    void addPages(ServletContextHandler context, Hub hub) {
        meters.watch(hub);
        ServletHolder health = new ServletHolder(new HealthServlet(hub));
        List.of("/healthz", "/readyz").forEach(path -> context.addServlet(health, path));
        context.addServlet(new ServletHolder(new InspectionServlet(hub)), "/admin/hub.json");
        context.addServlet(new ServletHolder(new MetricsServlet(registry)), "/metrics");
        FilterHolder guard = new FilterHolder(AdminGuard.fromEnvironment());
        List.of("/admin/*", "/metrics")
                .forEach(path -> context.addFilter(guard, path, EnumSet.allOf(DispatcherType.class)));
    }
}
