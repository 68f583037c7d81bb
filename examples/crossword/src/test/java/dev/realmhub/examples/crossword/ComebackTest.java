package dev.realmhub.examples.crossword;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Games go on, and pages are right, whatever dies under them. */
class ComebackTest {
    @TempDir
    private Path streams;

    @Test
    void whoeverLosesHisHubGoesOnOnTheOtherAndGetsExactlyTheTurnsThatHeMissed() throws Exception {
        try (Chromium chromium = new Chromium();
                Site site = Site.overNats(streams)) {
            FullGame game = new FullGame(chromium, site);
            int turn = playUntilBobIsToMove(game);
            Visitor alice = game.alice();
            int sockets = alice.sockets();

            site.front(0).hold();
            site.killHub(0);
            alice.awaitConnection("waiting");
            game.playTurn(turn, List.of(game.bob(), game.carol()));
            letTheClockRun(game.carol(), alice.lastView().get("you").asInt());
            assertThat(alice.data("turn")).isEqualTo(String.valueOf(turn));
            site.front(0).letOn();

            alice.awaitTurn(turn + 1);
            game.assertAllSeeTheSame();
            assertThat(alice.sockets()).isGreaterThan(sockets);
            assertThat(alice.messages("snapshot", "game")).hasSize(1);
            assertThat(alice.messages("resync", "game")).isEmpty();
            assertThat(turnsOf(alice)).containsExactlyElementsOf(turnsOf(game.carol()));

            game.playTurns(turn + 1, turn + 2);
            site.startHubAgain(0);
            site.killHub(1);
            game.all().forEach(visitor -> visitor.awaitMessages("live", "game", visitor == alice ? 2 : 1));
            game.playTurns(turn + 3, turn + 4);
            game.assertAllSeeTheSame();
            assertEveryTurnCameOnce(game);
        }
    }

    @Test
    void aGameGoesOnWhenTheBusWasGone() throws Exception {
        try (Chromium chromium = new Chromium();
                Site site = Site.overNats(streams)) {
            FullGame game = new FullGame(chromium, site);
            int turn = playUntilBobIsToMove(game);
            List<Integer> sockets = game.all().stream().map(Visitor::sockets).toList();

            site.nats().kill();
            game.all().forEach(visitor -> visitor.awaitConnection("degraded"));
            game.bob().press("#pass");
            assertThat(game.bob().message()).contains("Nothing was done");
            game.assertAllSeeTheSame();
            List<Integer> chats = game.all().stream().map(ComebackTest::chats).toList();
            site.nats().startAgain();

            for (int i = 0; i < chats.size(); i++) { // a chat has no stream: its snapshot says that the backend is back
                game.all().get(i).awaitMessages("snapshot", "chat", chats.get(i) + 1);
                game.all().get(i).awaitOnline();
            }
            assertThat(game.bob().data("turn")).isEqualTo(String.valueOf(turn));
            game.playTurns(turn, turn + 3);
            game.assertAllSeeTheSame();
            assertEveryTurnCameOnce(game);
            assertThat(game.all().stream().map(Visitor::sockets).toList()).isEqualTo(sockets);
        }
    }

    /** Longer than screens may differ: what Alice is told late must not give her time. */
    private static void letTheClockRun(Visitor watching, int seat) {
        int before = Screen.of(watching.page()).secondsLeft(seat);
        watching.page().waitForCondition(() -> Screen.of(watching.page()).secondsLeft(seat) <= before - 4);
    }

    private static int chats(Visitor visitor) {
        return visitor.messages("snapshot", "chat").size();
    }

    /** Alice is on one hub, Bob and Carol on the other. */
    private static int playUntilBobIsToMove(FullGame game) {
        game.meetInTheLobby();
        game.awaitTurn(1);
        game.playTurns(1, 2);
        if (game.toMove() == game.alice()) {
            game.playTurns(3, 3);
        }
        return game.turn();
    }

    private static void assertEveryTurnCameOnce(FullGame game) {
        for (Visitor visitor : game.all()) {
            assertThat(turnsOf(visitor)).isSorted().doesNotHaveDuplicates().hasSize(game.turn() - 1);
        }
    }

    /** The turns of which the visitor was told by events, in order. */
    private static List<Integer> turnsOf(Visitor visitor) {
        return visitor.messages("event", "game").stream()
                .map(event -> Visitor.json(event.path("payload").path("text").asText()))
                .map((JsonNode event) -> event.path("last").path("turn").asInt())
                .toList();
    }
}
