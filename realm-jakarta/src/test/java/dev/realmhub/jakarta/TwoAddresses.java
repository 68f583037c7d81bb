package dev.realmhub.jakarta;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Two addresses from which processes reach a site: hosts of their own, as far as the site can tell, which are network namespaces, each
 * with a cable to the site's. Where none can be made they are two addresses of the loopback interface.
 */
final class TwoAddresses implements AutoCloseable {
    private static final String NAME = "realmhub" + ProcessHandle.current().pid() + "-";

    private final boolean separate;

    private TwoAddresses(boolean separate) {
        this.separate = separate;
    }

    static TwoAddresses open() {
        try {
            makeNamespaces();
            return new TwoAddresses(true);
        } catch (IOException | IllegalStateException unable) {
            deleteNamespaces();
            System.out.println("no network namespaces, but two loopback addresses: " + unable.getMessage());
            return new TwoAddresses(false);
        }
    }

    private static void makeNamespaces() throws IOException {
        Runtime.getRuntime().addShutdownHook(new Thread(TwoAddresses::deleteNamespaces));
        for (int i = 0; i <= 2; i++) {
            run("ip netns add " + NAME + i);
        }
        run("ip -n " + NAME + "0 link set lo up");
        for (int i = 1; i <= 2; i++) {
            run("ip -n %s0 link add to%d type veth peer name site netns %s%d".formatted(NAME, i, NAME, i));
            plug(0, "to" + i, "10.66." + i + ".1/24");
            plug(i, "site", "10.66." + i + ".2/24");
        }
    }

    private static void plug(int namespace, String end, String address) throws IOException {
        run("ip -n %s%d addr add %s dev %s".formatted(NAME, namespace, address, end));
        run("ip -n %s%d link set %s up".formatted(NAME, namespace, end));
    }

    private static void run(String command) throws IOException {
        Process process =
                new ProcessBuilder(command.split(" ")).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.onExit().join().exitValue() != 0) {
            throw new IllegalStateException(command + ": " + said);
        }
    }

    private static void deleteNamespaces() {
        for (int i = 0; i <= 2; i++) {
            try {
                run("ip netns delete " + NAME + i);
            } catch (IOException | IllegalStateException gone) {
                // it was never made, or is gone already
            }
        }
    }

    /** Starts a site that both reach. */
    Child site(WayIn way, List<String> options) {
        List<String> all = new ArrayList<>(options);
        all.add("-Drealmhub.listen=" + (separate ? "0.0.0.0" : "127.0.0.1"));
        return Child.of(in(0), BesiegedSite.class, all, way.name());
    }

    /** Starts a process at the first address or the second; its arguments begin with the site's address, and its own. */
    Child at(int which, Class<?> main, String... more) {
        String[] arguments = Stream.concat(
                        Stream.of(
                                separate ? "10.66." + which + ".1" : "127.0.0.1",
                                separate ? "10.66." + which + ".2" : "127.0.0." + (which + 1)),
                        Stream.of(more))
                .toArray(String[]::new);
        return Child.of(in(which), main, List.of("-Xmx64m"), arguments);
    }

    private List<String> in(int namespace) {
        return separate ? List.of("ip", "netns", "exec", NAME + namespace) : List.of();
    }

    @Override
    public void close() {
        if (separate) {
            deleteNamespaces();
        }
    }
}
