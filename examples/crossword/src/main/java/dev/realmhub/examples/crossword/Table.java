package dev.realmhub.examples.crossword;

import dev.realmhub.Membership;
import dev.realmhub.Realm;
import dev.realmhub.RealmKind;
import dev.realmhub.Resolution;
import dev.realmhub.examples.crossword.Messages.GameLine;
import dev.realmhub.examples.crossword.rules.CrosswordGame;
import dev.realmhub.examples.crossword.rules.SavedGame;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/** A game with its two players, and the realms that belong to it. Not thread-safe. */
final class Table {
    /** Turns are read again by those who missed them; a game is over within the hour, and has 80 turns at most. */
    static final RealmKind KIND = RealmKind.kept("game", 128, Duration.ofHours(1));

    static final String PLAYER = "player";
    static final String OBSERVER = "observer";

    private final String id;
    private final List<Person> players;
    private final CrosswordGame game;

    Table(String id, List<Person> players, CrosswordGame game) {
        this.id = id;
        this.players = List.copyOf(players);
        this.game = game;
    }

    /** Returns the game's id: the last token of each of its realms, {@code game:ID}, {@code chat:tv:ID}. */
    static String idOf(Realm realm) {
        List<String> tokens = realm.tokens();
        return tokens.get(tokens.size() - 1);
    }

    static Realm realmOf(String id) {
        return Realm.of(KIND.name(), id);
    }

    String id() {
        return id;
    }

    List<Person> players() {
        return players;
    }

    CrosswordGame game() {
        return game;
    }

    TableState state() {
        return new TableState(players, SavedGame.of(game));
    }

    Realm realm() {
        return realmOf(id);
    }

    /** Who may be where: players and observers share the game's realm in different roles, but no chat. */
    Resolution membershipOf(String user) {
        return seatOf(user).isPresent()
                ? Resolution.of(Membership.of(realm(), PLAYER), Membership.of(Realm.of("chat", "game", id), PLAYER))
                : Resolution.of(Membership.of(realm(), OBSERVER), Membership.of(Realm.of("chat", "tv", id), OBSERVER));
    }

    OptionalInt seatOf(String user) {
        return game.seatOf(user);
    }

    GameLine line() {
        return new GameLine(
                id, players, game.scores(), game.turn(), game.outcome().isPresent());
    }
}
