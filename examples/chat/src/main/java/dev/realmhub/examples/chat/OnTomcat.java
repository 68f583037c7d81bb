package dev.realmhub.examples.chat;

import dev.realmhub.examples.chat.Container.Door;
import java.nio.file.Files;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;

/** Embedded Tomcat. */
final class OnTomcat {
    /** The one for incoming text, in characters; grows with the message. */
    private static final String TEXT_BUFFER_SIZE = "org.apache.tomcat.websocket.textBufferSize";

    /** Few, so that they stay awake. Nothing here blocks them but an authenticator that takes its time. */
    private static final int THREADS = 16;

    private OnTomcat() {}

    static AutoCloseable start(int port, Door door) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory("chat").toString());
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(port);
        TomcatThreads threads = new TomcatThreads(THREADS);
        tune(tomcat.getConnector());
        tomcat.getConnector().getProtocolHandler().setExecutor(threads);
        Context context = tomcat.addContext("", null);
        context.addParameter(TEXT_BUFFER_SIZE, "256");
        context.addServletContainerInitializer(new WsSci(), null);
        Tomcat.addServlet(context, "chat", door.servlet()).addMapping("/chat/*");
        tomcat.start();
        return () -> {
            tomcat.stop();
            threads.shutdown();
        };
    }

    private static void tune(Connector connector) {
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("acceptCount", String.valueOf(Container.BACKLOG));
        connector.setProperty("maxConnections", "-1"); // no bound; 8,192 if nobody says more
    }
}
