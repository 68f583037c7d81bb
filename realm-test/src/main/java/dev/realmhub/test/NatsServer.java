package dev.realmhub.test;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A real nats-server on a loopback port of its own, with ways to make it fail. Needs {@code nats-server} on the PATH and
 * says how to get it if it is missing.
 *
 * <p>For one test's thread. Methods block until what they say is so.
 */
public final class NatsServer implements AutoCloseable {
    private final int port;
    private final Map<String, String> environment;
    private final List<String> always;
    private List<String> more;
    private final List<String> said = new CopyOnWriteArrayList<>();
    private Process process;

    private NatsServer(int port, Map<String, String> environment, List<String> always, List<String> more) {
        this.port = port;
        this.environment = environment;
        this.always = always;
        this.more = more;
        this.process = begin();
    }

    /** Returns a server that takes connections, started with more arguments than an address. */
    public static NatsServer start(String... more) {
        return new NatsServer(freePort(), Map.of(), List.of(), List.of(more));
    }

    /** Returns a server with JetStream, which keeps its streams in a folder, also when it is started again. */
    public static NatsServer startKeeping(Path folder, String... more) {
        return new NatsServer(freePort(), Map.of(), List.of("-js", "-sd", folder.toString()), List.of(more));
    }

    /** Returns a server with a configuration, which may read more of its environment than there is. */
    public static NatsServer startWith(Path configuration, Map<String, String> environment) {
        return new NatsServer(freePort(), environment, List.of("-c", configuration.toString()), List.of());
    }

    /** Returns a server on a port. */
    public static NatsServer startOn(int port) {
        return new NatsServer(port, Map.of(), List.of(), List.of());
    }

    /** Returns a server with what a cluster asks of it. */
    static NatsServer startMember(int port, List<String> always) {
        return new NatsServer(port, Map.of(), always, List.of());
    }

    /** Returns its address, {@code nats://127.0.0.1:PORT}. */
    public String url() {
        return "nats://127.0.0.1:" + port;
    }

    /** Ends it at once, as a crash would. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Starts it again where it was, knowing nothing but its streams, with these arguments instead. */
    public void startAgain(String... with) {
        more = List.of(with);
        process = begin();
    }

    /** Returns a port on which nobody listens, for now. */
    public static int freePort() {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    /** Tells it to stop for good soon: it takes no more connections, and hangs up on those it has, one after the other. */
    public void lameDuck() {
        run("nats-server", "--signal", "ldm=" + process.pid());
    }

    /** Waits until it has ended by itself. */
    public void awaitEnd() {
        process.onExit().join();
    }

    /** Keeps its sockets open and lets it do nothing. */
    public void freeze() {
        signal("-STOP");
    }

    /** Lets it go on. */
    public void thaw() {
        signal("-CONT");
    }

    @Override
    public void close() {
        kill();
    }

    private Process begin() {
        try {
            List<String> command =
                    new ArrayList<>(List.of("nats-server", "-a", "127.0.0.1", "-p", Integer.toString(port)));
            command.addAll(always);
            command.addAll(more);
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process begun = builder.start();
            said.clear();
            awaitReady(begun);
            return begun;
        } catch (IOException missing) {
            throw new AssertionError(
                    "these tests need nats-server on the PATH: 'apt-get install nats-server', or a release of"
                            + " github.com/nats-io/nats-server",
                    missing);
        }
    }

    private void awaitReady(Process begun) throws IOException {
        BufferedReader log = begun.inputReader(StandardCharsets.UTF_8);
        StringBuilder all = new StringBuilder();
        String line;
        do {
            line = log.readLine();
            if (line == null) {
                throw new AssertionError("nats-server did not start:\n" + all);
            }
            all.append(line).append('\n');
        } while (!line.contains("Server is ready"));
        Thread drain = new Thread(() -> drain(log));
        drain.setDaemon(true);
        drain.start();
    }

    private void drain(BufferedReader log) {
        try {
            String line;
            while ((line = log.readLine()) != null) {
                heard(line);
            }
        } catch (IOException ended) {
            // with the server
        }
    }

    private synchronized void heard(String line) {
        said.add(line);
        notifyAll();
    }

    /** Waits until it has logged a line with these words since it was started last. */
    synchronized void awaitSaid(String words) {
        try {
            while (said.stream().noneMatch(line -> line.contains(words))) {
                wait();
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private void signal(String which) {
        run("kill", which, Long.toString(process.pid()));
    }

    private static void run(String... command) {
        try {
            new ProcessBuilder(command).start().waitFor();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
