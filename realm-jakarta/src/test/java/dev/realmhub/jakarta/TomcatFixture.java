package dev.realmhub.jakarta;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.websocket.server.ServerContainer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;
import org.apache.tomcat.websocket.server.WsServerContainer;

/** Tomcat, embedded. */
record TomcatFixture(Tomcat tomcat) implements WayIn.Running {
    /** For a small heap, as the hardening checklist has it: 14 KiB instead of 43 for a handshake that never ends. */
    private static final boolean SMALL = Boolean.getBoolean("realmhub.small");

    static TomcatFixture start(Servlet servlet, String mapping, Consumer<ServerContainer> deployment) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(Path.of("target", "tomcat").toAbsolutePath().toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", WayIn.LISTEN);
        if (SMALL) {
            List.of("socket.appReadBufSize", "socket.appWriteBufSize")
                    .forEach(buffer -> tomcat.getConnector().setProperty(buffer, "1024"));
            List.of("maxHttpRequestHeaderSize", "maxHttpResponseHeaderSize")
                    .forEach(buffer -> tomcat.getConnector().setProperty(buffer, "4096"));
        }
        StandardContext context = (StandardContext) tomcat.addContext("", null);
        context.setClearReferencesThreadLocals(false);
        context.setClearReferencesRmiTargets(false);
        context.addServletContainerInitializer(new WsSci(), Set.of());
        context.addServletContainerInitializer(
                (classes, servletContext) -> servletContext.addListener(new Deploys(deployment)), Set.of());
        // Without a servlet behind them no filters run, Tomcat's own for WebSockets included.
        Tomcat.addServlet(context, "default", new DefaultServlet()).addMapping("/");
        Tomcat.addServlet(context, "hub", servlet).addMapping(mapping);
        tomcat.start();
        return new TomcatFixture(tomcat);
    }

    private record Deploys(Consumer<ServerContainer> deployment) implements ServletContextListener {
        @Override
        public void contextInitialized(ServletContextEvent event) {
            WsServerContainer container =
                    (WsServerContainer) event.getServletContext().getAttribute(ServerContainer.class.getName());
            container.setProcessPeriod(1); // seconds: it looks for silent sessions every ten
            deployment.accept(container);
        }
    }

    @Override
    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }
}
