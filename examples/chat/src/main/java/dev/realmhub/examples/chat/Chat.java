package dev.realmhub.examples.chat;

import dev.realmhub.Address;
import dev.realmhub.Backend;
import dev.realmhub.Bounds;
import dev.realmhub.Broker;
import dev.realmhub.Hub;
import dev.realmhub.HubBuilder;
import dev.realmhub.HubConfig;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.Resolution;
import dev.realmhub.ResolveRequest;
import dev.realmhub.examples.chat.Container.Door;
import dev.realmhub.jakarta.HubEndpoints;
import dev.realmhub.jakarta.HubServlet;
import dev.realmhub.micrometer.HubMeters;
import dev.realmhub.nats.NatsBroker;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Rooms where everyone hears everyone: {@code ws://127.0.0.1:9001/chat?room=R}. What a client sends, as a raw frame or as
 * the command {@code say} of the two protocols, goes to everyone in its room, itself included, through hub and broker.
 */
@Command(
        name = "./run chat",
        description = "A chat server: ws://127.0.0.1:PORT/chat?room=R",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class Chat implements Callable<Integer> {
    private static final String SAY = "say";

    /** Orchestrators kill what has not stopped within 30 s. */
    private static final Duration DRAIN = Duration.ofSeconds(27);

    @Option(names = "--port", defaultValue = "9001", description = "Default: ${DEFAULT-VALUE}.")
    int port;

    @Option(names = "--container", defaultValue = "jetty", description = "One of ${COMPLETION-CANDIDATES}.")
    Container container = Container.jetty;

    @Option(names = "--nats", paramLabel = "URL", description = "Share the rooms with other servers over NATS.")
    @Nullable
    String nats;

    @Option(names = "--origin", paramLabel = "ORIGIN", description = "Whose pages may connect; may be repeated.")
    List<String> origins = new ArrayList<>();

    @Option(names = "--unbounded", description = "As many clients and messages as anybody likes, for measurements.")
    boolean unbounded;

    @Option(names = "--metrics", description = "Count and time what the hub does, with Micrometer; printed at the end.")
    boolean metrics;

    /** Starts; see {@code --help}. */
    public static void main(String[] args) {
        CommandLine line = new CommandLine(new Chat());
        line.setExecutionExceptionHandler((failure, command, result) -> {
            System.err.println("could not start: " + failure.getMessage());
            return 1;
        });
        System.exit(line.execute(args));
    }

    @Override
    public Integer call() throws Exception {
        AutoCloseable parts = start();
        stopWith(parts);
        System.out.println("ready on ws://127.0.0.1:" + port + "/chat?room=lobby (" + container + ")");
        new CountDownLatch(1).await();
        return 0;
    }

    /** SIGTERM sends the clients to other servers first. */
    private static void stopWith(AutoCloseable parts) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            try {
                                parts.close();
                            } catch (Exception e) {
                                System.err.println("while stopping: " + e);
                            }
                        },
                        "stop"));
    }

    /** Starts all parts; closing what is returned stops them. */
    AutoCloseable start() throws Exception {
        Broker broker = nats == null ? Broker.local() : NatsBroker.connect(nats);
        Backend backend = backend(broker);
        Hub hub = hub(broker);
        AutoCloseable server = container.start(port, new Door(new HubServlet(hub), HubEndpoints.config("/chat", hub)));
        return () -> {
            drain(hub);
            server.close();
            backend.close();
            broker.close();
        };
    }

    private static void drain(Hub hub) throws Exception {
        hub.drain(DRAIN).toCompletableFuture().get(DRAIN.toSeconds() + 1, TimeUnit.SECONDS);
    }

    /** The one handler never blocks: in one process it may run where the message was read. */
    private Backend backend(Broker broker) {
        Backend.Builder builder = Backend.builder(broker);
        return (nats == null ? builder.executor(Runnable::run) : builder)
                .on(SAY, (command, reply) -> {
                    broker.publish(Address.realm(command.realm()), Publication.of(command.payload()));
                    reply.ok();
                })
                .start();
    }

    private Hub hub(Broker broker) {
        HubBuilder builder = Hub.builder(broker)
                .allowOrigin("http://127.0.0.1:" + port)
                .allowOrigin("http://localhost:" + port)
                .allowNoOrigin()
                .config(HubConfig.builder()
                        .rawCommand(SAY)
                        .bounds(unbounded ? Bounds.none().build() : Bounds.defaults())
                        .build())
                .resolver(Chat::roomOf);
        origins.forEach(builder::allowOrigin);
        return metrics ? metered(builder) : builder.build();
    }

    private static Hub metered(HubBuilder builder) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        HubMeters meters = new HubMeters(registry);
        Hub hub = builder.meter(meters).build();
        meters.watch(hub);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println(registry.scrape()), "metrics"));
        return hub;
    }

    private static CompletionStage<Resolution> roomOf(ResolveRequest request) {
        return CompletableFuture.completedStage(
                Resolution.of(Realm.of("room", request.query("room").orElse("lobby"))));
    }
}
