package dev.realmhub.examples.crossword;

import static dev.realmhub.examples.crossword.GameBackend.named;
import static dev.realmhub.examples.crossword.GameBackend.read;

import dev.realmhub.Address;
import dev.realmhub.Command;
import dev.realmhub.Ownership;
import dev.realmhub.Realm;
import dev.realmhub.examples.crossword.Messages.Chat;
import dev.realmhub.examples.crossword.Messages.Empty;
import dev.realmhub.examples.crossword.Messages.Games;
import dev.realmhub.examples.crossword.Messages.Said;
import dev.realmhub.examples.crossword.Messages.Seek;
import dev.realmhub.examples.crossword.Messages.SeekRef;
import dev.realmhub.examples.crossword.Messages.Seeks;
import dev.realmhub.examples.crossword.Messages.Start;
import dev.realmhub.examples.crossword.Messages.Started;
import dev.realmhub.examples.crossword.store.RealmStore;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** The lobby on its owner: who looks for a game, what is said. Who is here is the hubs' to tell. Not thread-safe. */
final class LobbyGame extends StoredRealm {
    static final Realm REALM = Realm.of("lobby");

    private static final String EMPTY = begun(new Lobby().state());
    private static final Duration LOOK_AROUND = Duration.ofSeconds(5);

    private final Lobby lobby;
    private final Tables tables;
    private final Publisher publisher;
    private final Visitors visitors;
    private boolean looking;

    private LobbyGame(
            Ownership ownership,
            RealmStore store,
            RealmStore.Saved stored,
            Tables tables,
            Publisher publisher,
            Visitors visitors) {
        super(ownership, store, stored);
        this.visitors = visitors;
        this.lobby = new Lobby(stateOf(stored, LobbyRoom.class));
        this.tables = tables;
        this.publisher = publisher;
    }

    /** Takes the lobby over. */
    static LobbyGame open(
            Ownership ownership, RealmStore store, Tables tables, Publisher publisher, Visitors visitors) {
        store.create(REALM, EMPTY);
        RealmStore.Saved stored = store.take(REALM, ownership.epoch()).orElseThrow();
        LobbyGame game = new LobbyGame(ownership, store, stored, tables, publisher, visitors);
        game.lookAroundLater();
        return game;
    }

    @Override
    Object state() {
        return lobby.state();
    }

    @Override
    Object run(Command command) {
        return switch (command.type()) {
            case "lobby-chat" -> chat(command);
            case "seek-open" -> openSeek(command);
            case "seek-close" -> closeSeek(command);
            case "seek-accept" -> acceptSeek(command);
            default -> throw new BadRequest("unknown_type", "The lobby knows no " + command.type() + ".");
        };
    }

    private Empty chat(Command command) {
        tell(new Chat(lobby.chat().say(named(command), read(command, Said.class).text())));
        return new Empty();
    }

    private SeekRef openSeek(Command command) {
        Seek seek = lobby.open(named(command));
        tell(new Seeks(lobby.seeks()));
        lookAroundLater();
        return new SeekRef(seek.seek());
    }

    private Empty closeSeek(Command command) {
        if (lobby.close(seekOf(command), named(command))) {
            tell(new Seeks(lobby.seeks()));
        }
        return new Empty();
    }

    private Started acceptSeek(Command command) {
        Person person = named(command);
        Seek seek = lobby.accept(seekOf(command), person);
        Table table = tables.open(seek.user(), person);
        tell(new Seeks(lobby.seeks()));
        tell(new Games(List.of(table.line())));
        afterwards(() -> begun(table));
        return new Started(table.id());
    }

    private void begun(Table table) {
        publisher.claim(table.realm());
        for (Person player : table.players()) {
            publisher.tell(Address.user(player.id()), new Start(table.id()));
        }
    }

    private static String seekOf(Command command) {
        return Objects.requireNonNullElse(read(command, SeekRef.class).seek(), "");
    }

    /** A lobby without seeks is let go after a while. */
    private void lookAroundLater() {
        if (!looking && !lobby.seeks().isEmpty()) {
            looking = true;
            ownership().after(LOOK_AROUND, this::lookAround);
        }
    }

    private void lookAround() {
        looking = false;
        if (lobby.closeSeeksOfAbsent(visitors::isHere)) {
            tell(new Seeks(lobby.seeks()));
            keep(null);
        }
        lookAroundLater();
    }

    private void tell(Object event) {
        afterwards(() -> publisher.tell(Address.realm(REALM), event));
    }
}
