package dev.realmhub.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What other programs say of a block. */
final class Programs {
    private static final long LIMIT_SECONDS = 60;

    private Programs() {}

    static String bash(Block block) throws Exception {
        return said(List.of("bash", "-n", written(block, ".sh")));
    }

    /** Runs it at the root of the repository. */
    static String run(Block block) throws Exception {
        return said(List.of("bash", "-euo", "pipefail", written(block, ".sh")));
    }

    static String javaScript(Block block) throws Exception {
        return said(List.of("node", "--check", written(block, ".mjs")));
    }

    /** One value, or one in each line. */
    static String json(Block block) throws Exception {
        String each =
                "const read = text => { try { return [JSON.parse(text)] } catch { return text.trim().split('\\n').map(JSON.parse) } };"
                        + "read(require('fs').readFileSync(process.argv[1], 'utf8'))";
        return said(List.of("node", "-e", each, written(block, ".json")));
    }

    private static String written(Block block, String ending) throws IOException {
        Path file = Files.createTempFile(Files.createDirectories(Path.of("target/blocks")), "block", ending);
        return Files.writeString(file, block.text()).toAbsolutePath().toString();
    }

    /** What a program wrote if it ended badly; else nothing. */
    private static String said(List<String> command) throws Exception {
        Path log = Files.createTempFile("block", ".log");
        Process process = new ProcessBuilder(command)
                .directory(Pages.ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        return ended && process.exitValue() == 0
                ? ""
                : (ended ? "" : "not done in time: ") + Files.readString(log) + " ";
    }
}
