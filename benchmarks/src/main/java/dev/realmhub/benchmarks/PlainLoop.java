package dev.realmhub.benchmarks;

import dev.realmhub.examples.chat.Container;
import dev.realmhub.examples.chat.Container.Door;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Extension;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What a container costs by itself: a set of sessions per room, one asynchronous send per member and message through the
 * standard API, and nothing else. Same container settings and same URL as the chat, {@code ws://127.0.0.1:9001/chat?room=R}.
 */
@Command(
        name = "PlainLoop",
        description = "A container's own plain loop: ws://127.0.0.1:PORT/chat?room=R",
        mixinStandardHelpOptions = true)
public final class PlainLoop implements Callable<Integer> {
    private static final Map<String, Set<Plain>> ROOMS = new ConcurrentHashMap<>();

    @Option(names = "--port", defaultValue = "9001", description = "Default: ${DEFAULT-VALUE}.")
    int port;

    @Option(names = "--container", defaultValue = "jetty", description = "One of ${COMPLETION-CANDIDATES}.")
    Container container = Container.jetty;

    /** Starts; see {@code --help}. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new PlainLoop()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        start(container, port);
        System.out.println("ready on ws://127.0.0.1:" + port + "/chat?room=lobby (" + container + ", plain loop)");
        new CountDownLatch(1).await();
        return 0;
    }

    static AutoCloseable start(Container container, int port) throws Exception {
        ServerEndpointConfig config = ServerEndpointConfig.Builder.create(Room.class, "/chat")
                .configurator(new NoCompression())
                .build();
        Room.oneSendInFlight = container == Container.tomcat;
        return container.start(port, new Door(new UpgradeServlet(config), config));
    }

    /** As the chat: compression is not negotiated. */
    private static final class NoCompression extends ServerEndpointConfig.Configurator {
        @Override
        public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
            return List.of();
        }
    }

    /** One connection. Public because containers make it. */
    public static final class Room extends Endpoint {
        private static final long NEVER = -1;
        private static volatile boolean oneSendInFlight;

        private Set<Plain> members = Set.of();
        private Plain self = Plain.NOBODY;

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.setMaxIdleTimeout(NEVER);
            self = oneSendInFlight ? new PlainQueue(session) : new Plain(session);
            String room = session.getQueryString(); // "room=r1" is as good a name as "r1"
            members = ROOMS.computeIfAbsent(room, r -> ConcurrentHashMap.newKeySet());
            members.add(self);
            session.addMessageHandler(String.class, (MessageHandler.Whole<String>) this::onText);
            session.addMessageHandler(ByteBuffer.class, (MessageHandler.Whole<ByteBuffer>) this::onBinary);
        }

        private void onText(String text) {
            for (Plain member : members) {
                member.send(text);
            }
        }

        private void onBinary(ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            for (Plain member : members) {
                member.send(copy);
            }
        }

        @Override
        public void onClose(Session session, jakarta.websocket.CloseReason reason) {
            members.remove(self);
        }

        @Override
        public void onError(Session session, Throwable failure) {
            members.remove(self);
        }
    }
}
