package dev.realmhub.examples.chat;

import jakarta.servlet.Servlet;
import jakarta.websocket.server.ServerEndpointConfig;

/**
 * The containers that the chat runs in, each with what it needs to take thousands of connections at once. Public for the
 * benchmarks, whose plain loops run in the same containers with the same settings.
 */
public enum Container {
    /** Jetty 12.1, by servlet. */
    jetty,
    /** Tomcat 11, by servlet. */
    tomcat,
    /** Undertow 2.3, by servlet. */
    undertow,
    /** Tyrus on Grizzly, by endpoint. */
    tyrus;

    /** Connections that may wait to be accepted: after a restart all players come back at the same moment. */
    static final int BACKLOG = 4096;

    /** What stands at {@code /chat}: the servlet where there are servlets, else the endpoint. */
    public record Door(Servlet servlet, ServerEndpointConfig endpoint) {}

    /** Starts it on a port of this machine; closing what is returned stops it. */
    public AutoCloseable start(int port, Door door) throws Exception {
        return switch (this) {
            case jetty -> OnJetty.start(port, door);
            case tomcat -> OnTomcat.start(port, door);
            case undertow -> OnUndertow.start(port, door);
            case tyrus -> OnTyrus.start(port, door);
        };
    }
}
