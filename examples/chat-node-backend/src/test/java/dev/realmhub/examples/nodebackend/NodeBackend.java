package dev.realmhub.examples.nodebackend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The backend in a process of its own; it serves when this is made. */
final class NodeBackend implements AutoCloseable {
    private final Process process;

    private NodeBackend(Process process) {
        this.process = process;
    }

    static NodeBackend start(String natsUrl) {
        try {
            if (!Files.exists(Path.of("node_modules"))) {
                install();
            }
            ProcessBuilder builder = new ProcessBuilder("node", "backend.mjs").redirectErrorStream(true);
            builder.environment().put("NATS_URL", natsUrl);
            Process process = builder.start();
            awaitReady(process.inputReader(StandardCharsets.UTF_8));
            return new NodeBackend(process);
        } catch (IOException missing) {
            throw new AssertionError("this test needs node 18 or later, with npm, on the PATH", missing);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private static void install() throws IOException, InterruptedException {
        Process npm = new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                .redirectErrorStream(true)
                .start();
        String output = new String(npm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (npm.waitFor() != 0) {
            throw new AssertionError("npm ci failed:\n" + output);
        }
    }

    private static void awaitReady(BufferedReader output) throws IOException {
        StringBuilder all = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.equals("ready")) {
                Thread drain = new Thread(() -> drain(output));
                drain.setDaemon(true);
                drain.start();
                return;
            }
            all.append(line).append('\n');
        }
        throw new AssertionError("the backend did not start:\n" + all);
    }

    private static void drain(BufferedReader output) {
        try {
            output.transferTo(new OutputStreamWriter(OutputStream.nullOutputStream(), StandardCharsets.UTF_8));
        } catch (IOException ended) {
            // with the process
        }
    }
}
