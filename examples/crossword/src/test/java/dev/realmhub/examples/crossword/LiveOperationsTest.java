package dev.realmhub.examples.crossword;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What those see who run the site, while bots play on two hubs. With {@code -Drealmhub.shots=FOLDER} there are pictures of it. */
class LiveOperationsTest {
    private static final int GAMES = 4;
    private static final int THINK_MILLIS = 700;

    @TempDir
    Path folder;

    @Test
    void thePagesShowGamesThatGoOnAndTheirOwners() throws Exception {
        try (Cluster cluster = new Cluster(folder, 1);
                BotGames games = new BotGames(cluster.store(), cluster.ports, new Ledger(), THINK_MILLIS);
                Chromium chromium = new Chromium()) {
            String url = "http://127.0.0.1:" + cluster.ports.get(0);
            games.begin(GAMES);
            Page admin = chromium.visitor("admin", url).page();
            admin.navigate(url + "/admin/");
            showsOwnersAndPositions(admin);
            admin.click("text=Metrics");
            showsWhatHappens(admin);
        }
    }

    private static void showsOwnersAndPositions(Page admin) {
        String game =
                admin.locator("#realms button:text-matches('^game:')").first().textContent();
        String button = "button:text-is('" + game + "')";
        Locator cells = admin.locator("#realms tr:has(" + button + ") td");
        admin.waitForCondition(() -> cells.nth(3).textContent().contains("epoch"));
        String before = cells.nth(2).textContent();
        admin.waitForCondition(() -> !cells.nth(2).textContent().equals(before));
        admin.click("#realms " + button);
        admin.waitForSelector("#members tr:has-text('player')");
        screenshot(admin, "admin.png");
    }

    private static void showsWhatHappens(Page dashboard) {
        dashboard.waitForSelector("#health[data-state=open]");
        for (String panel : new String[] {"Clients", "Deliveries", "Commands", "On the node until sent"}) {
            Locator values = dashboard.locator("[data-panel='" + panel + "'] li");
            dashboard.waitForCondition(
                    () -> values.allTextContents().stream().anyMatch(text -> text.matches(".*[1-9].*")));
        }
        assertThat(dashboard.locator("[data-panel='Bus'] li").allTextContents()).contains("connected 1");
        screenshot(dashboard, "dashboard.png");
    }

    private static void screenshot(Page page, String name) {
        String shots = System.getProperty("realmhub.shots");
        if (shots != null) {
            page.waitForTimeout(20_000); // lines, not points
            page.screenshot(
                    new Page.ScreenshotOptions().setPath(Path.of(shots, name)).setFullPage(true));
        }
    }
}
