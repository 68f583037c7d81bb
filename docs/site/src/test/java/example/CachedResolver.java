package example;

import dev.realmhub.RealmResolver;
import dev.realmhub.Resolution;
import dev.realmhub.ResolveRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers for a while what another resolver granted. Refusals and failures are asked for anew each time. */
final class CachedResolver implements RealmResolver {
    private static final int MOST = 100_000;

    private record Question(String user, String target) {}

    private record Known(Resolution answer, Instant until) {}

    private final Map<Question, Known> known = new ConcurrentHashMap<>();
    private final RealmResolver source;
    private final Duration time;
    private final InstantSource clock;

    CachedResolver(RealmResolver source, Duration time, InstantSource clock) {
        this.source = source;
        this.time = time;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Resolution> resolve(ResolveRequest request) {
        Question question = new Question(request.user().id(), request.target());
        Known last = known.get(question);
        return last != null && clock.instant().isBefore(last.until())
                ? CompletableFuture.completedStage(last.answer())
                : source.resolve(request).thenApply(answer -> remember(question, answer));
    }

    /** Call it when a user's rights have changed. */
    void forget(String user) {
        known.keySet().removeIf(question -> question.user().equals(user));
    }

    private Resolution remember(Question question, Resolution answer) {
        if (known.size() >= MOST) {
            known.clear();
        }
        if (!answer.memberships().isEmpty()) {
            known.put(question, new Known(answer, clock.instant().plus(time)));
        }
        return answer;
    }
}
