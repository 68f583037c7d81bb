package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginRulesTest {
    private final OriginRules rules = new OriginRules();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "",
                "https://evil.example",
                "https://game.example.evil.example",
                "https://evilgame.example",
                "https://game.example@evil.example",
                "https://sub.game.example",
                "http://game.example",
                "https://game.example:8443",
                "https://game.example:443",
                "https://game.example/",
                "https://game.example https://evil.example",
                "game.example",
                "https://",
                "*",
                "https://game.exampl\u0451",
                "https://game.example\u0000",
                "https://game.example."
            })
    void pagesOfNoOtherOriginMayConnect(String origin) {
        rules.allow("https://game.example");
        assertThat(rules.allows(from(origin))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://game.example", "HTTPS://Game.Example"})
    void pagesOfTheAllowedOriginMayConnect(String origin) {
        rules.allow("https://game.example");
        assertThat(rules.allows(from(origin))).isTrue();
    }

    @Test
    void aPortIsPartOfTheOrigin() {
        rules.allow("http://localhost:3000");
        assertThat(rules.allows(from("http://localhost:3000"))).isTrue();
        assertThat(rules.allows(from("http://localhost"))).isFalse();
        assertThat(rules.allows(from("http://localhost:3001"))).isFalse();
    }

    @Test
    void theSchemesOwnPortIsLeftOutAsBrowsersDo() {
        rules.allow("https://game.example:443");
        rules.allow("http://old.example:80");
        assertThat(rules.allows(from("https://game.example"))).isTrue();
        assertThat(rules.allows(from("http://old.example"))).isTrue();
    }

    @Test
    void appsAndAddressesHaveOriginsToo() {
        rules.allow("capacitor://localhost");
        rules.allow("http://[::1]:8080");
        assertThat(rules.allows(from("capacitor://localhost"))).isTrue();
        assertThat(rules.allows(from("http://[::1]:8080"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "null",
                "game.example",
                "https://*.game.example",
                "https://game.example/",
                "https://game.example/path",
                "https://game.example?x",
                "https://game.example#x",
                "https://user@game.example",
                "https://game.example:",
                "https://game.example:0443",
                "https:game.example",
                "https://",
                " https://game.example"
            })
    void whatCouldNeverMatchIsRefusedAtOnceAndTheErrorNamesTheSetting(String setting) {
        assertThatThrownBy(() -> rules.allow(setting))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("allowOrigin(\"" + setting + "\")")
                .hasMessageContaining("https://game.example");
    }

    @Test
    void aClientWithoutAnOriginMayConnectOnlyIfThatIsAllowed() {
        rules.allow("https://game.example");
        assertThat(rules.allows(from(""))).isFalse();
        rules.allowAbsent();
        assertThat(rules.allows(from(""))).isTrue();
        assertThat(rules.allows(from("null"))).isFalse();
    }

    @Test
    void withoutAnyRuleNobodyMayConnect() {
        assertThat(rules.isEmpty()).isTrue();
        assertThat(rules.allows(from("https://game.example"))).isFalse();
        assertThat(rules.allows(from(""))).isFalse();
    }

    @Test
    void aCopyDoesNotFollowTheOriginal() {
        OriginRules copy = rules.copy();
        rules.allowAbsent();
        rules.allow("https://game.example");
        assertThat(copy.isEmpty()).isTrue();
        assertThat(rules.copy().allows(from("https://game.example"))).isTrue();
        assertThat(rules.copy().allows(from(""))).isTrue();
    }

    private static Handshake from(String origin) {
        return new Handshake("/", Map.of(), Map.of(), origin, "");
    }
}
