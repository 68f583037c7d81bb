package dev.realmhub.examples.liwords;

import dev.realmhub.examples.liwords.SocketServer.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the server: options as the original's, secrets from the environment. */
@Command(
        name = "./run liwords-socket",
        description = "A socket server for liwords; the JWT secret comes from the environment's SECRET_KEY.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class LiwordsSocket implements Callable<Integer> {
    @Option(
            names = {"-ws-address", "--ws-address"},
            paramLabel = "[HOST]:PORT",
            defaultValue = "${WS_ADDRESS:-:8087}",
            description = "Where to listen; default: the environment's WS_ADDRESS, or :8087.")
    String address = "";

    @Option(
            names = {"-nats-url", "--nats-url"},
            paramLabel = "URL",
            defaultValue = "${NATS_URL:-nats://localhost:4222}",
            description = "The NATS server; default: the environment's NATS_URL, or nats://localhost:4222.")
    String natsUrl = "";

    @Option(
            names = {"-debug", "--debug"},
            defaultValue = "${DEBUG:-false}",
            description = "Logs more; default: the environment's DEBUG, or false.")
    boolean debug;

    /** Starts; see {@code --help}. */
    public static void main(String[] args) {
        CommandLine line = new CommandLine(new LiwordsSocket());
        line.setExecutionExceptionHandler((failure, command, result) -> {
            System.err.println("could not start: " + failure.getMessage());
            return 1;
        });
        System.exit(line.execute(args));
    }

    @Override
    public Integer call() throws Exception {
        System.setProperty("level", debug ? "DEBUG" : "INFO");
        SocketServer server = SocketServer.start(settings(System.getenv()));
        System.out.println("ready on ws://" + (address.startsWith(":") ? "0.0.0.0" : "") + address + "/ws");
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, stopped), "stop"));
        stopped.await();
        return 0;
    }

    Settings settings(Map<String, String> environment) {
        String secret = environment.getOrDefault("SECRET_KEY", "");
        if (secret.isEmpty()) {
            throw new IllegalStateException("SECRET_KEY is not set: whoever knows the empty key could be anybody");
        }
        int colon = address.lastIndexOf(':');
        if (colon < 0 || !address.substring(colon + 1).matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException("-ws-address is " + address + "; it must be [HOST]:PORT, like :8087");
        }
        List<String> origins = Arrays.stream(
                        environment.getOrDefault("ALLOWED_ORIGINS", "").split(",", -1))
                .map(String::strip)
                .filter(origin -> !origin.isEmpty())
                .toList();
        int port = Integer.parseInt(address.substring(colon + 1));
        return new Settings(address.substring(0, colon), port, natsUrl, secret, origins);
    }

    private static void stop(SocketServer server, CountDownLatch stopped) {
        try {
            server.close();
        } catch (Exception failed) {
            System.err.println("while stopping: " + failed);
        }
        stopped.countDown();
    }
}
