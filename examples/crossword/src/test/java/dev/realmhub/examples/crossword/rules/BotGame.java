package dev.realmhub.examples.crossword.rules;

import static dev.realmhub.examples.crossword.rules.Given.ALICE;
import static dev.realmhub.examples.crossword.rules.Given.BOB;
import static dev.realmhub.examples.crossword.rules.Given.NOON;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Two bots at one seeded game; the seed also decides how well they play, so that games end in different ways. */
final class BotGame {
    private static final MoveFinder FINDER = new MoveFinder(WordList.english());

    final CrosswordGame game;
    private final Random random;
    private final double carelessness;
    private Instant now = NOON;

    BotGame(long seed) {
        random = new Random(seed);
        carelessness = seed % 5 / 4.0;
        game = CrosswordGame.start(ALICE, BOB, WordList.english(), random, now);
    }

    boolean isOver() {
        return game.outcome().isPresent();
    }

    void playTurn() {
        now = now.plusMillis(random.nextInt(60_000));
        if (random.nextInt(400) == 0) {
            game.resign(player(), now);
        } else if (!game.checkTime(now)) {
            choose().ifPresentOrElse(play -> game.move(player(), game.turn(), play.tiles(), now), this::skip);
        }
    }

    private Optional<Play> choose() {
        Rack rack = game.racks().get(game.toMove());
        if (random.nextDouble() >= carelessness) {
            return FINDER.best(game.board(), rack);
        }
        List<Play> all = FINDER.all(game.board(), rack);
        int pick = random.nextInt(all.size() + 1);
        return pick == all.size() ? Optional.empty() : Optional.of(all.get(pick));
    }

    private void skip() {
        Rack rack = game.racks().get(game.toMove());
        if (game.bagCount() >= Rack.SIZE) {
            String some = rack.letters().substring(random.nextInt(rack.size()));
            game.exchange(player(), game.turn(), some, now);
        } else {
            game.pass(player(), game.turn(), now);
        }
    }

    private String player() {
        return game.players().get(game.toMove());
    }
}
