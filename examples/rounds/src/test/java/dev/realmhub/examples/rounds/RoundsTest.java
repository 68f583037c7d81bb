package dev.realmhub.examples.rounds;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import dev.realmhub.test.NatsServer;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page in Chromium, each visitor a tab of his own. */
class RoundsTest {
    private static final Rounds ROUNDS = new Rounds();
    private static AutoCloseable running;
    private static Playwright playwright;
    private static Browser browser;
    private static int games;

    private String game;
    private Page ann;
    private Page bob;

    @BeforeAll
    static void start() throws Exception {
        ROUNDS.port = NatsServer.freePort();
        running = ROUNDS.start();
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(installed())
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
    }

    private static Path installed() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(path -> path.toFile().canExecute())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Chromium is not installed; ./test installs it"));
    }

    @AfterAll
    static void stop() throws Exception {
        browser.close();
        playwright.close();
        running.close();
    }

    @BeforeEach
    void twoPlayersCome() {
        game = "g" + games++;
        ann = open("ann");
        bob = open("bob");
    }

    private Page open(String name) {
        Page page = browser.newPage();
        page.setDefaultTimeout(20_000);
        page.navigate("http://127.0.0.1:" + ROUNDS.port + "/?name=" + name + "#" + game);
        assertThat(page.locator("#said li").first()).containsText("you are a");
        return page;
    }

    private static void take(Page page, int count) {
        page.locator("button").nth(count - 1).click();
    }

    private static List<String> said(Page page) {
        return page.locator("#said li").allTextContents();
    }

    private static void awaitVersion(Page page, int version) {
        assertThat(page.locator("#version")).hasText(Integer.toString(version));
    }

    @Test
    void aMoveReachesAllWithTheNextVersionAndIsAcknowledgedOnlyWhenTheBackendHasIt() {
        Page eve = open("eve");
        take(ann, 3);
        awaitVersion(ann, 1);
        awaitVersion(bob, 1);
        awaitVersion(eve, 1);
        assertThat(ann.locator("#said li")).hasCount(3);
        assertThat(said(ann)).containsExactlyInAnyOrder("you are a player", "ann took 3", "ack 1");
        assertThat(said(eve)).containsExactly("you are a watcher", "ann took 3");
        take(ann, 1);
        assertThat(ann.locator("#said li").last()).hasText("no 2: It is not your turn.");
        assertThat(bob.locator("#sticks")).hasText("|".repeat(18));
    }

    @Test
    void whatOnlyPlayersMaySeeIsASkipMarkerForWatchersAndNoGap() {
        Page eve = open("eve");
        ann.locator("#note").fill("a draw?");
        ann.locator("#note").press("Enter");
        assertThat(bob.locator("#said li").last()).hasText("ann: a draw?");
        awaitVersion(eve, 1);
        take(ann, 2);
        awaitVersion(eve, 2);
        assertThat(said(eve)).containsExactly("you are a watcher", "ann took 2");
        assertThat(eve.locator("body").getAttribute("data-gaps")).isEqualTo("0");
    }

    @Test
    void aPageThatMissedAFewEventsGetsThemAndNoResync() {
        away(bob);
        take(ann, 1);
        awaitVersion(ann, 1);
        back(bob);
        awaitVersion(bob, 1);
        assertThat(bob.locator("#state")).hasText("resumed");
        assertThat(said(bob)).containsExactly("you are a player", "ann took 1");
        assertThat(bob.locator("body").getAttribute("data-gaps")).isEqualTo("0");
    }

    @Test
    void aPageThatMissedTooManyIsToldToResyncAndGetsTheState() {
        take(ann, 1);
        awaitVersion(bob, 1);
        away(bob);
        for (int i = 0; i < 25; i++) {
            ann.locator("#note").fill("note " + i);
            ann.locator("#note").press("Enter");
            awaitVersion(ann, i + 2);
        }
        back(bob);
        awaitVersion(bob, 26);
        assertThat(said(bob)).containsExactly("you are a player", "ann took 1", "resync", "you are a player");
        assertThat(bob.locator("#sticks")).hasText("|".repeat(20));
    }

    @Test
    void theCrowdIsCounted() {
        assertThat(ann.locator("#crowd")).hasText("2");
        Page eve = open("eve");
        assertThat(ann.locator("#crowd")).hasText("3");
        eve.close();
        assertThat(ann.locator("#crowd")).hasText("2");
    }

    private static void away(Page page) {
        page.evaluate("() => { window.staysAway = true; socket.close(); }");
        assertThat(page.locator("#state")).hasText("away");
    }

    private static void back(Page page) {
        page.evaluate("() => { window.staysAway = false; connect(); }");
    }
}
