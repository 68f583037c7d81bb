package dev.realmhub.docs;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles the Java of the pages: statements in a method, types in a class, both beside what the page's comments add. */
final class JavaBlocks {
    /** What a reader would have his editor import. */
    private static final String IMPORTS = Stream.of(
                    "dev.realmhub.*",
                    "dev.realmhub.jakarta.*",
                    "dev.realmhub.micrometer.*",
                    "dev.realmhub.nats.*",
                    "dev.realmhub.test.*",
                    "jakarta.websocket.server.ServerContainer",
                    "java.nio.file.*",
                    "java.time.*",
                    "java.util.*",
                    "java.util.concurrent.*",
                    "java.util.function.*",
                    "org.junit.jupiter.api.*",
                    "org.junit.jupiter.api.extension.*")
            .map(name -> "import " + name + ";")
            .collect(Collectors.joining());

    private static final Pattern IMPORT = Pattern.compile("^(?:import|package) .*;\\R?", Pattern.MULTILINE);
    private static final Pattern TYPES = Pattern.compile(
            "\\A\\s*(?:/\\*\\*.*?\\*/\\s*)?(?:@\\w+(?:\\([^)]*\\))?\\s+)*(?:(?:public|final|abstract|sealed|static) )*(?:class|record|interface|enum) ",
            Pattern.DOTALL);

    private JavaBlocks() {}

    /** What the compiler has against each block that it does not take, by the block. */
    static Map<Block, String> faultsOf(List<Block> blocks) throws IOException {
        Map<Unit, Block> units = blocks.stream().collect(Collectors.toMap(Unit::of, block -> block));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        compiler.getTask(null, null, said, options(), null, units.keySet()).call();
        return said.getDiagnostics().stream()
                .filter(word -> word.getKind() == Diagnostic.Kind.ERROR)
                .collect(Collectors.toMap(
                        word -> units.get(word.getSource()),
                        word -> word.getMessage(Locale.ENGLISH),
                        (a, b) -> a + "\n" + b));
    }

    /** All errors of all blocks at once, whatever stage they are of. */
    private static List<String> options() throws IOException {
        Path classes = Files.createDirectories(Path.of("target/blocks"));
        String libraries = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return List.of(
                "-proc:none",
                "-Xmaxerrs",
                "1000",
                "--should-stop=ifError=FLOW",
                "-d",
                classes.toString(),
                "-cp",
                libraries);
    }

    /** A block as a source file of its own, in a package of its own. */
    static final class Unit extends SimpleJavaFileObject {
        private final String source;

        private Unit(String name, String source) {
            super(URI.create("string:///" + name + "/Block.java"), Kind.SOURCE);
            this.source = source;
        }

        static Unit of(Block block) {
            String name = (block.page() + "_" + block.line()).replaceAll("\\W", "_");
            String imports = IMPORT.matcher(block.text())
                    .results()
                    .map(found -> found.group().strip())
                    .filter(line -> line.startsWith("import"))
                    .collect(Collectors.joining());
            String body = IMPORT.matcher(block.text()).replaceAll("");
            boolean types = TYPES.matcher(body).find();
            String code = types ? body : "void block() throws Exception {\n" + body + "\n}";
            return new Unit(
                    name,
                    "package " + name + ";" + imports + IMPORTS + "class Block {\n" + block.context() + "\n" + code
                            + "\n}");
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
        }
    }
}
