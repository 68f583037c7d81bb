package dev.realmhub.examples.rounds;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.realmhub.Backend;
import dev.realmhub.Broker;
import dev.realmhub.Client;
import dev.realmhub.Command;
import dev.realmhub.ContinuityConfig;
import dev.realmhub.Hub;
import dev.realmhub.HubConfig;
import dev.realmhub.HubListener;
import dev.realmhub.Membership;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.RealmKind;
import dev.realmhub.RealmResolver;
import dev.realmhub.Snapshot;
import dev.realmhub.User;
import dev.realmhub.jakarta.HubServlet;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.ee11.servlet.ResourceServlet;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.resource.ResourceFactory;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Page, hub and game server in one process. Whoever comes says who he is: a real site would have him log in. */
@CommandLine.Command(name = "./run rounds", description = "A game in the browser.", mixinStandardHelpOptions = true)
public final class Rounds implements Callable<Integer>, HubListener {
    /** How many events of a round a page may have missed and still go on where it was. */
    private static final int HISTORY = 20;

    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(names = "--port", defaultValue = "9663", description = "Default: ${DEFAULT-VALUE}.")
    int port;

    private final Map<String, Round> rounds = new ConcurrentHashMap<>();
    private final Broker broker = Broker.local(RealmKind.kept("round", HISTORY, Duration.ofMinutes(5)));
    private final Backend backend = Backend.builder(broker)
            .resolve("/{id}", request -> {
                Round round = rounds.computeIfAbsent(request.param("id"), Round::new);
                synchronized (round) {
                    return round.seat(request.user().id());
                }
            })
            .snapshot("round", this::snapshot)
            .on(
                    "take",
                    (command, reply) -> act(
                            command, reply, round -> round.take(command.user().id(), number(command))))
            .on(
                    "note",
                    (command, reply) -> act(
                            command, reply, round -> round.note(command.user().id(), text(command))))
            .start();

    private interface Act {
        Publication on(Round round);
    }

    /** Starts; see {@code --help}. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Rounds()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        start();
        System.out.println("ready on http://127.0.0.1:" + port);
        new CountDownLatch(1).await();
        return 0;
    }

    /** Starts all; closing what is returned stops it. */
    AutoCloseable start() throws Exception {
        Hub hub = Hub.builder(broker)
                .allowOrigin("http://127.0.0.1:" + port)
                .authenticator(handshake -> CompletableFuture.completedStage(
                        handshake.query("name").map(User::of).orElseGet(User::newAnonymous)))
                .resolver(RealmResolver.askBackend())
                .snapshots("round")
                .config(HubConfig.builder()
                        .continuity(
                                ContinuityConfig.builder().recentEvents(HISTORY).build())
                        .build())
                .listener(this)
                .build();
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.setBaseResource(ResourceFactory.of(context).newClassLoaderResource("web/"));
        JakartaWebSocketServletContainerInitializer.configure(context, null);
        context.addServlet(new ServletHolder(new HubServlet(hub, List.of(new RoundWords()))), "/ws/*");
        context.addServlet(new ServletHolder(new ResourceServlet()), "/");
        server.setHandler(context);
        server.start();
        return () -> {
            hub.close();
            server.stop();
            backend.close();
        };
    }

    private Round of(Realm realm) {
        return rounds.computeIfAbsent(realm.token(1), Round::new);
    }

    private Snapshot snapshot(Realm realm, Snapshot.Viewer viewer) {
        Round round = of(realm);
        synchronized (round) {
            return Snapshot.of(round.full(viewer.role()));
        }
    }

    /** The move is made and published before it is acknowledged, in the order of the versions. */
    private void act(Command command, Backend.Reply reply, Act act) {
        Round round = of(command.realm());
        synchronized (round) {
            try {
                backend.publish(round.realm(), act.on(round));
                reply.ok();
            } catch (IllegalArgumentException refused) {
                reply.rejected("no", String.valueOf(refused.getMessage()));
            }
        }
    }

    private static int number(Command command) {
        return Integer.parseInt(command.payload().text());
    }

    private static String text(Command command) {
        try {
            return JSON.readTree(command.payload().text()).asText();
        } catch (IOException malformed) {
            throw new IllegalArgumentException("That is no text.", malformed);
        }
    }

    @Override
    public void joined(Client client, Membership membership) {
        count(membership.realm(), 1);
    }

    @Override
    public void left(Client client, Membership membership) {
        count(membership.realm(), -1);
    }

    private final Map<Realm, Integer> crowds = new ConcurrentHashMap<>();

    /** Only the latest count counts. With several nodes each would have to say its own. */
    private void count(Realm realm, int more) {
        if (!Round.isRound(realm)) {
            int now = crowds.merge(realm, more, Integer::sum);
            Publication crowd = Publication.of(RoundWords.frame("crowd", JsonNodeFactory.instance.numberNode(now)));
            backend.publish(realm, crowd.latest("crowd"));
        }
    }
}
