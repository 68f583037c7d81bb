package dev.realmhub.examples.crossword;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages while no backend is there: they say so, and recover by themselves. */
class NoBackendTest {
    private static final String NOBODY = "The game server is not answering";

    @TempDir
    private Path streams;

    @Test
    void whoComesBeforeTheBackendIsToldToComeBackAndIsLetInWhenItIsThere() throws Exception {
        try (Chromium chromium = new Chromium();
                Site site = Site.withoutBackend(streams)) {
            Visitor alice = chromium.visitor("Alice", site.url(0));
            alice.open("/");
            alice.awaitConnection("waiting");
            assertThat(alice.text("#connection")).contains(NOBODY).contains("trying again");
            alice.awaitAnotherSocket(alice.sockets());
            JsonNode refusal = closing(alice);
            assertThat(refusal.path("code").asInt()).isEqualTo(4503);
            assertThat(refusal.path("retry").asBoolean()).isTrue();

            site.startBackend();
            alice.awaitOnline();
            alice.logIn();
        }
    }

    @Test
    void whoActsWhenTheBackendHasDiedIsToldThatNothingWasDoneAndCanDoItWhenThereIsAnother() throws Exception {
        try (Chromium chromium = new Chromium();
                Site site = Site.withoutBackend(streams)) {
            Process backend = site.startBackend();
            Visitor alice = chromium.visitor("Alice", site.url(0));
            alice.open("/");
            alice.logIn();
            int sockets = alice.sockets();

            backend.destroyForcibly().onExit().get(20, TimeUnit.SECONDS);
            alice.press("#open-seek");
            assertThat(alice.message()).contains(NOBODY).contains("Nothing was done");
            alice.awaitConnection("degraded");

            site.startBackend();
            alice.awaitOnline();
            alice.press("#open-seek");
            alice.awaitText("#seeks", "Your seek is open");
            assertThat(alice.sockets()).as("on one socket").isEqualTo(sockets);
        }
    }

    private static JsonNode closing(Visitor visitor) {
        return visitor.frames().stream()
                .flatMap(String::lines)
                .map(line -> Visitor.json(line).path("closing"))
                .filter(words -> !words.isMissingNode())
                .findFirst()
                .orElseThrow();
    }
}
