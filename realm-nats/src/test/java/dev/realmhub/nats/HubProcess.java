package dev.realmhub.nats;

import dev.realmhub.Hub;
import dev.realmhub.PresenceConfig;
import dev.realmhub.Realm;
import dev.realmhub.Resolution;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** A hub in a process of its own, with users {@code p0}, {@code p1} and so on: to be killed. */
final class HubProcess {
    static final int REALMS = 100;
    private static final String READY = "ready";

    private HubProcess() {}

    static Hub hub(String url, String id) {
        return Hub.builder(NatsBroker.connect(url))
                .allowNoOrigin()
                .node(id)
                .presence(PresenceConfig.members("game"))
                .resolver(request -> CompletableFuture.completedStage(
                        Resolution.of(Realm.parse(request.path().substring(1)))))
                .build();
    }

    static String realm(int number) {
        return "game:" + Math.floorMod(number, REALMS);
    }

    /** Returns when its users are there. */
    static Process start(String url, int users) {
        String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        try {
            Process process = new ProcessBuilder(
                            List.of(java, "-Xmx256m", "-cp", path, HubProcess.class.getName(), url, "" + users))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            for (String line = out.readLine(); !READY.equals(line); line = out.readLine()) {
                if (line == null) {
                    throw new IllegalStateException("the process ended before it was ready");
                }
            }
            return process;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Lives until it is killed, or its parent is gone. */
    public static void main(String[] arguments) {
        Hub hub = hub(arguments[0], "killed");
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
            Onlooker.on(hub, "p" + i, realm(i));
        }
        System.out.println(READY);
        ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
        while (parent.isAlive()) {
            LockSupport.parkNanos(100_000_000);
        }
    }
}
