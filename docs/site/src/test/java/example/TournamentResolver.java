package example;

import dev.realmhub.CloseReason;
import dev.realmhub.Membership;
import dev.realmhub.Realm;
import dev.realmhub.RealmResolver;
import dev.realmhub.Resolution;
import dev.realmhub.ResolveRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * A tournament of several tables: its director is everywhere, players play at their own table only, and nobody watches before
 * the round begins.
 */
final class TournamentResolver implements RealmResolver {
    record Round(Instant begins, Map<String, Set<String>> tables, String director) {}

    private final Map<String, Round> tournaments;
    private final InstantSource clock;
    private final RealmResolver paths = RealmResolver.firstOf(
            RealmResolver.byPath("/tournament/{id}", this::hall),
            RealmResolver.byPath("/tournament/{id}/table/{table}", this::table));

    TournamentResolver(Map<String, Round> tournaments, InstantSource clock) {
        this.tournaments = tournaments;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Resolution> resolve(ResolveRequest request) {
        return paths.resolve(request);
    }

    private Resolution hall(ResolveRequest request) {
        return tournaments.containsKey(request.param("id"))
                ? Resolution.of(Realm.of("tournament", request.param("id")))
                : Resolution.notFound("There is no such tournament.");
    }

    private Resolution table(ResolveRequest request) {
        Round round = tournaments.get(request.param("id"));
        if (round == null || !round.tables().containsKey(request.param("table"))) {
            return Resolution.notFound("There is no such table.");
        }
        String role = roleOf(request.user().id(), round, request.param("table"));
        if (role.equals("observer") && clock.instant().isBefore(round.begins())) {
            Duration wait = Duration.between(clock.instant(), round.begins());
            return Resolution.denied(
                    CloseReason.UNAVAILABLE.withText("The round has not begun.").withRetryAfter(wait));
        }
        return Resolution.of(
                Membership.of(Realm.of("table", request.param("id"), request.param("table")), role),
                Membership.of(Realm.of("tournament", request.param("id"))));
    }

    private static String roleOf(String user, Round round, String table) {
        if (user.equals(round.director())) {
            return "director";
        }
        return round.tables().getOrDefault(table, Set.of()).contains(user) ? "player" : "observer";
    }
}
