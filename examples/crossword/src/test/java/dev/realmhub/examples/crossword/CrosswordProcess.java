package dev.realmhub.examples.crossword;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The crossword as a process of its own. */
record CrosswordProcess(Process process) implements AutoCloseable {
    /** All hubs share it. */
    static final String SECRET = "for tests only, shared by all hubs";

    /** Lets in whoever is not at this machine. */
    static final String ADMIN_TOKEN = "a token for tests only";

    /** Many of these share a machine's few processors and live for seconds: they must not spend them on their compilers and collectors. */
    private static final List<String> SHORT_LIVED = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private static final int PATIENCE_SECONDS = 60;
    private static final int DUMP_SECONDS = 5;

    /** Starts one, and waits until it says that it is ready. */
    static CrosswordProcess start(String... options) throws Exception {
        String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
        List<String> command = new ArrayList<>(List.of(java));
        command.addAll(SHORT_LIVED);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Crossword.class.getName()));
        command.addAll(Arrays.asList(options));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("CROSSWORD_SECRET", SECRET);
        builder.environment().put("CROSSWORD_ADMIN_TOKEN", ADMIN_TOKEN);
        CrosswordProcess started = new CrosswordProcess(builder.start());
        started.awaitReady();
        return started;
    }

    /** Reads on after that, so that the process never blocks on its output. */
    private void awaitReady() throws Exception {
        CompletableFuture<String> ready = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(ready), "output of " + process.pid());
        reader.setDaemon(true);
        reader.start();
        ready.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private void read(CompletableFuture<String> ready) {
        StringBuilder said = new StringBuilder();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                said.append(line).append('\n');
                System.out.println("[" + process.pid() + "] " + line);
                if (line.startsWith("ready ")) {
                    ready.complete(line);
                }
            }
        } catch (IOException closed) {
            said.append(closed);
        }
        ready.completeExceptionally(new IllegalStateException("the process ended and said: " + said));
    }

    /** Ends it as a crash would. */
    void kill() {
        process.destroyForcibly();
    }

    /** Ends it as a deploy would, and waits until it has gone. One that does not go says what its threads do. */
    void terminate() throws Exception {
        process.toHandle().destroy(); // process.destroy() would close its output, too
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            signal("QUIT"); // a JVM prints its threads then
            process.waitFor(DUMP_SECONDS, TimeUnit.SECONDS);
            throw new IllegalStateException("process " + process.pid() + " was told to end and did not");
        }
    }

    /** Has it stand still, or go on: {@code STOP}, {@code CONT}. */
    void signal(String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
        process.destroyForcibly();
    }
}
