package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathTemplateTest {
    @ParameterizedTest
    @CsvSource({
        "/game/abc, abc",
        "/game/abc/, abc",
        "/game/a%20b, a b",
        "/game/a+b, a+b",
        "/game/a%2Fb, a/b",
        "/game/%C3%A9, \u00e9",
        "/game/%zz, %zz",
        "/game/%, %",
        "/game/.., ..",
        "/g%61me/abc, abc"
    })
    void aNameTakesOneWholeSegmentDecoded(String path, String id) {
        assertThat(new PathTemplate("/game/{id}").match(path)).contains(Map.of("id", id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/game",
                "/game/",
                "/game//",
                "/game/a/b",
                "game/abc",
                "x/game/abc",
                "/Game/abc",
                "//abc"
            })
    void pathsOfAnotherShapeDoNotMatch(String path) {
        assertThat(new PathTemplate("/game/{id}").match(path)).isEmpty();
    }

    @Test
    void aTemplateMayHaveSeveralNamesOrNone() {
        assertThat(new PathTemplate("/t/{club}/{game}/x").match("/t/a/b/x")).contains(Map.of("club", "a", "game", "b"));
        assertThat(new PathTemplate("/").match("/")).contains(Map.of());
        assertThat(new PathTemplate("/lobby/").match("/lobby")).contains(Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "game/{id}", "/game/{}", "/game/x{id}", "/game/{id}x", "/game/{", "/game/}", "/{a{b}"})
    void malformedTemplatesAreRefusedAtOnce(String template) {
        assertThatThrownBy(() -> new PathTemplate(template))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + template + "'");
    }

    @Test
    void aTemplateWithTheSameNameTwiceIsRefusedAtOnce() {
        assertThatThrownBy(() -> new PathTemplate("/{id}/x/{id}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("{id}");
    }

    @Test
    void itsTextIsAsGiven() {
        assertThat(new PathTemplate("/game/{id}")).hasToString("/game/{id}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/game/a%00b", "/game/a%0D%0Ab", "/game/a:b", "/game/a%3Ab", "/game/%7F"})
    void aNameMatchesNothingThatNoRealmCanHold(String path) {
        assertThat(new PathTemplate("/game/{id}").match(path)).isEmpty();
    }
}
