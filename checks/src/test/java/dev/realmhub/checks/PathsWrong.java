package dev.realmhub.checks;

import dev.realmhub.checks.WrongUse.Provoked;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Class and module paths that lack something, in virtual machines of their own. */
final class PathsWrong {
    private static final List<String> OURS = Stream.of(
                    System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .toList();
    private static final Path OLD_PROTOBUF = Path.of("target", "old", "protobuf-java-3.25.5.jar");

    private PathsWrong() {}

    static List<WrongUse> all() {
        return List.of(
                new WrongUse(
                        "`realm-jakarta` without a WebSocket container",
                        classPath("hub", "tomcat-embed-websocket", "websocket-api"),
                        "needs a Jakarta WebSocket container",
                        "realm-jakarta",
                        "add it, or have Maven or Gradle add"),
                new WrongUse(
                        "`realm-jakarta` without Jackson",
                        classPath("hub", "jackson-core"),
                        "com.fasterxml.jackson.core:jackson-core",
                        "realm-jakarta",
                        "add it, or have Maven or Gradle add"),
                new WrongUse(
                        "`realm-jakarta` without protobuf",
                        classPath("hub", "protobuf-java"),
                        "com.google.protobuf:protobuf-java",
                        "realm-jakarta",
                        "add it, or have Maven or Gradle add"),
                new WrongUse(
                        "`realm-jakarta` with a protobuf that is too old",
                        withOldProtobuf("hub"),
                        "com.google.protobuf:protobuf-java, which is missing or does not fit",
                        "realm-jakarta",
                        "add it, or have Maven or Gradle add"),
                new WrongUse(
                        "`realm-nats` without jnats",
                        classPath("nats", "jnats"),
                        "io.nats:jnats",
                        "realm-nats",
                        "add it, or have Maven or Gradle add"),
                new WrongUse(
                        "`realm-nats` with a protobuf that is too old",
                        withOldProtobuf("nats"),
                        "com.google.protobuf:protobuf-java, which is missing or does not fit",
                        "realm-nats",
                        "add it, or have Maven or Gradle add"),
                new WrongUse(
                        "A module path without jnats (the JVM's words, before any of ours)",
                        PathsWrong::modulePathWithoutJnats,
                        "Module io.nats.jnats not found",
                        "required by dev.realmhub.nats",
                        "not found"));
    }

    private static Provoked classPath(String what, String... without) {
        return () -> child("-cp", String.join(File.pathSeparator, cut(without)), Starts.class.getName(), what);
    }

    private static Provoked withOldProtobuf(String what) {
        return () -> {
            List<String> path = cut("protobuf-java");
            path.add(OLD_PROTOBUF.toString());
            return child("-cp", String.join(File.pathSeparator, path), Starts.class.getName(), what);
        };
    }

    private static String modulePathWithoutJnats() throws Exception {
        List<String> path = cut("jnats");
        path.removeIf(entry -> entry.endsWith("test-classes"));
        return child("-p", String.join(File.pathSeparator, path), "-m", "dev.realmhub.nats/" + Starts.class.getName());
    }

    private static List<String> cut(String... without) {
        List<String> path = new ArrayList<>(OURS);
        path.removeIf(entry -> Arrays.stream(without)
                .anyMatch(name -> Path.of(entry).getFileName().toString().startsWith(name)
                        || entry.contains(File.separator + name + File.separator)));
        if (path.size() == OURS.size()) {
            throw new AssertionError("nothing to leave out: " + Arrays.toString(without) + " in " + OURS);
        }
        return path;
    }

    /** Returns the first line with an exception that a virtual machine says. */
    private static String child(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xshare:auto"));
        command.addAll(List.of(arguments));
        Process java = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        java.waitFor();
        return said.lines()
                .filter(line -> line.contains("Exception: ") || line.contains("Error: "))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing went wrong: " + said))
                .replaceFirst("^.*?(Exception|Error): ", "");
    }
}
