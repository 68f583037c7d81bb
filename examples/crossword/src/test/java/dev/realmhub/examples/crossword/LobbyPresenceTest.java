package dev.realmhub.examples.crossword;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is in the lobby, as its pages show it; nobody says that he is still there. */
class LobbyPresenceTest {
    private Site site;
    private Chromium chromium;

    @BeforeEach
    void start() throws Exception {
        site = Site.embedded();
        chromium = new Chromium();
    }

    @AfterEach
    void stop() {
        chromium.close();
        site.close();
    }

    private Visitor comes(String name) {
        Visitor visitor = chromium.visitor(name, site.url(0));
        visitor.open("/");
        visitor.logIn();
        return visitor;
    }

    @Test
    void whoClosesHisPageIsSeenToGoAndHisSeekIsClosed() {
        Page alice = comes("Alice").page();
        Visitor bob = comes("Bob");
        alice.waitForSelector("#users li:has-text('Bob'):not([data-away])");
        bob.press("#open-seek");
        alice.waitForSelector("#seeks li:has-text('Bob')");
        bob.page().close();
        alice.waitForSelector("#users li[data-away]:has-text('Bob')");
        alice.waitForCondition(() -> !alice.textContent("#users").contains("Bob"));
        alice.waitForCondition(() -> !alice.textContent("#seeks").contains("Bob"));
    }

    @Test
    void whoLoadsHisPageAgainIsNotSeenToGo() {
        Page alice = comes("Alice").page();
        Visitor bob = comes("Bob");
        alice.waitForSelector("#users li:has-text('Bob')");
        alice.evaluate("() => new MutationObserver(() => {"
                + " if (!document.getElementById('users').textContent.includes('Bob')) document.body.dataset.lost = 1;"
                + "}).observe(document.getElementById('users'), { childList: true, subtree: true })");
        bob.page().reload();
        bob.awaitOnline();
        comes("Carol");
        alice.waitForSelector("#users li:has-text('Carol')");
        alice.waitForSelector("body:not([data-lost]) #users li:has-text('Bob'):not([data-away])");
    }
}
