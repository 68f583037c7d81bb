package dev.realmhub;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Named in META-INF/services. */
public final class FoundResolver implements RealmResolver {
    @Override
    public CompletionStage<Resolution> resolve(ResolveRequest request) {
        return CompletableFuture.completedStage(Resolution.of(Realm.of("found by ServiceLoader")));
    }
}
