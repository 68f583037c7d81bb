package dev.realmhub.examples.crossword;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole game in real browsers: two play, a third watches, and nobody's socket carries what he must not see. */
class FullGameTest {
    private static Chromium chromium;

    @BeforeAll
    static void startChromium() {
        chromium = new Chromium();
    }

    @AfterAll
    static void stopChromium() {
        chromium.close();
    }

    @Test
    void aFullGameIsPlayedAndWatchedInOneProcess() throws Exception {
        try (Site site = Site.embedded()) {
            new FullGame(chromium, site).play("embedded");
        }
    }

    @Test
    void aFullGameIsPlayedAndWatchedOverNatsWithThePlayersOnDifferentHubs(@TempDir Path streams) throws Exception {
        try (Site site = Site.overNats(streams)) {
            new FullGame(chromium, site).play("nats");
        }
    }
}
