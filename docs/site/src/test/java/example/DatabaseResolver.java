package example;

import dev.realmhub.Realm;
import dev.realmhub.RealmResolver;
import dev.realmhub.Resolution;
import dev.realmhub.ResolveRequest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import javax.sql.DataSource;

/** Who sits at a game plays, whoever else comes watches. The database is asked on threads of its own: the caller's must not wait. */
record DatabaseResolver(DataSource games, Executor workers) implements RealmResolver {
    private static final String SEAT =
            "select s.player from game g left join seat s on s.game = g.id and s.player = ? where g.id = ?";

    @Override
    public CompletionStage<Resolution> resolve(ResolveRequest request) {
        return request.path().startsWith("/game/")
                ? CompletableFuture.supplyAsync(
                        () -> seatOf(request.user().id(), request.path().substring(6)), workers)
                : CompletableFuture.completedStage(Resolution.abstained());
    }

    private Resolution seatOf(String user, String game) {
        try (Connection connection = games.getConnection();
                PreparedStatement question = connection.prepareStatement(SEAT)) {
            question.setString(1, user);
            question.setString(2, game);
            ResultSet row = question.executeQuery();
            if (!row.next()) {
                return Resolution.notFound("There is no such game.");
            }
            return Resolution.of(Realm.of("game", game), row.getString(1) == null ? "observer" : "player");
        } catch (SQLException e) {
            throw new CompletionException(e); // the client is refused with 4500, and comes back by itself
        }
    }
}
