package example;

import dev.realmhub.CloseReason;
import dev.realmhub.test.TestHub;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TournamentResolverTest {
    @RegisterExtension
    final TestHub hub = TestHub.of(new TournamentResolver(Map.of("1", Set.of("alice", "bob")), Set.of("mallory")));

    @Test
    void playersPlayOthersWatchAndTheBannedStayOut() {
        hub.connect("alice", "/game/1").expectJoined("game:1", "player");
        hub.connect("carol", "/game/1").expectJoined("game:1", "observer");
        hub.connect("mallory", "/game/1").expectClosed(CloseReason.FORBIDDEN);
        hub.connect("alice", "/game/2").expectClosed(CloseReason.NO_SUCH_REALM);
    }
}
