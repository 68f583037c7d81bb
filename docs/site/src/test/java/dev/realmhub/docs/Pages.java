package dev.realmhub.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the pages and takes their blocks out. The comments that it reads are explained in CONTRIBUTING.md. */
final class Pages {
    static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    /** A comment of ours, or a block with what its fence says. An unclosed fence goes to the end. */
    private static final Pattern PART = Pattern.compile(
            "<!-- code: (?<mark>.*?)-->|^(?<indent> *)```(?<language>\\S*)\\n(?<text>.*?)(?:^ *```$|\\z)",
            Pattern.DOTALL | Pattern.MULTILINE);

    private static final String PAGE_CONTEXT = "on this page\n";
    private static final String BLOCK_CONTEXT = "with\n";

    private Pages() {}

    static List<Path> all() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .map(ROOT::relativize)
                    .filter(file -> !file.toString().matches("(.*/)?(target|node_modules|src)/.*"))
                    .sorted()
                    .toList();
        }
    }

    static List<Block> blocks() throws IOException {
        return all().stream()
                .flatMap(page -> blocksOf(page, read(page)).stream())
                .toList();
    }

    static String read(Path page) {
        try {
            return Files.readString(ROOT.resolve(page)).replace("\r", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Block> blocksOf(Path page, String text) {
        List<Block> blocks = new ArrayList<>();
        StringBuilder pageContext = new StringBuilder();
        String mark = "";
        int markEnd = 0;
        for (Matcher part = PART.matcher(text); part.find(); ) {
            if (part.group("mark") != null) {
                boolean ofPage = part.group("mark").startsWith(PAGE_CONTEXT);
                mark = ofPage ? "" : part.group("mark");
                markEnd = part.end();
                pageContext.append(ofPage ? part.group("mark").substring(PAGE_CONTEXT.length()) : "");
            } else {
                boolean marked = text.substring(markEnd, part.start()).isBlank();
                blocks.add(block(page, text, part, marked ? mark : "", pageContext.toString()));
                mark = "";
            }
        }
        return blocks;
    }

    private static Block block(Path page, String text, Matcher part, String mark, String pageContext) {
        boolean isContext = mark.startsWith(BLOCK_CONTEXT);
        return new Block(
                page,
                (int) text.substring(0, part.start()).lines().count() + 1,
                part.group("language"),
                isContext ? "" : mark.strip(),
                pageContext + (isContext ? mark.substring(BLOCK_CONTEXT.length()) : ""),
                part.group("text").stripIndent());
    }
}
