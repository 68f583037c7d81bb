package dev.realmhub.examples.crossword;

import static dev.realmhub.examples.crossword.GameBackend.named;
import static dev.realmhub.examples.crossword.GameBackend.read;

import dev.realmhub.Address;
import dev.realmhub.Command;
import dev.realmhub.Realm;
import dev.realmhub.Snapshot;
import dev.realmhub.examples.crossword.GameBackend.Answer;
import dev.realmhub.examples.crossword.Messages.Chat;
import dev.realmhub.examples.crossword.Messages.Empty;
import dev.realmhub.examples.crossword.Messages.Games;
import dev.realmhub.examples.crossword.Messages.LobbyState;
import dev.realmhub.examples.crossword.Messages.Said;
import dev.realmhub.examples.crossword.Messages.Seek;
import dev.realmhub.examples.crossword.Messages.SeekRef;
import dev.realmhub.examples.crossword.Messages.Seeks;
import dev.realmhub.examples.crossword.Messages.Start;
import dev.realmhub.examples.crossword.Messages.Started;
import dev.realmhub.examples.crossword.Messages.Users;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/** Answers the lobby's commands and tells the lobby what changed. Thread-safe. */
final class LobbyDesk {
    static final Realm REALM = Realm.of("lobby");

    private final Lobby lobby = new Lobby();
    private final Tables tables;
    private final Publisher publisher;

    LobbyDesk(Tables tables, Publisher publisher) {
        this.tables = tables;
        this.publisher = publisher;
    }

    Map<String, Answer> answers() {
        return Map.of(
                "lobby-here", this::here,
                "lobby-leave", this::leave,
                "lobby-chat", this::chat,
                "seek-open", this::openSeek,
                "seek-close", this::closeSeek,
                "seek-accept", this::acceptSeek);
    }

    /** Tells the lobby of a game that began, went on or ended. */
    void gamesChanged() {
        tell(new Games(tables.lines()));
    }

    void forgetSilent(Instant now) {
        usersChanged(lobby.forgetSilent(now));
    }

    /** Who comes is told all that there is; the lobby keeps no stream, its events say all anew. */
    Snapshot snapshot(Realm realm, Snapshot.Viewer viewer) {
        return Snapshot.of(Json.payload(new LobbyState(
                lobby.users(), lobby.seeks(), tables.lines(), lobby.chat().lines())));
    }

    private Object here(Command command) {
        usersChanged(lobby.here(command.client().client(), command.user(), Instant.now()));
        return new Empty();
    }

    private Object leave(Command command) {
        usersChanged(lobby.left(command.client().client()));
        return new Empty();
    }

    private Object chat(Command command) {
        tell(new Chat(lobby.chat().say(named(command), read(command, Said.class).text())));
        return new Empty();
    }

    private Object openSeek(Command command) {
        usersChanged(lobby.here(command.client().client(), command.user(), Instant.now()));
        Seek seek = lobby.open(named(command));
        tell(new Seeks(lobby.seeks()));
        return new SeekRef(seek.seek());
    }

    private Object closeSeek(Command command) {
        if (lobby.close(seekOf(command), named(command))) {
            tell(new Seeks(lobby.seeks()));
        }
        return new Empty();
    }

    private Object acceptSeek(Command command) {
        Person person = named(command);
        Seek seek = lobby.accept(seekOf(command), person);
        Table table = tables.open(seek.user(), person);
        tell(new Seeks(lobby.seeks()));
        gamesChanged();
        for (Person player : table.players()) {
            publisher.tell(Address.user(player.id()), new Start(table.id()));
        }
        return new Started(table.id());
    }

    private static String seekOf(Command command) {
        return Objects.requireNonNullElse(read(command, SeekRef.class).seek(), "");
    }

    private void usersChanged(boolean changed) {
        if (changed) {
            tell(new Users(lobby.users()));
            if (lobby.closeSeeksOfAbsent()) {
                tell(new Seeks(lobby.seeks()));
            }
        }
    }

    private void tell(Object event) {
        publisher.tell(Address.realm(REALM), event);
    }
}
