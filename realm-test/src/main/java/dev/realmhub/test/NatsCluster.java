package dev.realmhub.test;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Real nats-servers with JetStream that are connected with each other, by routes that can be made to fail.
 *
 * <p>For one test's thread. Methods block until what they say is so.
 */
public final class NatsCluster implements AutoCloseable {
    private final List<TcpProxy> routes;
    private final List<NatsServer> servers = new ArrayList<>();
    private final List<Integer> monitors = new ArrayList<>();

    private NatsCluster(Path folder, int size, List<String> more) {
        List<Integer> ports =
                IntStream.range(0, size).mapToObj(i -> NatsServer.freePort()).toList();
        routes = ports.stream().map(TcpProxy::to).toList();
        for (int i = 0; i < size; i++) {
            List<String> arguments = new ArrayList<>(arguments(folder, i, ports.get(i)));
            arguments.addAll(more);
            monitors.add(NatsServer.freePort());
            arguments.addAll(List.of("-m", monitors.get(i).toString()));
            servers.add(NatsServer.startMember(NatsServer.freePort(), arguments));
        }
        awaitLeader();
    }

    /**
     * Starts a cluster.
     *
     * @param folder where each server keeps its streams, in a folder of its own
     * @param size how many servers, 3 or more
     * @param more arguments for each
     */
    public static NatsCluster start(Path folder, int size, String... more) {
        return new NatsCluster(folder, size, List.of(more));
    }

    private List<String> arguments(Path folder, int i, int port) {
        String name = "n" + i;
        String others = routes.stream()
                .filter(route -> route != routes.get(i))
                .map(TcpProxy::url)
                .collect(Collectors.joining(","));
        return List.of(
                "--server_name",
                name,
                "--cluster_name",
                "test",
                "--cluster",
                "nats://127.0.0.1:" + port,
                "--cluster_advertise",
                "127.0.0.1:" + routes.get(i).port(),
                "--routes",
                others,
                "-js",
                "-sd",
                folder.resolve(name).toString());
    }

    private void awaitLeader() {
        servers.forEach(server -> server.awaitSaid("metadata leader"));
    }

    /** Returns its servers. */
    public List<NatsServer> servers() {
        return List.copyOf(servers);
    }

    /** Returns the server that a connection is on, by the connection's name; fails if it is on none. */
    public NatsServer serverOf(String connection) {
        for (int i = 0; i < servers.size(); i++) {
            if (connections(monitors.get(i)).contains("\"name\": \"" + connection + "\"")) {
                return servers.get(i);
            }
        }
        throw new AssertionError("no server has the connection '" + connection + "'");
    }

    /** Returns what a server tells of its connections; nothing if it is down. */
    private static String connections(int monitor) {
        try (InputStream told =
                URI.create("http://127.0.0.1:" + monitor + "/connz").toURL().openStream()) {
            return new String(told.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException down) {
            return "";
        }
    }

    /** Lets nothing pass between the servers, and keeps the connections between them open. */
    public void darkenRoutes() {
        routes.forEach(TcpProxy::darken);
    }

    /** Breaks the connections between the servers that went dark, and lets them connect again. */
    public void lightRoutes() {
        routes.forEach(TcpProxy::light);
    }

    @Override
    public void close() {
        servers.forEach(NatsServer::close);
        routes.forEach(TcpProxy::close);
    }
}
