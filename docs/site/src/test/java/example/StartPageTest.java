package example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Address;
import dev.realmhub.Backend;
import dev.realmhub.Broker;
import dev.realmhub.Hub;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.RealmResolver;
import dev.realmhub.Resolution;
import dev.realmhub.jakarta.HubServlet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Says to a hub like the one on docs/start.md what a reader is told to say, from the page's origin. */
class StartPageTest {
    private static final Pattern OPENED = Pattern.compile("new WebSocket\\('ws://127.0.0.1:8080(.*?)', '(.*?)'\\)");
    private static final Pattern SENT = Pattern.compile("socket\\.send\\('(.*?)'\\)");

    private final String page = read();
    private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @Test
    void whatThePageSaysInTheConsoleIsAnswered() throws Exception {
        Broker broker = Broker.local();
        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Backend backend = backend(broker);
        try (Hub hub = hub(broker)) {
            WebSocket socket = open(startedPort(server, hub));
            assertThat(next()).contains("welcome").contains("{\"joined\":{\"realm\":\"room:1\",\"role\":\"guest\"}}");
            socket.sendText(found(SENT).group(1), true).join();
            String said = next();
            said += said.contains("outcome") && said.contains("event") ? "" : next();
            assertThat(said).contains("\"outcome\":{\"id\":1,\"status\":\"ok\"").contains("{\"text\":\"hello\"}");
        } finally {
            server.stop();
            backend.close();
        }
    }

    private WebSocket open(int port) {
        Matcher opened = found(OPENED);
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Origin", "http://127.0.0.1:8080")
                .subprotocols(opened.group(2))
                .buildAsync(URI.create("ws://127.0.0.1:" + port + opened.group(1)), new Ear())
                .join();
    }

    /** Frames are told apart; a frame may come in parts. */
    private final class Ear implements WebSocket.Listener {
        private final StringBuilder frame = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            frame.append(part);
            if (last) {
                heard.add(frame.toString());
                frame.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }

    private String next() throws InterruptedException {
        String frame = heard.poll(10, TimeUnit.SECONDS);
        return frame == null ? "" : frame;
    }

    private Matcher found(Pattern pattern) {
        Matcher matcher = pattern.matcher(page);
        assertThat(matcher.find()).as("%s on the page", pattern).isTrue();
        return matcher;
    }

    private static int startedPort(Server server, Hub hub) throws Exception {
        ServletContextHandler context = new ServletContextHandler("/");
        JakartaWebSocketServletContainerInitializer.configure(context, null);
        context.addServlet(new ServletHolder(new HubServlet(hub)), "/ws/*");
        server.setHandler(context);
        server.start();
        return server.getURI().getPort();
    }

    private static Backend backend(Broker broker) {
        return Backend.builder(broker)
                .resolve("/room/{id}", r -> Resolution.of(Realm.of("room", r.param("id")), "guest"))
                .on("say", (command, reply) -> {
                    broker.publish(Address.realm(command.realm()), Publication.of(command.payload()));
                    reply.ok();
                })
                .start();
    }

    private static Hub hub(Broker broker) {
        return Hub.builder(broker)
                .allowOrigin("http://127.0.0.1:8080")
                .resolver(RealmResolver.askBackend())
                .build();
    }

    private static String read() {
        try {
            return Files.readString(Path.of("../start.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
