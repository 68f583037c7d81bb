package dev.realmhub.examples.crossword;

import dev.realmhub.Backend;
import dev.realmhub.Broker;
import dev.realmhub.Command;
import dev.realmhub.Payload;
import dev.realmhub.Resolution;
import dev.realmhub.ResolveRequest;
import dev.realmhub.examples.crossword.rules.IllegalPlay;
import java.time.Instant;
import java.util.Random;
import java.util.Timer;
import java.util.TimerTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The game server: says who is in which realm and answers commands. {@link LobbyDesk} and {@link GameDesk} do the work. */
final class GameBackend implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(GameBackend.class);

    private final Tables tables;
    private final LobbyDesk lobby;
    private final GameDesk games;
    private final Timer clock = new Timer("clock", true);
    private final Backend backend;

    /** Answers a command with what becomes the outcome's JSON; throws {@link BadRequest} or {@link IllegalPlay}. */
    interface Answer {
        Object to(Command command);
    }

    private GameBackend(Broker broker, Random random) {
        tables = new Tables(random);
        Publisher publisher = new Publisher(broker);
        lobby = new LobbyDesk(tables, publisher);
        games = new GameDesk(tables, publisher, lobby::gamesChanged);
        Backend.Builder builder = Backend.builder(broker)
                .resolve("/", request -> Resolution.of(LobbyDesk.REALM, "visitor"))
                .resolve("/game/{id}", this::resolveGame)
                .snapshot("lobby", lobby::snapshot)
                .snapshot("game", games::snapshot)
                .snapshot("chat", games::chatSnapshot);
        lobby.answers().forEach((type, answer) -> builder.on(type, handler(answer)));
        games.answers().forEach((type, answer) -> builder.on(type, handler(answer)));
        backend = builder.start();
        clock.schedule(new Tick(), 1_000, 1_000);
    }

    static GameBackend start(Broker broker, Random random) {
        return new GameBackend(broker, random);
    }

    private Resolution resolveGame(ResolveRequest request) {
        String id = request.param("id");
        return tables.find(id)
                .map(table -> table.membershipOf(request.user().id()))
                .orElseGet(() -> Resolution.notFound("There is no game " + id + "."));
    }

    private static Backend.Handler handler(Answer answer) {
        return (command, reply) -> {
            try {
                reply.ok(Json.payload(answer.to(command)));
            } catch (BadRequest refused) {
                reply.rejected(refused.code(), refused.text());
            } catch (IllegalPlay refused) {
                reply.rejected(refused.code(), String.valueOf(refused.getMessage()));
            }
        };
    }

    private final class Tick extends TimerTask {
        @Override
        public void run() {
            try {
                Instant now = Instant.now();
                games.checkClocks(now);
                lobby.forgetSilent(now);
            } catch (RuntimeException e) {
                log.error("the clock stumbled", e);
            }
        }
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
        Payload payload = command.payload();
        return Json.read(payload.text(), type);
    }

    @Override
    public void close() {
        clock.cancel();
        backend.close();
    }
}
