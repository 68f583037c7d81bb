package dev.realmhub.checks;

import static dev.realmhub.checks.WrongUse.thrown;

import dev.realmhub.Broker;
import dev.realmhub.Hub;
import dev.realmhub.RealmResolver;
import dev.realmhub.jakarta.HubEndpoints;
import dev.realmhub.jakarta.HubServlet;
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;

/** Hubs that are put into a container wrongly; the container is Tomcat. */
final class ContainersWrong {
    private static final Path FOLDER = Path.of("target", "tomcat").toAbsolutePath();

    private ContainersWrong() {}

    static List<WrongUse> all() {
        return List.of(
                new WrongUse(
                        "An endpoint's path without its slash",
                        thrown(() -> HubEndpoints.config("ws", hub())),
                        "must begin with '/'",
                        "path 'ws'",
                        "/ws"),
                new WrongUse(
                        "An endpoint without a hub",
                        thrown(() -> HubEndpoints.config("/ws", null)),
                        "is null",
                        "the hub",
                        "what Hub.builder(broker)...build() returned"),
                new WrongUse(
                        "A servlet without a hub",
                        thrown(() -> new HubServlet(null)),
                        "is null",
                        "the hub",
                        "what Hub.builder(broker)...build() returned"),
                new WrongUse(
                        "A container that has no WebSockets, so that its attribute is null",
                        thrown(() -> HubEndpoints.deploy(null, "/ws", hub())),
                        "container is null",
                        "no jakarta.websocket.server.ServerContainer",
                        "switch WebSockets on (Tomcat: WsSci"),
                new WrongUse(
                        "A servlet in a container whose WebSockets are off",
                        ContainersWrong::upgradeWithoutWebSockets,
                        "has no jakarta.websocket.server.ServerContainer",
                        "this servlet context",
                        "switch WebSockets on (Tomcat: WsSci"),
                new WrongUse(
                        "Two endpoints at one path",
                        ContainersWrong::deployTwice,
                        "the container took no endpoint",
                        "at /ws",
                        "deploy each path once"));
    }

    private static Hub hub() {
        return Hub.builder(Broker.local())
                .allowNoOrigin()
                .resolver(RealmResolver.askBackend())
                .build();
    }

    private static String deployTwice() throws Exception {
        Tomcat tomcat = tomcat();
        Context context = tomcat.addContext("", null);
        context.addServletContainerInitializer(new WsSci(), Set.of());
        tomcat.start();
        try (Hub hub = hub()) {
            ServerContainer container =
                    (ServerContainer) context.getServletContext().getAttribute(ServerContainer.class.getName());
            HubEndpoints.deploy(container, "/ws", hub);
            return thrown(() -> HubEndpoints.deploy(container, "/ws", hub)).told();
        } finally {
            stop(tomcat);
        }
    }

    /** Returns what the page says that Tomcat shows when a servlet fails. */
    private static String upgradeWithoutWebSockets() throws Exception {
        Tomcat tomcat = tomcat();
        Context context = tomcat.addContext("", null);
        try (Hub hub = hub()) {
            Tomcat.addServlet(context, "hub", new HubServlet(hub)).addMapping("/ws/*");
            tomcat.start();
            String page = upgrade(tomcat.getConnector().getLocalPort());
            return page.replaceAll("(?s).*<b>Message</b> (.*?)</p>.*", "$1");
        } finally {
            stop(tomcat);
        }
    }

    private static String upgrade(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                OutputStream out = socket.getOutputStream();
                InputStream in = socket.getInputStream()) {
            out.write(String.join(
                            "\r\n",
                            "GET /ws/game/1 HTTP/1.1",
                            "Host: 127.0.0.1",
                            "Upgrade: websocket",
                            "Connection: Upgrade, close",
                            "Sec-WebSocket-Version: 13",
                            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                            "",
                            "")
                    .getBytes(StandardCharsets.US_ASCII));
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Tomcat tomcat() {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(FOLDER.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        return tomcat;
    }

    private static void stop(Tomcat tomcat) throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }
}
