package dev.realmhub.examples.crossword;

import dev.realmhub.test.NatsServer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The crossword as its users start it: each part a process of its own, on free loopback ports. */
final class Site implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    /** All runs play the same game. */
    private static final List<String> SEEDED = List.of("--seed", "7");

    /** One hub's process and how to start it again. */
    private record HubProcess(int port, List<String> options, Process process) {}

    private final Deque<Runnable> parts = new ArrayDeque<>();
    private final List<HubProcess> hubs = new ArrayList<>();
    private final List<Front> fronts = new ArrayList<>();
    private @Nullable NatsServer nats;

    private Site() {}

    /** Everything in one process. */
    static Site embedded() throws Exception {
        Site site = new Site();
        site.hubs.add(site.startHub(NatsServer.freePort(), SEEDED));
        return site;
    }

    /** A nats-server that keeps its streams in a folder, and one hub, but no backend. */
    static Site withoutBackend(Path folder) throws Exception {
        Site site = new Site();
        NatsServer nats = site.startNats(folder);
        site.hubs.add(site.startHub(NatsServer.freePort(), List.of("--nats", nats.url(), "--role", "hub")));
        return site;
    }

    /** Starts a backend, as an operator would; returns its process. */
    Process startBackend() throws Exception {
        return startJava("--nats", nats().url(), "--role", "backend", "--seed", "7");
    }

    private NatsServer startNats(Path folder) {
        NatsServer started = NatsServer.startKeeping(folder);
        nats = started;
        parts.push(started::close);
        return started;
    }

    /** A nats-server that keeps its streams in a folder, a backend, two hubs and two fronts; each front prefers another hub. */
    static Site overNats(Path folder) throws Exception {
        Site site = new Site();
        NatsServer nats = site.startNats(folder);
        site.startBackend();
        List<Integer> ports = List.of(NatsServer.freePort(), NatsServer.freePort());
        site.startFront(ports);
        site.startFront(List.of(ports.get(1), ports.get(0)));
        List<String> options = new ArrayList<>(List.of("--nats", nats.url(), "--role", "hub"));
        site.fronts.forEach(front -> options.addAll(List.of("--origin", "http://127.0.0.1:" + front.port())));
        for (int port : ports) {
            site.hubs.add(site.startHub(port, options));
        }
        return site;
    }

    private void startFront(List<Integer> ports) {
        Front front = Front.start(NatsServer.freePort(), ports);
        parts.push(front::close);
        fronts.add(front);
    }

    /** Where pages come from that are on a hub as long as it lives; with one hub, the same for all indices. */
    String url(int hub) {
        return "http://127.0.0.1:"
                + (fronts.isEmpty() ? hubs.get(0).port() : fronts.get(hub).port());
    }

    NatsServer nats() {
        return Objects.requireNonNull(nats, "embedded");
    }

    Front front(int hub) {
        return fronts.get(hub);
    }

    /** Kills a hub, as a crash would. */
    void killHub(int index) throws Exception {
        HubProcess hub = hubs.get(index);
        hub.process().destroyForcibly();
        hub.process().onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Asks a hub to stop, as orchestrators do; completes when it has. */
    CompletableFuture<?> terminateHub(int index) {
        Process hub = hubs.get(index).process();
        hub.destroy();
        return hub.onExit();
    }

    /** Starts a hub that was killed again where it was. */
    void startHubAgain(int index) throws Exception {
        HubProcess hub = hubs.get(index);
        hubs.set(index, startHub(hub.port(), hub.options()));
    }

    private HubProcess startHub(int port, List<String> options) throws Exception {
        List<String> all = new ArrayList<>(List.of("--port", String.valueOf(port)));
        all.addAll(options);
        return new HubProcess(port, options, startJava(all.toArray(String[]::new)));
    }

    private Process startJava(String... options) throws Exception {
        CrosswordProcess process = CrosswordProcess.start(options);
        parts.push(process::close);
        return process.process();
    }

    /** Stops all, the last started first. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            parts.pop().run();
        }
    }
}
