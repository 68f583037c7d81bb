package dev.realmhub.examples.crossword;

import static dev.realmhub.examples.crossword.GameBackend.read;

import dev.realmhub.Address;
import dev.realmhub.Command;
import dev.realmhub.FencedException;
import dev.realmhub.Ownership;
import dev.realmhub.examples.crossword.Messages.Empty;
import dev.realmhub.examples.crossword.Messages.Exchange;
import dev.realmhub.examples.crossword.Messages.Games;
import dev.realmhub.examples.crossword.Messages.Move;
import dev.realmhub.examples.crossword.Messages.Pass;
import dev.realmhub.examples.crossword.Messages.Scored;
import dev.realmhub.examples.crossword.Messages.Tile;
import dev.realmhub.examples.crossword.rules.CrosswordGame;
import dev.realmhub.examples.crossword.rules.Placement;
import dev.realmhub.examples.crossword.rules.Turn;
import dev.realmhub.examples.crossword.store.RealmStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** A game on its owner: runs its turns, and its clock. Not thread-safe. */
final class TableGame extends StoredRealm {
    private interface Play {
        Turn by(CrosswordGame game, String player, Instant now);
    }

    private static final Duration TIME_TROUBLE = Duration.ofSeconds(10);

    /** Most that a player is given back for his connection, each turn: he says himself how slow it is. */
    private static final Duration MOST_LAG = Duration.ofMillis(500);

    private static final Duration TELL_AGAIN_AFTER = Duration.ofSeconds(1);

    private final Table table;
    private final Publisher publisher;
    private Runnable alarm = () -> {};

    private TableGame(
            Ownership ownership, RealmStore store, RealmStore.Saved stored, Table table, Publisher publisher) {
        super(ownership, store, stored);
        this.table = table;
        this.publisher = publisher;
    }

    /** Takes a game over; whoever owned it before may have stored a turn and not told it. */
    static TableGame open(Ownership ownership, RealmStore store, Tables tables, Publisher publisher) {
        RealmStore.Saved stored = store.take(ownership.realm(), ownership.epoch())
                .orElseThrow(() -> new IllegalStateException("there is no " + ownership.realm()));
        TableGame game = new TableGame(ownership, store, stored, tables.of(ownership.realm(), stored), publisher);
        game.tell();
        game.setAlarm();
        return game;
    }

    @Override
    Object state() {
        return table.state();
    }

    @Override
    Object run(Command command) {
        return switch (command.type()) {
            case "move" -> move(command);
            case "exchange" -> exchange(command);
            case "pass" -> pass(command);
            case "resign" -> resign(command);
            default -> throw new BadRequest("unknown_type", "A game knows no " + command.type() + ".");
        };
    }

    private Scored move(Command command) {
        Move move = read(command, Move.class);
        List<Placement> tiles = Objects.requireNonNullElse(move.tiles(), List.<Tile>of()).stream()
                .map(Tile::placement)
                .toList();
        return new Scored(play(command, (game, player, now) -> game.move(player, move.turn(), tiles, now))
                .score());
    }

    private Empty exchange(Command command) {
        Exchange exchange = read(command, Exchange.class);
        String letters = Objects.requireNonNullElse(exchange.letters(), "");
        play(command, (game, player, now) -> game.exchange(player, exchange.turn(), letters, now));
        return new Empty();
    }

    private Empty pass(Command command) {
        int turn = read(command, Pass.class).turn();
        play(command, (game, player, now) -> game.pass(player, turn, now));
        return new Empty();
    }

    private Empty resign(Command command) {
        play(command, CrosswordGame::resign);
        return new Empty();
    }

    /** A refused turn may have found the clock run out, and so may change the game, too. */
    private Turn play(Command command, Play play) {
        int before = table.game().turn();
        Instant now = Instant.now();
        table.game().compensate(command.user().id(), lagOf(command), now);
        try {
            return play.by(table.game(), command.user().id(), now);
        } finally {
            if (table.game().turn() != before) {
                afterwards(this::changed);
            }
        }
    }

    private static Duration lagOf(Command command) {
        return Duration.ofMillis(Math.min(command.lagMillis(), MOST_LAG.toMillis()));
    }

    private void changed() {
        tell();
        setAlarm();
        publisher.tell(Address.realm(LobbyGame.REALM), new Games(List.of(table.line())));
    }

    /** Tells the last turn. What the bus does not take now is told again, as long as there is none after it. */
    private void tell() {
        List<Turn> log = table.game().log();
        if (log.isEmpty()) {
            return;
        }
        Turn last = log.get(log.size() - 1);
        ownership().append(Views.publication(table, last, Instant.now())).whenComplete((position, failure) -> {
            if (failure != null && !(failure instanceof FencedException)) {
                ownership().after(TELL_AGAIN_AFTER, () -> tellAgain(last));
            }
        });
    }

    private void tellAgain(Turn turn) {
        if (table.game().turn() == turn.turn() + 1) {
            tell();
        }
    }

    /** The running clock ends the game by itself, here and nowhere else. */
    private void setAlarm() {
        alarm.run();
        CrosswordGame game = table.game();
        if (game.clockRunning()) {
            long left = game.clocks(Instant.now()).get(game.toMove());
            alarm = ownership().after(Duration.ofMillis(left), this::ring);
            int turn = game.turn();
            Duration inPeace = Duration.ofMillis(Math.max(0, left - TIME_TROUBLE.toMillis()));
            ownership().after(inPeace, () -> keepPlayers(turn));
        }
    }

    /** In the last seconds of a game nobody is sent to another hub. */
    private void keepPlayers(int turn) {
        if (table.game().turn() == turn) {
            table.players().forEach(player -> publisher.letStay(player.id(), TIME_TROUBLE));
        }
    }

    private void ring() {
        if (table.game().checkTime(Instant.now())) {
            afterwards(this::changed);
            keep(null);
        } else {
            setAlarm();
        }
    }
}
