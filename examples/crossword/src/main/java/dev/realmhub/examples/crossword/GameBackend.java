package dev.realmhub.examples.crossword;

import dev.realmhub.Backend;
import dev.realmhub.Broker;
import dev.realmhub.CloseReason;
import dev.realmhub.Command;
import dev.realmhub.Membership;
import dev.realmhub.Realm;
import dev.realmhub.RefusedException;
import dev.realmhub.Resolution;
import dev.realmhub.ResolveRequest;
import dev.realmhub.Snapshot;
import dev.realmhub.examples.crossword.Messages.ChatState;
import dev.realmhub.examples.crossword.Messages.LobbyState;
import dev.realmhub.examples.crossword.store.RealmStore;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.Random;

/**
 * The game server. Lobby, games and chats each have one owner among all backends, who keeps them in memory and in the store. Who
 * may be where, and what pages begin with, any backend reads from the store.
 */
final class GameBackend implements AutoCloseable {
    /** The kinds of realm that backends own: tell the hubs. */
    static final String[] OWNED = {"lobby", "game", "chat"};

    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(20);

    private final RealmStore store;
    private final Tables tables;
    private final Visitors visitors;
    private final Backend backend;

    private GameBackend(Broker broker, RealmStore store, Random random) {
        this.store = store;
        tables = new Tables(store, random);
        Publisher publisher = new Publisher(broker);
        visitors = Visitors.follow(broker);
        backend = Backend.builder(broker)
                .resolve("/", GameBackend::resolveLobby)
                .resolve("/game/{id}", this::resolveGame)
                .snapshot("lobby", this::lobby)
                .snapshot("game", this::game)
                .snapshot("chat", this::chat)
                .own("lobby", ownership -> LobbyGame.open(ownership, store, tables, publisher, visitors))
                .own("game", ownership -> TableGame.open(ownership, store, tables, publisher))
                .own("chat", ownership -> ChatGame.open(ownership, store, publisher))
                .start();
    }

    static GameBackend start(Broker broker, RealmStore store, Random random) {
        return new GameBackend(broker, store, random);
    }

    /** Who has no name is not shown to the others. */
    private static Resolution resolveLobby(ResolveRequest request) {
        Membership visitor = Membership.of(LobbyGame.REALM, "visitor");
        return Resolution.of(request.user().anonymous() ? visitor.unseen() : visitor);
    }

    private Resolution resolveGame(ResolveRequest request) {
        String id = request.param("id");
        return tables.find(Table.realmOf(id))
                .map(table -> table.membershipOf(request.user().id()))
                .orElseGet(() -> Resolution.notFound("There is no game " + id + "."));
    }

    private Snapshot lobby(Realm realm, Snapshot.Viewer viewer) {
        Lobby lobby = store.read(realm)
                .map(stored -> new Lobby(StoredRealm.stateOf(stored, LobbyRoom.class)))
                .orElseGet(Lobby::new);
        return Snapshot.of(Json.payload(
                new LobbyState(lobby.seeks(), tables.lines(), lobby.chat().lines())));
    }

    /** The store is written before a turn is told, so every turn that this lacks is told after it; perhaps the last one twice. */
    private Snapshot game(Realm realm, Snapshot.Viewer viewer) {
        Table table = tables.find(realm).orElseThrow(() -> new RefusedException(CloseReason.NO_SUCH_REALM));
        OptionalInt seat = table.seatOf(viewer.user().id());
        return Snapshot.of(Json.payload(Views.view(table, seat.isPresent() ? seat.getAsInt() : null, Instant.now())));
    }

    private Snapshot chat(Realm realm, Snapshot.Viewer viewer) {
        ChatState said = store.read(realm)
                .map(stored -> StoredRealm.stateOf(stored, ChatState.class))
                .orElseGet(() -> new ChatState(new Chatter().lines()));
        return Snapshot.of(Json.payload(said));
    }

    /** Returns who sent a command; visitors without a name may only look. */
    static Person named(Command command) {
        if (command.user().anonymous()) {
            throw new BadRequest("login", "Choose a name first.");
        }
        return Person.of(command.user());
    }

    /** Reads a command's payload. */
    static <T> T read(Command command, Class<T> type) {
        return Json.read(command.payload().text(), type);
    }

    /** Hands over what it owns: players do not notice, if there is another backend. */
    @Override
    public void close() {
        backend.drain(DRAIN_LIMIT).toCompletableFuture().join();
        visitors.close();
    }
}
