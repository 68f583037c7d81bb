package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Map;
import java.util.Optional;

/** Whatever a client writes as a path: what comes out of it as a name can be a token of a realm, and only that. */
class PathFuzz {
    private static final PathTemplate GAME = new PathTemplate("/game/{id}/{tab}");

    @FuzzTest(maxDuration = "60s")
    void whatMatchesNamesRealmsThatReadTheSame(byte[] input) {
        String[] lines = FuzzedLines.of(input, 3);
        String path = lines[1];
        String query = lines[2];
        GAME.match("/game/" + path).ifPresent(PathFuzz::checkNames);
        GAME.match(path).ifPresent(PathFuzz::checkNames);
        template(lines[0]).flatMap(any -> any.match(path)).ifPresent(PathFuzz::checkNames);
        assertThat(UrlText.query(query).size()).isLessThanOrEqualTo(query.split("&", -1).length);
        ResolveRequest.of(Handshake.of("/"), path + "?" + query, User.of("alice"), new Address.OfClient("n", "c"));
    }

    private static Optional<PathTemplate> template(String text) {
        try {
            return Optional.of(new PathTemplate(text));
        } catch (IllegalArgumentException refused) {
            return Optional.empty();
        }
    }

    private static void checkNames(Map<String, String> names) {
        names.values().forEach(name -> {
            Realm realm = Realm.of("game", name);
            assertThat(Realm.parse(realm.toString())).isEqualTo(realm);
            assertThat(realm.tokens()).hasSize(2);
        });
    }
}
