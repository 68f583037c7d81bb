package dev.realmhub.examples.crossword;

import dev.realmhub.Membership;
import dev.realmhub.Realm;
import dev.realmhub.Resolution;
import dev.realmhub.examples.crossword.Messages.GameLine;
import dev.realmhub.examples.crossword.rules.CrosswordGame;
import java.util.List;
import java.util.OptionalInt;

/**
 * One game in progress, with its two players and its two chats. The game is guarded by the table's lock; whoever changes
 * it publishes before he lets go, so that views leave in the order of the turns.
 */
final class Table {
    static final String PLAYER = "player";
    static final String OBSERVER = "observer";

    private final String id;
    private final List<Person> players;
    private final CrosswordGame game;
    private final Chatter playersChat = new Chatter();
    private final Chatter observersChat = new Chatter();

    Table(String id, List<Person> players, CrosswordGame game) {
        this.id = id;
        this.players = List.copyOf(players);
        this.game = game;
    }

    String id() {
        return id;
    }

    List<Person> players() {
        return players;
    }

    /** Only to be touched with the table's lock held. */
    CrosswordGame game() {
        return game;
    }

    Realm realm() {
        return Realm.of("game", id);
    }

    Realm playersChatRealm() {
        return Realm.of("chat", "game", id);
    }

    Realm observersChatRealm() {
        return Realm.of("chat", "tv", id);
    }

    Chatter chat(boolean ofPlayers) {
        return ofPlayers ? playersChat : observersChat;
    }

    /** Who may be where: players and observers share the game's realm in different roles, but no chat. */
    Resolution membershipOf(String user) {
        return isPlayer(user)
                ? Resolution.of(Membership.of(realm(), PLAYER), Membership.of(playersChatRealm(), PLAYER))
                : Resolution.of(Membership.of(realm(), OBSERVER), Membership.of(observersChatRealm(), OBSERVER));
    }

    boolean isPlayer(String user) {
        return seatOf(user).isPresent();
    }

    OptionalInt seatOf(String user) {
        return game.seatOf(user);
    }

    synchronized boolean isOver() {
        return game.outcome().isPresent();
    }

    synchronized GameLine line() {
        return new GameLine(
                id, players, game.scores(), game.turn(), game.outcome().isPresent());
    }
}
