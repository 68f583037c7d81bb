package dev.realmhub;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Several backends on one bus, each with games of its own; all in virtual time. */
@SuppressWarnings("FutureReturnValueIgnored") // what most commands come to is not the point
abstract class OwnedGames {
    static final Realm GAME = Realm.of("game", "1");

    final VirtualTime time = new VirtualTime();
    final Broker broker = new LocalBroker(time::nanoTime, RealmKind.kept("game", 10, Duration.ofHours(1)));
    final List<RealmException> failures = new ArrayList<>();
    final List<String> lines = new ArrayList<>();
    final Map<String, Ownership> ownerships = new HashMap<>();
    boolean storeRefuses;
    final OwnerRoute route = new OwnerRoute(GAME, new OwnerRoutes.Surroundings(broker, time.timers(), Set.of("again")));

    Backend.Builder named(String name, Executor executor) {
        return Backend.builder(broker)
                .executor(executor)
                .time(time, time::nanoTime, time)
                .onFailure(failures::add)
                .own("game", ownership -> game(name, ownership));
    }

    Backend start(String name) {
        return named(name, Runnable::run).start();
    }

    GameFactory.Game game(String name, Ownership ownership) {
        lines.add(name + " opens");
        ownerships.put(name, ownership);
        return new GameFactory.Game() {
            @Override
            public void handle(Command command, Backend.Reply reply) {
                String text = command.payload().text();
                if (storeRefuses) {
                    storeRefuses = false;
                    lines.add(name + " refused");
                    throw new FencedException("the store said so", null);
                }
                lines.add(name + " " + text);
                reply.ok(Payload.text(name));
            }

            @Override
            public void close() {
                lines.add(name + " closes");
            }
        };
    }

    Ownership ownerOf(String name) {
        return Objects.requireNonNull(ownerships.get(name), name);
    }

    CompletableFuture<Outcome> ask(String text) {
        return route.send(command("move", text));
    }

    Command command(String type, String text) {
        return new Command(
                type,
                Payload.text(text),
                User.of("alice"),
                new Address.OfClient("node", "client"),
                Optional.of(Membership.of(GAME, "player")),
                time.instant().plusSeconds(5),
                true);
    }

    static Outcome by(String name) {
        return Outcome.ok(Payload.text(name));
    }

    Backend startOn(Stalling executor, String name) {
        return named(name, executor).time(time, time::nanoTime, time).start();
    }

    /** A process that stands still until it is let flow. */
    static final class Stalling implements Executor {
        private final Queue<Runnable> tasks = new ArrayDeque<>();

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }

        void flow() {
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
        }
    }
}
