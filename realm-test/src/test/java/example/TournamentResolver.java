package example;

import dev.realmhub.CloseReason;
import dev.realmhub.Realm;
import dev.realmhub.RealmResolver;
import dev.realmhub.Resolution;
import dev.realmhub.ResolveRequest;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A resolver of an application: who is in a game plays, whoever else comes to it watches, and banned users do neither. */
record TournamentResolver(Map<String, Set<String>> players, Set<String> banned) implements RealmResolver {
    @Override
    public CompletionStage<Resolution> resolve(ResolveRequest request) {
        return CompletableFuture.completedStage(answer(request));
    }

    private Resolution answer(ResolveRequest request) {
        String user = request.user().id();
        String id = request.path().replaceFirst("^/game/", "");
        if (banned.contains(user)) {
            return Resolution.denied(CloseReason.FORBIDDEN);
        }
        if (!players.containsKey(id)) {
            return Resolution.notFound("no such game");
        }
        return Resolution.of(Realm.of("game", id), players.get(id).contains(user) ? "player" : "observer");
    }
}
