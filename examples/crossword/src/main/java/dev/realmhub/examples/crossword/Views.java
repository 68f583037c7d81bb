package dev.realmhub.examples.crossword;

import dev.realmhub.Publication;
import dev.realmhub.examples.crossword.Messages.GameEvent;
import dev.realmhub.examples.crossword.Messages.GameView;
import dev.realmhub.examples.crossword.Messages.Over;
import dev.realmhub.examples.crossword.Messages.Tile;
import dev.realmhub.examples.crossword.Messages.TurnLine;
import dev.realmhub.examples.crossword.rules.CrosswordGame;
import dev.realmhub.examples.crossword.rules.Outcome;
import dev.realmhub.examples.crossword.rules.Turn;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What each may see of a game. The one place that decides on hidden information: a player sees his own rack, an observer
 * both, nobody the bag.
 */
final class Views {
    private Views() {}

    /** One publication for all: each player's own view by user, the observers' for everyone else. */
    static Publication publication(Table table, Turn last, Instant now) {
        TurnLine line = line(last);
        Publication publication = Publication.of(Json.payload(new GameEvent(view(table, null, now), line)));
        for (int seat = 0; seat < 2; seat++) {
            publication = publication.viewOfUser(
                    table.players().get(seat).id(), Json.payload(new GameEvent(view(table, seat, now), line)));
        }
        return publication;
    }

    /** A game as the player in a seat sees it, or, without a seat, an observer. */
    static GameView view(Table table, @Nullable Integer seat, Instant now) {
        CrosswordGame game = table.game();
        return new GameView(
                table.id(),
                game.turn(),
                seat,
                game.toMove(),
                table.players(),
                game.scores(),
                Arrays.asList(rack(game, 0, seat), rack(game, 1, seat)),
                game.rackSizes(),
                game.bagCount(),
                game.board().rows(),
                game.clocks(now),
                game.clockRunning(),
                game.log().stream().map(Views::line).toList(),
                game.outcome().map(Views::over).orElse(null),
                now.toEpochMilli());
    }

    private static @Nullable String rack(CrosswordGame game, int rack, @Nullable Integer viewer) {
        return viewer == null || viewer == rack ? game.racks().get(rack).letters() : null;
    }

    private static TurnLine line(Turn turn) {
        return new TurnLine(
                turn.turn(),
                turn.player(),
                turn.kind().code(),
                turn.score(),
                turn.words(),
                turn.tiles().stream().map(Tile::of).toList(),
                turn.count());
    }

    private static Over over(Outcome outcome) {
        return new Over(outcome.winner(), outcome.reason().code(), outcome.adjust());
    }
}
