package dev.realmhub.jakarta;

import java.net.InetSocketAddress;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Jetty, embedded: what its two releases of Jakarta EE share. */
record JettyFixture(Server server) implements WayIn.Running {
    static JettyFixture start(Handler context) throws Exception {
        Server server = new Server(new InetSocketAddress(WayIn.LISTEN, 0));
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
