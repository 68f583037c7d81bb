package dev.realmhub.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a page is taken apart, and that what is wrong is found. */
class PagesReadTest {
    @Test
    void theCompilerRefusesWhatTheLibraryDoesNotHave() throws Exception {
        assertThat(faults("```java\nRealm.from(\"game\");\n```")).contains("cannot find symbol");
        assertThat(faults("```java\nRealm.of(\"game\");\n```")).isEmpty();
    }

    @Test
    void aBrokenBlockDoesNotHideAnothersFault() throws Exception {
        List<Block> blocks = blocks("```java\nint x = ;\n```\n\n```java\nString y = 1;\n```");
        assertThat(JavaBlocks.faultsOf(blocks)).containsOnlyKeys(blocks);
    }

    @Test
    void statementsAndTypesAreBothTaken() throws Exception {
        assertThat(faults("```java\nimport java.net.URI;\n/** One. */\npublic final class A {\n  URI b;\n}\n```"))
                .isEmpty();
        assertThat(faults("```java\nrecord A(Realm b) {}\n\nrecord C(A d) {}\n```"))
                .isEmpty();
    }

    @Test
    void aBlockHasThePagesContextAndItsOwn() throws Exception {
        String page =
                "<!-- code: on this page\nString a;\n-->\n\n```java\na.length();\n```\n\n<!-- code: with\nString b;\n-->\n```java\nb = a;\n```\n";
        assertThat(faults(page)).isEmpty();
        assertThat(faults(page + "```java\nb = null;\n```\n")).contains("cannot find symbol");
    }

    @Test
    void aMarkCountsForTheBlockRightBehindItOnly() {
        List<Block> blocks = blocks("<!-- code: run -->\n```sh\ntrue\n```\n\ntext\n\n```sh\nfalse\n```\n");
        assertThat(blocks).extracting(Block::isRun).containsExactly(true, false);
        assertThat(blocks).extracting(Block::line).containsExactly(2, 8);
    }

    @Test
    void otherLanguagesAreReadToo() throws Exception {
        assertThat(Programs.bash(blocks("```sh\nif true\n```").get(0))).isNotEmpty();
        assertThat(Programs.run(blocks("```sh\nfalse | true\n```").get(0))).isNotEmpty();
        assertThat(Programs.javaScript(blocks("```js\nconst a = ;\n```").get(0)))
                .isNotEmpty();
        assertThat(Programs.json(blocks("```json\n{a: 1}\n```").get(0))).isNotEmpty();
        assertThat(Programs.json(blocks("```json\n{\"a\": 1}\n{\"b\": 2}\n```").get(0)))
                .isEmpty();
    }

    private static List<Block> blocks(String page) {
        return Pages.blocksOf(Path.of("page.md"), page);
    }

    private static String faults(String page) throws Exception {
        return String.join("\n", JavaBlocks.faultsOf(blocks(page)).values());
    }
}
