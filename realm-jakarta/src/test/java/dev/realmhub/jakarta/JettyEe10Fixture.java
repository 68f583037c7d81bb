package dev.realmhub.jakarta;

import jakarta.servlet.Servlet;
import jakarta.websocket.server.ServerContainer;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;

/** Jetty with the servlets and WebSockets of Jakarta EE 10. */
final class JettyEe10Fixture {
    private JettyEe10Fixture() {}

    static JettyFixture start(Servlet servlet, String mapping, Consumer<ServerContainer> deployment) throws Exception {
        ServletContextHandler context = new ServletContextHandler("/");
        JakartaWebSocketServletContainerInitializer.configure(
                context, (servletContext, container) -> deployment.accept(container));
        context.addServlet(new ServletHolder(servlet), mapping);
        return JettyFixture.start(context);
    }
}
