package dev.realmhub.examples.liwords;

import dev.realmhub.examples.liwords.SocketServer.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the server: options as the original's, each also in the environment; secrets from there only. */
@Command(name = "./run liwords-socket", mixinStandardHelpOptions = true, showDefaultValues = true)
public final class LiwordsSocket implements Runnable {
    @Option(names = "-ws-address", defaultValue = "${WS_ADDRESS:-:8087}", description = "[HOST]:PORT to listen on.")
    String address = "";

    @Option(names = "-nats-url", defaultValue = "${NATS_URL:-nats://localhost:4222}", description = "The NATS server.")
    String natsUrl = "";

    @Option(names = "-debug", defaultValue = "${DEBUG:-false}", description = "Logs more.")
    boolean debug;

    /** Starts; see {@code --help}. */
    public static void main(String[] args) {
        CommandLine line = new CommandLine(new LiwordsSocket());
        line.setExecutionExceptionHandler((failure, command, result) -> {
            System.err.println("could not start: " + failure.getMessage());
            return 1;
        });
        int status = line.execute(args);
        if (status != 0) {
            System.exit(status);
        } // else Jetty's threads go on until the process is stopped
    }

    @Override
    public void run() {
        System.setProperty("level", debug ? "DEBUG" : "INFO"); // logback.xml asks for it
        SocketServer server = new SocketServer(settings(System.getenv()));
        System.out.println("ready on ws://" + (address.startsWith(":") ? "0.0.0.0" : "") + address + "/ws");
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
    }

    Settings settings(Map<String, String> environment) {
        String secret = environment.getOrDefault("SECRET_KEY", "");
        if (secret.isEmpty()) {
            throw new IllegalStateException("SECRET_KEY is not set: whoever knows the empty key could be anybody");
        }
        if (!address.matches(".*:[0-9]{1,5}")) {
            throw new IllegalArgumentException("-ws-address is " + address + "; it must be [HOST]:PORT, like :8087");
        }
        String origins = environment.getOrDefault("ALLOWED_ORIGINS", "").strip();
        int colon = address.lastIndexOf(':');
        return new Settings(
                address.substring(0, colon),
                Integer.parseInt(address.substring(colon + 1)),
                natsUrl,
                secret,
                origins.isEmpty() ? List.of() : Arrays.asList(origins.split("\\s*,\\s*", -1)));
    }
}
