package dev.realmhub.test;

import dev.realmhub.Authenticator;
import dev.realmhub.CloseReason;
import dev.realmhub.Handshake;
import dev.realmhub.Membership;
import dev.realmhub.RealmResolver;
import dev.realmhub.RefusedException;
import dev.realmhub.Resolution;
import dev.realmhub.ResolveRequest;
import dev.realmhub.User;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Who may be where, found out at once or later, at the hub or by asking a backend; it may fail. For one thread. */
final class SimulatedResolver implements RealmResolver, Authenticator {
    private final SimulatedTime time;
    private final History history;
    private final Chance chance;
    private final boolean asksBackend;
    private final boolean later;

    /** How many answers go wrong. */
    double failing;

    SimulatedResolver(SimulatedTime time, History history, Chance chance) {
        this.time = time;
        this.history = history;
        this.chance = chance;
        this.asksBackend = chance.oneIn(2);
        this.later = chance.oneIn(2);
    }

    @Override
    public CompletionStage<Resolution> resolve(ResolveRequest request) {
        return asksBackend ? request.askBackend() : answer(() -> granted(request));
    }

    /** The same, where the request went to. */
    CompletionStage<Resolution> byBackend(ResolveRequest request) {
        return answer(() -> granted(request));
    }

    @Override
    public CompletionStage<User> authenticate(Handshake handshake) {
        return answer(() -> User.of(handshake.bearer().orElse("nobody")));
    }

    private Resolution granted(ResolveRequest request) {
        Resolution resolution = Places.resolution(request.path());
        grant(request.user().id(), resolution.memberships());
        return resolution;
    }

    void grant(String user, List<Membership> memberships) {
        memberships.forEach(membership -> history.granted(user, membership));
    }

    private <T> CompletionStage<T> answer(Supplier<T> found) {
        boolean fails = chance.with(failing);
        if (!fails && !later) {
            return CompletableFuture.completedStage(found.get());
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        Duration most = fails ? Duration.ofSeconds(5) : Duration.ofMillis(30);
        int way = fails ? chance.between(0, 3) : 0;
        time.after(chance.nanosBetween(Duration.ZERO, most), () -> settle(answer, way, found));
        return answer;
    }

    private static <T> void settle(CompletableFuture<T> answer, int way, Supplier<T> found) {
        switch (way) {
            case 0 -> answer.complete(found.get());
            case 1 -> answer.completeExceptionally(new RefusedException(CloseReason.UNAVAILABLE));
            case 2 -> answer.completeExceptionally(new IllegalStateException("thrown by a simulation"));
            default -> {} // never
        }
    }
}
