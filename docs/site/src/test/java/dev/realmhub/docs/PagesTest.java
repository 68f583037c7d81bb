package dev.realmhub.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmhub.Settings;
import dev.realmhub.nats.NatsSettings;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.xml.sax.InputSource;

/** Every block of code of every page is what it says: compiled, parsed, run, or a part of a file that is. */
class PagesTest {
    private interface Check {
        /** Says what is wrong with a block; nothing if nothing is. */
        String faultOf(Block block) throws Exception;
    }

    private static final Map<String, Check> CHECKS = Map.of(
            "sh", Programs::bash,
            "console", PagesTest::typed,
            "js", Programs::javaScript,
            "json", Programs::json,
            "xml", PagesTest::xml,
            "properties", PagesTest::properties,
            "text", block -> "");

    private static final int MOST_EXCERPTS = 6;

    @TestFactory
    Stream<DynamicTest> javaCompiles() throws Exception {
        List<Block> blocks =
                checked().filter(block -> block.language().equals("java")).toList();
        Map<Block, String> faults = JavaBlocks.faultsOf(blocks);
        return blocks.stream().map(block -> test(block, one -> faults.getOrDefault(one, "")));
    }

    @TestFactory
    Stream<DynamicTest> whatIsNoJavaCanBeRead() throws Exception {
        Check unknown = block -> "no rule for the language of this block; name one of java, " + CHECKS.keySet();
        return checked()
                .filter(block -> !block.language().equals("java"))
                .map(block -> test(block, CHECKS.getOrDefault(block.language(), unknown)));
    }

    @TestFactory
    Stream<DynamicTest> whatIsMarkedAsRunnableRuns() throws Exception {
        return Pages.blocks().stream().filter(Block::isRun).map(block -> test(block, Programs::run));
    }

    @TestFactory
    Stream<DynamicTest> quotesStandInTheFileThatTheyName() throws Exception {
        return Pages.blocks().stream()
                .filter(Block::isQuote)
                .map(block -> test(
                        block,
                        quote -> dense(Pages.read(quote.source())).contains(dense(quote.text()))
                                ? ""
                                : quote.source() + " has not these lines"));
    }

    @Test
    void marksAreKnownAndExcerptsAreFewAndSayWhy() throws Exception {
        assertThat(Pages.blocks())
                .allSatisfy(block -> assertThat(block.mark()).as("%s", block).matches("|run|from \\S+|excerpt, .{10,}"))
                .filteredOn(Block::isExcerpt)
                .hasSizeLessThanOrEqualTo(MOST_EXCERPTS);
    }

    private static Stream<Block> checked() throws Exception {
        return Pages.blocks().stream().filter(block -> !block.isExcerpt() && !block.isQuote());
    }

    private static DynamicTest test(Block block, Check check) {
        return DynamicTest.dynamicTest(
                block.toString(),
                () -> assertThat(check.faultOf(block)).as("%s", block).isEmpty());
    }

    /** Lines may be indented otherwise than in the file. */
    private static String dense(String code) {
        return code.lines().map(String::strip).filter(line -> !line.isEmpty()).reduce("", (a, b) -> a + "\n" + b);
    }

    /** Of what a terminal shows, what was typed. */
    private static String typed(Block block) throws Exception {
        String lines = block.text()
                .lines()
                .filter(line -> line.startsWith("$ "))
                .map(line -> line.substring(2) + "\n")
                .collect(Collectors.joining());
        return Programs.bash(block.with(lines));
    }

    private static String xml(Block block) throws Exception {
        String whole = "<all>" + block.text().replaceFirst("<\\?xml.*?\\?>", "") + "</all>";
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(whole)));
        return "";
    }

    /** A key of ours that no setting has, or a value that it does not take, throws. */
    private static String properties(Block block) throws Exception {
        Properties all = new Properties();
        all.load(new StringReader(block.text()));
        Settings.of(all, "realmhub.hub.").hubConfig();
        if (all.containsKey("realmhub.nats.urls")) {
            NatsSettings.broker(Settings.of(all, "realmhub.nats."));
        }
        return "";
    }
}
