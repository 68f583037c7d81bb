package dev.realmhub;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Decides which memberships a client gets for a path: the one place where a client's word becomes a realm. Implemented
 * by applications, as a lambda or found by {@link java.util.ServiceLoader}.
 */
@FunctionalInterface
public interface RealmResolver {
    /**
     * Answers a request. Called at each connect and navigation of each client, by many threads at once, on the
     * container's thread; must not block and must be repeatable. The hub keeps the deadline ({@link
     * HubConfig#resolveDeadline()}) and the number of requests under way.
     *
     * <p>No access comes of a failure: what is thrown, null, a failed stage, a late answer and more realms than the hub
     * allows all refuse the client. A {@link RefusedException} refuses with its own reason.
     */
    CompletionStage<Resolution> resolve(ResolveRequest request);

    /** Returns a resolver that gives everyone the same memberships. */
    static RealmResolver fixed(Membership... memberships) {
        Resolution resolution = Resolution.of(memberships);
        return request -> CompletableFuture.completedStage(resolution);
    }

    /**
     * Returns a resolver for the paths of a template, {@code /game/{id}}, which abstains from all others. The function
     * runs where {@link #resolve} is called, so it must not block; {@link ResolveRequest#param} gives the matched parts.
     */
    static RealmResolver byPath(String template, Function<ResolveRequest, Resolution> answer) {
        PathTemplate paths = new PathTemplate(template);
        return request -> {
            Optional<Map<String, String>> params = paths.match(request.path());
            return CompletableFuture.completedStage(
                    params.isEmpty() ? Resolution.abstained() : answer.apply(request.withParams(params.get())));
        };
    }

    /** Returns a resolver that asks the given ones in turn until one does not abstain. */
    static RealmResolver firstOf(RealmResolver... resolvers) {
        List<RealmResolver> all = List.of(resolvers);
        return request -> ask(all, 0, request);
    }

    /** Returns a resolver that asks any backend over the hub's broker. */
    static RealmResolver askBackend() {
        return ResolveRequest::askBackend;
    }

    private static CompletionStage<Resolution> ask(List<RealmResolver> all, int index, ResolveRequest request) {
        if (index == all.size()) {
            return CompletableFuture.completedStage(Resolution.abstained());
        }
        CompletionStage<Resolution> asked =
                Objects.requireNonNull(all.get(index).resolve(request), "it returned null instead of a stage");
        return asked.thenCompose(
                answer -> Objects.requireNonNull(answer, "its answer is null").isAbstained()
                        ? ask(all, index + 1, request)
                        : CompletableFuture.completedStage(answer));
    }
}
