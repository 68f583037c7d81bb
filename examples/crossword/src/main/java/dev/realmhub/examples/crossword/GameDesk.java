package dev.realmhub.examples.crossword;

import static dev.realmhub.examples.crossword.GameBackend.named;
import static dev.realmhub.examples.crossword.GameBackend.read;

import dev.realmhub.Address;
import dev.realmhub.CloseReason;
import dev.realmhub.Command;
import dev.realmhub.Payload;
import dev.realmhub.Position;
import dev.realmhub.Realm;
import dev.realmhub.RefusedException;
import dev.realmhub.Snapshot;
import dev.realmhub.examples.crossword.GameBackend.Answer;
import dev.realmhub.examples.crossword.Messages.Chat;
import dev.realmhub.examples.crossword.Messages.ChatLine;
import dev.realmhub.examples.crossword.Messages.ChatState;
import dev.realmhub.examples.crossword.Messages.Empty;
import dev.realmhub.examples.crossword.Messages.Exchange;
import dev.realmhub.examples.crossword.Messages.GameView;
import dev.realmhub.examples.crossword.Messages.Move;
import dev.realmhub.examples.crossword.Messages.Pass;
import dev.realmhub.examples.crossword.Messages.Said;
import dev.realmhub.examples.crossword.Messages.Scored;
import dev.realmhub.examples.crossword.Messages.Tile;
import dev.realmhub.examples.crossword.rules.CrosswordGame;
import dev.realmhub.examples.crossword.rules.Placement;
import dev.realmhub.examples.crossword.rules.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Answers the game pages' commands and tells the tables what changed. Thread-safe. */
final class GameDesk {
    private interface Play {
        Turn by(CrosswordGame game, String player, Instant now);
    }

    /** How long a snapshot waits to know its position; without one it holds as well, but the next turn is told twice. */
    private static final int TELLING_SECONDS = 1;

    private static final Duration TIME_TROUBLE = Duration.ofSeconds(10);

    /** Most that a player is given back for his connection, each turn: he says himself how slow it is. */
    private static final Duration MOST_LAG = Duration.ofMillis(500);

    private final Tables tables;
    private final Publisher publisher;
    private final Runnable gamesChanged;

    GameDesk(Tables tables, Publisher publisher, Runnable gamesChanged) {
        this.tables = tables;
        this.publisher = publisher;
        this.gamesChanged = gamesChanged;
    }

    Map<String, Answer> answers() {
        return Map.of(
                "move", this::move,
                "exchange", this::exchange,
                "pass", this::pass,
                "resign", this::resign,
                "chat", this::chat);
    }

    /** Ends the games whose running clock ran out, and tells again what the bus did not take. */
    void checkClocks(Instant now) {
        for (Table table : tables.all()) {
            boolean ended;
            synchronized (table) {
                ended = table.game().checkTime(now);
                if (!ended) {
                    keepWhoIsInTimeTrouble(table, now);
                }
                if (ended || table.told().isCompletedExceptionally()) {
                    publish(table, now);
                }
            }
            if (ended) {
                gamesChanged.run();
            }
        }
    }

    /** In the last seconds of a game nobody is sent to another node. */
    private void keepWhoIsInTimeTrouble(Table table, Instant now) {
        CrosswordGame game = table.game();
        if (game.clockRunning() && game.clocks(now).get(game.toMove()) < TIME_TROUBLE.toMillis()) {
            table.players().forEach(player -> publisher.letStay(player.id(), TIME_TROUBLE));
        }
    }

    /** A game as it stands at a position of its stream, as far as that is known: a turn is made first and told then. */
    Snapshot snapshot(Realm realm, Snapshot.Viewer viewer) {
        Table table = tableOf(realm).orElseThrow(() -> new RefusedException(CloseReason.NO_SUCH_REALM));
        OptionalInt seat = table.seatOf(viewer.user().id());
        GameView view;
        CompletableFuture<@Nullable Position> told;
        synchronized (table) {
            view = Views.view(table, seat.isPresent() ? seat.getAsInt() : null, Instant.now());
            told = table.told();
        }
        Position position = view.over() == null ? awaited(told) : null;
        Payload payload = Json.payload(view);
        return position == null ? Snapshot.of(payload) : Snapshot.of(payload, position);
    }

