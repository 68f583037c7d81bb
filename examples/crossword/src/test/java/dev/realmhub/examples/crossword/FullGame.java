package dev.realmhub.examples.crossword;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.realmhub.examples.crossword.rules.Board;
import dev.realmhub.examples.crossword.rules.MoveFinder;
import dev.realmhub.examples.crossword.rules.Placement;
import dev.realmhub.examples.crossword.rules.Play;
import dev.realmhub.examples.crossword.rules.Rack;
import dev.realmhub.examples.crossword.rules.WordList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One whole game: Alice and Bob meet in the lobby and play, Carol watches. */
final class FullGame {
    private static final MoveFinder FINDER = new MoveFinder(WordList.english());

    private final Chromium chromium;
    private final Site site;
    private final Visitor alice;
    private final Visitor bob;
    private final Visitor carol;

    /** With two hubs, the players are on different ones. */
    FullGame(Chromium chromium, Site site) {
        this.chromium = chromium;
        this.site = site;
        alice = chromium.visitor("Alice", site.url(0));
        bob = chromium.visitor("Bob", site.url(1));
        carol = chromium.visitor("Carol", site.url(1));
    }

    void play(String how) {
        meetInTheLobby();
        awaitTurn(1);
        theServersNoIsShown();
        chatsStayApart();
        int moves = playToTheEnd();
        alice.screenshot(how + "-player.png");
        carol.screenshot(how + "-observer.png");

        assertThat(moves).as("moves").isGreaterThanOrEqualTo(20);
        assertPlayerSawOnlyHisOwn(alice);
        assertPlayerSawOnlyHisOwn(bob);
        assertObserverSawBothRacks();
        assertThat(alice.complaints()).isEmpty();
        assertThat(bob.complaints()).isEmpty();
        assertThat(carol.complaints()).isEmpty();
    }

    void meetInTheLobby() {
        for (Visitor visitor : all()) {
            visitor.open("/");
            visitor.logIn();
        }
        alice.awaitText("#users", "Bob");
        alice.press("#open-seek");
        bob.awaitText("#seeks", "Alice");
        bob.press("#seeks [data-seek] button.accept");
        assertThat(alice.gameId()).isEqualTo(bob.gameId());
        carol.awaitText("#games", "Alice");
        carol.screenshot("lobby.png");
        carol.press("#games a[data-game]");
        assertThat(carol.gameId()).isEqualTo(alice.gameId());
    }

    private void theServersNoIsShown() {
        Visitor mover = toMove();
        Visitor waiting = mover == alice ? bob : alice;
        waiting.press("#pass");
        assertThat(waiting.message()).contains("not your turn");
        carol.press("#play");
        assertThat(carol.message()).contains("You are watching");
        mover.playByClick(List.of(firstTileOf(mover, 0, 0)));
        assertThat(mover.message()).isNotBlank();
        mover.press("#recall");
        assertThat(mover.data("turn")).isEqualTo("1");

        Visitor lost = chromium.visitor("Lost", site.url(0));
        lost.open("/game/nosuchgame");
        lost.awaitText("#missing", "There is no game nosuchgame.");
        lost.page().close();
    }

    private void chatsStayApart() {
        alice.type("#chat-text", "good luck");
        alice.press("#chat-send");
        bob.awaitText("#chat-log", "good luck");
        carol.type("#chat-text", "what a game");
        carol.press("#chat-send");
        carol.awaitText("#chat-log", "what a game");
        assertThat(carol.text("#chat-log")).doesNotContain("good luck");
    }

    private int playToTheEnd() {
        int moves = playTurns(1, 80);
        all().forEach(Visitor::awaitGameOver);
        assertThat(bob.lastView().get("scores")).isEqualTo(alice.lastView().get("scores"));
        assertThat(carol.lastView().get("scores")).isEqualTo(alice.lastView().get("scores"));
        return moves;
    }

    /** Plays turns while the game is on; returns how many were moves. */
    int playTurns(int from, int to) {
        int moves = 0;
        for (int turn = from; turn <= to && alice.lastView().get("over").isNull(); turn++) {
            moves += playTurn(turn, all()) ? 1 : 0;
        }
        return moves;
    }

    /**
     * Plays one turn, until those who can see it do: the best move, Alice by mouse, Bob by keyboard; without one, passes.
     *
     * @return whether it was a move
     */
    boolean playTurn(int turn, List<Visitor> seeing) {
        Visitor mover = toMove();
        Optional<Play> best = best(mover.lastView());
        if (best.isPresent() && mover == alice) {
            alice.playByClick(best.get().tiles());
        } else if (best.isPresent()) {
            bob.playByKeyboard(best.get().tiles());
        } else {
            mover.press("#pass");
        }
        seeing.forEach(visitor -> visitor.awaitTurn(turn + 1));
        return best.isPresent();
    }

    int turn() {
        return alice.lastView().get("turn").asInt();
    }

    Visitor alice() {
        return alice;
    }

    Visitor bob() {
        return bob;
    }

    Visitor carol() {
        return carol;
    }

    List<Visitor> all() {
        return List.of(alice, bob, carol);
    }

    /** Fails unless the observer and both players see the same table. */
    void assertAllSeeTheSame() {
        Screen observer = Screen.of(carol.page());
        for (Visitor player : List.of(alice, bob)) {
            observer.assertSameAs(
                    Screen.of(player.page()), player.lastView().get("you").asInt());
        }
    }

    void awaitTurn(int turn) {
        all().forEach(visitor -> visitor.awaitTurn(turn));
    }

    Visitor toMove() {
        JsonNode view = alice.lastView();
        return view.get("toMove").equals(view.get("you")) ? alice : bob;
    }

    private static Optional<Play> best(JsonNode view) {
        return FINDER.best(Board.of(strings(view.get("board"))), new Rack(ownRack(view)));
    }

    private static Placement firstTileOf(Visitor mover, int row, int col) {
        String rack = ownRack(mover.lastView()).replace("?", "");
        return new Placement(row, col, rack.charAt(0), false);
    }

    private static String ownRack(JsonNode view) {
        return view.get("racks").get(view.get("you").asInt()).asText();
    }

    /** Of each view only his own rack; and no frame holds any rack that the other had, in any message. */
    private void assertPlayerSawOnlyHisOwn(Visitor player) {
        assertThat(player.views()).hasSizeGreaterThanOrEqualTo(20);
        for (JsonNode view : player.views()) {
            int you = view.get("you").asInt();
            assertThat(view.get("racks").get(1 - you).isNull()).isTrue();
            assertThat(view.fieldNames()).toIterable().isSubsetOf(Secrets.FIELDS_OF_A_VIEW);
        }
        int you = player.lastView().get("you").asInt();
        Secrets.assertNoneIn(player.frames(), otherRacks(1 - you), player.views());
    }

    /** All racks that a seat ever had, as the observer saw them. */
    private List<String> otherRacks(int seat) {
        return carol.views().stream()
                .map(view -> view.get("racks").get(seat).asText())
                .distinct()
                .toList();
    }

    private void assertObserverSawBothRacks() {
        for (JsonNode view : carol.views()) {
            assertThat(view.get("you").isNull()).isTrue();
            assertThat(strings(view.get("racks"))).doesNotContainNull();
        }
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(element -> strings.add(element.asText()));
        return strings;
    }
}
