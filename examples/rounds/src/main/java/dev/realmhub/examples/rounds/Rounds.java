package dev.realmhub.examples.rounds;

import com.fasterxml.jackson.databind.JsonNode;
import dev.realmhub.Backend;
import dev.realmhub.Broker;
import dev.realmhub.Command;
import dev.realmhub.ContinuityConfig;
import dev.realmhub.Hub;
import dev.realmhub.HubConfig;
import dev.realmhub.PresenceConfig;
import dev.realmhub.Publication;
import dev.realmhub.RealmKind;
import dev.realmhub.RealmResolver;
import dev.realmhub.User;
import dev.realmhub.jakarta.HubServlet;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.ee11.servlet.ResourceServlet;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.resource.ResourceFactory;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Page, hub and game server in one process. Whoever comes says who he is: a real site would have him log in. */
@CommandLine.Command(name = "./run rounds", description = "A game in the browser.", mixinStandardHelpOptions = true)
public final class Rounds implements Callable<Integer> {
    /** How many events of a round a page may have missed and still go on where it was. */
    private static final int HISTORY = 20;

    @Option(names = "--port", defaultValue = "9663", description = "Default: ${DEFAULT-VALUE}.")
    int port;

    private final Map<String, Round> rounds = new ConcurrentHashMap<>();
    private final Broker broker = Broker.local(RealmKind.kept(Round.KIND, HISTORY, Duration.ofMinutes(5)));
    private final Backend backend = Backend.builder(broker)
            .resolve("/{id}", request -> round(request.param("id")).seat(request.user()))
            .snapshot(Round.KIND, (realm, viewer) -> round(realm.token(1)).full(viewer.role()))
            .on("take", (command, reply) -> act(command, reply, (round, by, said) -> round.take(by, said.asInt())))
            .on("note", (command, reply) -> act(command, reply, (round, by, said) -> round.note(by, said.asText())))
            .start();

    private interface Act {
        Publication on(Round round, String by, JsonNode said);
    }

    /** Starts; see {@code --help}. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Rounds()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        start();
        System.out.println("ready on http://127.0.0.1:" + port);
        Thread.currentThread().join(); // until the process is stopped
        return 0;
    }

    /** Starts all; closing what is returned stops it. */
    AutoCloseable start() throws Exception {
        Hub hub = hub();
        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        ServletContextHandler context = new ServletContextHandler("/");
        context.setBaseResource(ResourceFactory.of(context).newClassLoaderResource("web/"));
        JakartaWebSocketServletContainerInitializer.configure(context, null);
        context.addServlet(new HubServlet(hub, List.of(new RoundWords())), "/ws/*");
        context.addServlet(new ResourceServlet(), "/");
        server.setHandler(context);
        server.start();
        return () -> {
            hub.close();
            server.stop();
            backend.close();
        };
    }

    private Hub hub() {
        ContinuityConfig continuity =
                ContinuityConfig.builder().recentEvents(HISTORY).build();
        return Hub.builder(broker)
                .allowOrigin("http://127.0.0.1:" + port)
                .authenticator(handshake -> CompletableFuture.completedStage(
                        handshake.query("name").map(User::of).orElseGet(User::newAnonymous)))
                .resolver(RealmResolver.askBackend())
                .snapshots(Round.KIND)
                .presence(PresenceConfig.builder().counts("crowd").build())
                .config(HubConfig.builder().continuity(continuity).build())
                .build();
    }

    private Round round(String id) {
        return rounds.computeIfAbsent(id, Round::new);
    }

    /** The move is made and published before it is acknowledged, in the order of the versions. A refusal is the answer. */
    private void act(Command command, Backend.Reply reply, Act act) {
        Round round = round(command.realm().token(1));
        synchronized (round) {
            JsonNode said = RoundWords.read(command.payload());
            backend.publish(round.realm(), act.on(round, command.user().id(), said));
            reply.ok();
        }
    }
}
