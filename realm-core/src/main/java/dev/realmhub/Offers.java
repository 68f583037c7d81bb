package dev.realmhub;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** What a backend offers on the bus. Not thread-safe. */
final class Offers {
    private final List<RealmResolver> resolvers = new ArrayList<>();
    private final Map<String, Backend.Handler> handlers = new LinkedHashMap<>();
    private final Map<String, BiFunction<Realm, Snapshot.Viewer, Snapshot>> snapshots = new LinkedHashMap<>();
    private final Map<String, GameFactory> games = new LinkedHashMap<>();

    void resolver(RealmResolver resolver) {
        resolvers.add(resolver);
    }

    void handler(String type, Backend.Handler handler) {
        if (handlers.putIfAbsent(Names.checkPlain("command type", type), handler) != null) {
            throw new IllegalArgumentException(
                    "command '" + type + "' has a handler already; call on(...) once for each type");
        }
    }

    void snapshots(String kind, BiFunction<Realm, Snapshot.Viewer, Snapshot> answer) {
        if (snapshots.putIfAbsent(Names.checkToken("kind", kind), answer) != null) {
            throw new IllegalArgumentException(
                    "kind '" + kind + "' has snapshots already; call snapshot(...) once for each kind");
        }
    }

    void games(String kind, GameFactory factory) {
        if (games.putIfAbsent(Names.checkToken("kind", kind), factory) != null) {
            throw new IllegalArgumentException(
                    "kind '" + kind + "' has games already; call own(...) once for each kind");
        }
    }

    Map<String, GameFactory> games() {
        return Map.copyOf(games);
    }

    /** Begins to listen for all but owned realms. Waits for the bus. */
    List<Broker.Subscription> begin(Broker broker, Serving serving) {
        List<Broker.Subscriber> all = new ArrayList<>();
        if (!resolvers.isEmpty()) {
            RealmResolver resolver = RealmResolver.firstOf(resolvers.toArray(RealmResolver[]::new));
            all.add(new Broker.Resolves(request -> serving.resolve(resolver, request)));
        }
        snapshots.forEach((kind, answer) ->
                all.add(new Broker.Snapshots(kind, request -> serving.snapshot(broker, answer, request))));
        handlers.forEach((type, handler) -> all.add(new Broker.Commands(
                type, command -> owned(command) ? OwnedRealms.astray(command) : serving.run(handler, command))));
        return all.stream().map(broker::subscribe).toList();
    }

    /** A hub that was not told of an owned kind must not get past the owner. */
    private boolean owned(Command command) {
        return command.membership()
                .map(member -> games.containsKey(member.realm().kind()))
                .orElse(false);
    }
}
