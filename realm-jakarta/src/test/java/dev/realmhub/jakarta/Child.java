package dev.realmhub.jakarta;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A class of the tests as a process of its own; it ends when its input does. */
record Child(Process process, BufferedReader output) {
    static Child of(Class<?> main, List<String> options, String... arguments) {
        return of(List.of(), main, options, arguments);
    }

    /** As above, behind a command that becomes it. */
    static Child of(List<String> prefix, Class<?> main, List<String> options, String... arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(options);
        command.addAll(List.of(
                "-Djakarta.ee=" + System.getProperty("jakarta.ee", "11"),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(errors(main, arguments).toFile())
                    .start();
            return new Child(process, process.inputReader(StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Where what containers say of broken clients goes, which is much. */
    private static Path errors(Class<?> main, String... arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "children"));
        return folder.resolve(main.getSimpleName() + "-" + String.join("-", arguments) + ".log");
    }

    /** Waits for the next line that it says. */
    String said() {
        try {
            return Objects.requireNonNull(output.readLine(), "it has ended");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void say(char what) {
        try {
            process.getOutputStream().write(what);
            process.getOutputStream().flush();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Returns the time that processors have spent on it, if the system says so. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Returns the code that it ended with, or null, and what it has said that nobody heard. */
    String fate() {
        StringBuilder rest = new StringBuilder();
        try {
            boolean ended = process.waitFor(1, TimeUnit.SECONDS);
            while (output.ready()) {
                rest.append('\n').append(output.readLine());
            }
            return (ended ? "it ended with " + process.exitValue() : "it is alive") + rest;
        } catch (IOException | InterruptedException failed) {
            return failed + rest.toString();
        }
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }
}
