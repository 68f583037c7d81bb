package dev.realmhub.jakarta;

import jakarta.servlet.Servlet;
import jakarta.websocket.server.ServerContainer;
import java.util.function.Consumer;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;

/** Jetty with the servlets and WebSockets of Jakarta EE 11. */
final class JettyEe11Fixture {
    private JettyEe11Fixture() {}

    static JettyFixture start(Servlet servlet, String mapping, Consumer<ServerContainer> deployment) throws Exception {
        ServletContextHandler context = new ServletContextHandler("/");
        JakartaWebSocketServletContainerInitializer.configure(
                context, (servletContext, container) -> deployment.accept(container));
        context.addServlet(new ServletHolder(servlet), mapping);
        return JettyFixture.start(context);
    }
}
