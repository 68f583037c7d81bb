package dev.realmhub.jakarta;

import jakarta.servlet.Servlet;
import jakarta.websocket.server.ServerContainer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Jetty, embedded. */
record JettyFixture(Server server) implements WayIn.Running {
    static JettyFixture withServlet(Servlet servlet, String mapping) throws Exception {
        return start(context -> context.addServlet(new ServletHolder(servlet), mapping), container -> {});
    }

    static JettyFixture with(Consumer<ServerContainer> deployment) throws Exception {
        return start(context -> {}, deployment);
    }

    private static JettyFixture start(Consumer<ServletContextHandler> servlets, Consumer<ServerContainer> deployment)
            throws Exception {
        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        ServletContextHandler context = new ServletContextHandler("/");
        JakartaWebSocketServletContainerInitializer.configure(
                context, (servletContext, container) -> deployment.accept(container));
        servlets.accept(context);
        server.setHandler(context);
        server.start();
        return new JettyFixture(server);
    }

    @Override
    public int port() {
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    @Override
    public void stop() throws Exception {
        server.stop();
    }
}