    private static @Nullable Position awaited(CompletableFuture<@Nullable Position> told) {
        return told.copy()
                .completeOnTimeout(null, TELLING_SECONDS, TimeUnit.SECONDS)
                .exceptionally(failed -> null)
                .join();
    }

    /** The last lines of a chat; it keeps no stream, and pages know which lines they have. */
    Snapshot chatSnapshot(Realm realm, Snapshot.Viewer viewer) {
        Table table = tableOf(realm).orElseThrow(() -> new RefusedException(CloseReason.NO_SUCH_REALM));
        boolean ofPlayers = realm.equals(table.playersChatRealm());
        return Snapshot.of(Json.payload(new ChatState(table.chat(ofPlayers).lines())));
    }

    private Object move(Command command) {
        Move move = read(command, Move.class);
        List<Placement> tiles = Objects.requireNonNullElse(move.tiles(), List.<Tile>of()).stream()
                .map(Tile::placement)
                .toList();
        return new Scored(play(command, (game, player, now) -> game.move(player, move.turn(), tiles, now))
                .score());
    }

    private Object exchange(Command command) {
        Exchange exchange = read(command, Exchange.class);
        String letters = Objects.requireNonNullElse(exchange.letters(), "");
        play(command, (game, player, now) -> game.exchange(player, exchange.turn(), letters, now));
        return new Empty();
    }

    private Object pass(Command command) {
        int turn = read(command, Pass.class).turn();
        play(command, (game, player, now) -> game.pass(player, turn, now));
        return new Empty();
    }

    private Object resign(Command command) {
        play(command, CrosswordGame::resign);
        return new Empty();
    }

    /** The lobby hears of it after the table is let go: it asks all tables for their scores. */
    private Turn play(Command command, Play play) {
        Table table = tableOf(command);
        try {
            return play(table, command, play, Instant.now());
        } finally {
            gamesChanged.run();
        }
    }

    /** A refused turn may have found the clock run out, and so may change the game, too. */
    private Turn play(Table table, Command command, Play play, Instant now) {
        String player = command.user().id();
        synchronized (table) {
            table.game().compensate(player, lagOf(command), now);
            int before = table.game().turn();
            try {
                return play.by(table.game(), player, now);
            } finally {
                if (table.game().turn() != before) {
                    publish(table, now);
                }
            }
        }
    }

    private static Duration lagOf(Command command) {
        return Duration.ofMillis(Math.min(command.lagMillis(), MOST_LAG.toMillis()));
    }

    private Object chat(Command command) {
        boolean ofPlayers = command.isFrom(Table.PLAYER);
        Table table = tableOf(command);
        ChatLine line = table.chat(ofPlayers)
                .say(named(command), read(command, Said.class).text());
        Realm realm = ofPlayers ? table.playersChatRealm() : table.observersChatRealm();
        publisher.tell(Address.realm(realm), new Chat(line));
        return new Empty();
    }

    private void publish(Table table, Instant now) {
        List<Turn> log = table.game().log();
        table.told(publisher.append(table.realm(), Views.publication(table, log.get(log.size() - 1), now)));
    }

    private Table tableOf(Command command) {
        return tableOf(command.realm()).orElseThrow(() -> new BadRequest("no_game", "There is no such game any more."));
    }

    /** The last token of a realm that the hub checked is the game's id: {@code game:ID}, {@code chat:tv:ID}. */
    private Optional<Table> tableOf(Realm realm) {
        List<String> tokens = realm.tokens();
        return tables.find(tokens.get(tokens.size() - 1));
    }
}
