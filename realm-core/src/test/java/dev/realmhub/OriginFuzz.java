package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whatever stands in a list of origins or in an Origin header: an origin is let in only if just it was allowed. */
class OriginFuzz {
    @FuzzTest(maxDuration = "60s")
    void onlyWhatWasAllowedIsLetIn(byte[] input) {
        String[] lines = FuzzedLines.of(input, 2);
        String allowed = lines[0];
        String given = lines[1];
        OriginRules rules = new OriginRules();
        try {
            rules.allow(allowed);
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageStartingWith("allowOrigin(");
            assertThat(rules.isEmpty()).isTrue();
            return;
        }
        assertThat(allowed).doesNotContain("*", " ", "?", "#", "@").matches("[^/]+://[^/]+");
        String lower = allowed.toLowerCase(Locale.ROOT);
        boolean same = given.toLowerCase(Locale.ROOT).equals(withoutOwnPort(lower));
        assertThat(rules.allows(from(given))).isEqualTo(same);
        assertThat(rules.allows(from(""))).isFalse();
    }

    private static String withoutOwnPort(String origin) {
        String own = origin.startsWith("https:") ? ":443" : origin.startsWith("http:") ? ":80" : "none";
        return origin.endsWith(own) ? origin.substring(0, origin.length() - own.length()) : origin;
    }

    private static Handshake from(String origin) {
        return new Handshake("/", Map.of(), Map.of("x", List.of("y")), origin, "");
    }
}
