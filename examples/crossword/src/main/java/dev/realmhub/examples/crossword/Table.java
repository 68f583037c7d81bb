package dev.realmhub.examples.crossword;

import dev.realmhub.Membership;
import dev.realmhub.Position;
import dev.realmhub.Realm;
import dev.realmhub.RealmKind;
import dev.realmhub.Resolution;
import dev.realmhub.examples.crossword.Messages.GameLine;
import dev.realmhub.examples.crossword.rules.CrosswordGame;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One game in progress, with its two players and its two chats. The game is guarded by the table's lock; whoever changes
 * it publishes before he lets go, so that views leave in the order of the turns.
 */
final class Table {
    /** Turns are read again by those who missed them; a game is over within the hour, and has 80 turns at most. */
    static final RealmKind KIND = RealmKind.kept("game", 128, Duration.ofHours(1));

    static final String PLAYER = "player";
    static final String OBSERVER = "observer";

    private final String id;
    private final List<Person> players;
    private final CrosswordGame game;
    private CompletableFuture<@Nullable Position> told = CompletableFuture.completedFuture(null);
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

    /**
     * Up to where the realm's stream tells of the game as it is: null before the first turn; fails if that could not be told.
     * Only to be asked for with the table's lock held.
     */
    CompletableFuture<@Nullable Position> told() {
        return told;
    }

    /** As {@link #told()}. */
    void told(CompletionStage<? extends @Nullable Position> next) {
        told = next.<@Nullable Position>thenApply(position -> position).toCompletableFuture();
    }

    Realm realm() {
        return Realm.of(KIND.name(), id);
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
