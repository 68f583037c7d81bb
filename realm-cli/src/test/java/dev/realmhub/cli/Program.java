package dev.realmhub.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** One run of the program, in this process. */
final class Program {
    private static final int PATIENCE_SECONDS = 30;
    private static final String END = "(it has ended)";

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CompletableFuture<Integer> exit;

    private Program(InputStream in, Map<String, String> env, String... args) {
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(in, new PrintStream(new Lined(), true, StandardCharsets.UTF_8), errors, env);
        exit = CompletableFuture.supplyAsync(() -> run(terminal, args), task -> new Thread(task).start());
    }

    private int run(Terminal terminal, String... args) {
        try {
            return RealmCli.run(terminal, args);
        } finally {
            lines.add(END);
        }
    }

    /** Begins; nothing is typed, and nothing more will be. */
    static Program start(String... args) {
        return new Program(InputStream.nullInputStream(), Map.of(), args);
    }

    /** Begins, with an environment. */
    static Program in(Map<String, String> env, String... args) {
        return new Program(InputStream.nullInputStream(), env, args);
    }

    /** Begins; these lines are piped in. */
    static Program typing(String lines, String... args) {
        return new Program(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), Map.of(), args);
    }

    /** Begins, and is typed into as long as the stream goes on. */
    static Program typing(InputStream typed, String... args) {
        return new Program(typed, Map.of(), args);
    }

    /** Returns the exit code. */
    Exit exit() throws Exception {
        int code = exit.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return Stream.of(Exit.values())
                .filter(one -> one.code() == code)
                .findFirst()
                .orElseThrow();
    }

    /** Returns what it has printed, and was not taken yet, when it has ended. */
    List<String> out() throws Exception {
        exit();
        List<String> all = new ArrayList<>();
        lines.drainTo(all);
        all.remove(END);
        return all;
    }

    /** Returns what it complained of, when it has ended. */
    String err() throws Exception {
        exit();
        return err.toString(StandardCharsets.UTF_8).strip();
    }

    /** Takes lines until one begins so, and returns that. */
    String await(String beginning) throws InterruptedException, TimeoutException, ExecutionException {
        for (String line = next(); ; line = next()) {
            if (line.startsWith(beginning)) {
                return line;
            }
        }
    }

    private String next() throws InterruptedException, TimeoutException {
        String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (line == null || line.equals(END)) {
            throw new TimeoutException(
                    "it printed nothing more; it complained: " + err.toString(StandardCharsets.UTF_8));
        }
        return line;
    }

    /** Makes lines of what is printed. */
    private final class Lined extends OutputStream {
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        @Override
        public synchronized void write(int one) {
            if (one == '\n') {
                lines.add(line.toString(StandardCharsets.UTF_8));
                line.reset();
            } else {
                line.write(one);
            }
        }
    }
}
