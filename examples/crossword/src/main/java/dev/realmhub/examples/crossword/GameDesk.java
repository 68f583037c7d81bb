package dev.realmhub.examples.crossword;

import static dev.realmhub.examples.crossword.GameBackend.named;
import static dev.realmhub.examples.crossword.GameBackend.read;

import dev.realmhub.Address;
import dev.realmhub.Command;
import dev.realmhub.Realm;
import dev.realmhub.examples.crossword.GameBackend.Answer;
import dev.realmhub.examples.crossword.GameBackend.Publisher;
import dev.realmhub.examples.crossword.Messages.Chat;
import dev.realmhub.examples.crossword.Messages.ChatLine;
import dev.realmhub.examples.crossword.Messages.Empty;
import dev.realmhub.examples.crossword.Messages.Exchange;
import dev.realmhub.examples.crossword.Messages.Move;
import dev.realmhub.examples.crossword.Messages.Pass;
import dev.realmhub.examples.crossword.Messages.Said;
import dev.realmhub.examples.crossword.Messages.Scored;
import dev.realmhub.examples.crossword.Messages.Tile;
import dev.realmhub.examples.crossword.rules.CrosswordGame;
import dev.realmhub.examples.crossword.rules.Placement;
import dev.realmhub.examples.crossword.rules.Turn;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Answers the game pages' commands and tells the tables what changed. Thread-safe. */
final class GameDesk {
    private interface Play {
        Turn by(CrosswordGame game, String player, Instant now);
    }

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
                "game-state", this::state,
                "move", this::move,
                "exchange", this::exchange,
                "pass", this::pass,
                "resign", this::resign,
                "chat", this::chat);
    }

    /** Ends the games whose running clock ran out. */
    void checkClocks(Instant now) {
        for (Table table : tables.all()) {
            boolean ended;
            synchronized (table) {
                ended = table.game().checkTime(now);
                if (ended) {
                    publish(table, now);
                }
            }
            if (ended) {
                gamesChanged.run();
            }
        }
    }

    private Object state(Command command) {
        Table table = tableOf(command);
        String user = command.user().id();
        boolean player = table.isPlayer(user);
        List<ChatLine> chat = table.chat(player).lines();
        synchronized (table) {
            Integer seat = player ? table.seatOf(user).getAsInt() : null;
            return Views.view(table, seat, chat, Instant.now());
        }
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
            return play(table, command.user().id(), play, Instant.now());
        } finally {
            gamesChanged.run();
        }
    }

    /** A refused turn may have found the clock run out, and so may change the game, too. */
    private Turn play(Table table, String player, Play play, Instant now) {
        synchronized (table) {
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

    private Object chat(Command command) {
        boolean ofPlayers = command.isFrom(Table.PLAYER);
        Table table = tableOf(command);
        ChatLine line = table.chat(ofPlayers)
                .say(named(command), read(command, Said.class).text());
        Realm realm = ofPlayers ? table.playersChatRealm() : table.observersChatRealm();
        GameBackend.tell(publisher, realm, new Chat(line));
        return new Empty();
    }

    private void publish(Table table, Instant now) {
        List<Turn> log = table.game().log();
        publisher.publish(Address.realm(table.realm()), Views.publication(table, log.get(log.size() - 1), now));
    }

    /** The last token of the realm that the hub checked is the game's id: {@code game:ID}, {@code chat:tv:ID}. */
    private Table tableOf(Command command) {
        List<String> tokens = command.realm().tokens();
        return tables.find(tokens.get(tokens.size() - 1))
                .orElseThrow(() -> new BadRequest("no_game", "There is no such game any more."));
    }
}
